package flow

import (
	"context"
	"errors"
	"fmt"
)

// maxListedErrors is how many different errors of an asynchronous node are kept for Close.
const maxListedErrors = 8

// errorList collects the errors of a node that goes on after an error: the first few different ones, and the number of
// the others.
type errorList struct {
	errs []error
	more int // errors beyond maxListedErrors
}

// addIfAny adds err if it is not nil.
func (l *errorList) addIfAny(err error) {
	if err != nil {
		l.add(err)
	}
}

func (l *errorList) add(err error) {
	for _, known := range l.errs {
		if known.Error() == err.Error() {
			return
		}
	}
	if len(l.errs) == maxListedErrors {
		l.more++
		return
	}
	l.errs = append(l.errs, err)
}

// join returns the errors joined, the last of them with the number of the others.
func (l *errorList) join(n *node) error {
	if l.more == 0 {
		return errors.Join(l.errs...)
	}
	return errors.Join(append(l.errs[:len(l.errs):len(l.errs)], n.wrap(fmt.Errorf("and %d errors more", l.more)))...)
}

// lifetimeContext ends with a root's lifetime and has the values of another context.
type lifetimeContext struct {
	context.Context
	valuesFrom context.Context
}

func (c *lifetimeContext) Value(key any) any { return c.valuesFrom.Value(key) }
