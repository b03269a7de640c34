package operation

import "errors"

// The errors of this package. They are wrapped, with the option, column or element: test with errors.Is.
var (
	// ErrColumn means that the element's data lacks the column that was asked for.
	ErrColumn = errors.New("no column")
	// ErrType means that a column does not hold numbers.
	ErrType = errors.New("wrong column type")
	// ErrOption means that an option's value cannot be used.
	ErrOption = errors.New("bad option")
	// ErrElement means that the operation cannot work on an element of this kind.
	ErrElement = errors.New("wrong element")
)
