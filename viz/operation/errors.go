package operation

import "github.com/streamgage/streamgage/viz"

// The errors of this package. They are wrapped, with the option, column or element: test with errors.Is.
var (
	// ErrColumn means that the element's data does not have the requested column.
	ErrColumn = viz.ErrColumn
	// ErrType means that a column does not hold numbers.
	ErrType = viz.ErrType
	// ErrOption means that an option's value cannot be used.
	ErrOption = viz.ErrOption
	// ErrElement means that the operation does not support an element of this kind.
	ErrElement = viz.ErrElement
)
