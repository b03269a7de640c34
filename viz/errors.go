package viz

import (
	"errors"

	"github.com/streamgage/streamgage/frame"
)

// The errors of this package. They are wrapped, with the option, column or value: test with errors.Is.
var (
	// ErrClosed is returned by Send, Put and Clear after Close.
	ErrClosed = errors.New("the stream is closed")
	// ErrFed is the build error of a graph in which two nodes feed one stream.
	ErrFed = errors.New("the stream is already fed")
	// ErrColumn means that a frame does not have the requested column.
	ErrColumn = frame.ErrColumn
	// ErrType means that a column has a type that cannot be drawn in this role.
	ErrType = frame.ErrType
	// ErrOption means that an option's value cannot be used.
	ErrOption = errors.New("bad option")
	// ErrElement means that an operation does not support the element.
	ErrElement = errors.New("wrong element")
)
