package flow

import (
	"errors"
	"fmt"
	"reflect"
)

// maxListedErrors is how many different errors an errorList keeps.
const maxListedErrors = 8

// errorList collects the errors of a node that continues after an error. It keeps the first few different errors, and
// the number of the others.
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

// add adds err, unless an error with the same text is in the list.
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

// join returns the errors joined. If errors were left out, the last one is an error of n with their number.
func (l *errorList) join(n *node) error {
	if l.more == 0 {
		return errors.Join(l.errs...)
	}
	return errors.Join(append(l.errs[:len(l.errs):len(l.errs)], n.wrap(fmt.Errorf("and %d errors more", l.more)))...)
}

// joinErrors is errors.Join of two errors. It allocates only if neither is nil.
func joinErrors(a, b error) error {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	return errors.Join(a, b)
}

// joinDistinctErrors joins errors and leaves out repeated ones, which have the same text. A failure may be reported by
// both a node and a source, or by a receiver in Send and again in Close.
func joinDistinctErrors(errs []error) error {
	seen := map[string]bool{}
	var all []error
	for _, err := range flattenJoinedErrors(errs) {
		if text := err.Error(); !seen[text] {
			seen[text] = true
			all = append(all, err)
		}
	}
	return errors.Join(all...)
}

// joinedType is the type of the results of errors.Join.
var joinedType = reflect.TypeOf(errors.Join(ErrClosed))

// flattenJoinedErrors replaces each result of errors.Join by the errors in it, and leaves out nil.
func flattenJoinedErrors(errs []error) []error {
	var all []error
	for _, err := range errs {
		if err != nil && reflect.TypeOf(err) == joinedType {
			all = append(all, flattenJoinedErrors(err.(interface{ Unwrap() []error }).Unwrap())...)
		} else if err != nil {
			all = append(all, err)
		}
	}
	return all
}
