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
func (f *errorList) addIfAny(err error) {
	if err != nil {
		f.add(err)
	}
}

func (f *errorList) add(err error) {
	for _, known := range f.errs {
		if known.Error() == err.Error() {
			return
		}
	}
	if len(f.errs) == maxListedErrors {
		f.more++
		return
	}
	f.errs = append(f.errs, err)
}

// join returns the errors joined, the last of them with the number of the others.
func (f *errorList) join(n *node) error {
	if f.more == 0 {
		return errors.Join(f.errs...)
	}
	return errors.Join(append(f.errs[:len(f.errs):len(f.errs)], n.wrap(fmt.Errorf("and %d errors more", f.more)))...)
}

// lifetimeContext ends with a root's lifetime and has the values of another context.
type lifetimeContext struct {
	context.Context
	valuesFrom context.Context
}

func (v *lifetimeContext) Value(key any) any { return v.valuesFrom.Value(key) }
