package flow

import (
	"context"
	"errors"
	"fmt"
)

// maxListedErrors is how many different errors of an asynchronous node are kept for Close.
const maxListedErrors = 8

// failures collects the errors of a node that goes on after them: the first few that differ, and how many more there
// were.
type errorList struct {
	errs []error
	more int
}

// note is add for what may be nil.
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

func (f *errorList) join(n *node) error {
	if f.more == 0 {
		return errors.Join(f.errs...)
	}
	return errors.Join(append(f.errs[:len(f.errs):len(f.errs)], n.wrap(fmt.Errorf("and %d errors more", f.more)))...)
}

// valued is a context that takes its values from another one.
type lifetimeContext struct {
	context.Context
	valuesFrom context.Context
}

func (v *lifetimeContext) Value(key any) any { return v.valuesFrom.Value(key) }
