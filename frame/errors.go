package frame

import "errors"

// What can be wrong with data. Every error of this package that is not the reader's or the writer's own wraps one of
// these, so that errors.Is tells them apart; the message says which function, which column and which values.
var (
	// ErrColumn: there is no column of that name.
	ErrColumn = errors.New("no such column")
	// ErrName: a column's name is empty or used twice.
	ErrName = errors.New("column names must be unique and not empty")
	// ErrLength: columns of one frame differ in length.
	ErrLength = errors.New("columns must have the same length")
	// ErrIndex: a frame has one index at most.
	ErrIndex = errors.New("a frame has one index at most")
	// ErrType: a column is not of the type that was asked for.
	ErrType = errors.New("wrong column type")
	// ErrSchema: a frame does not have the columns that were agreed on.
	ErrSchema = errors.New("schema mismatch")
	// ErrValue: a value cannot be held by, or is not, what it should be.
	ErrValue = errors.New("value not allowed")
	// ErrEmpty: nothing at all: a table without columns, a file without a header.
	ErrEmpty = errors.New("no columns")
	// ErrFields: a line of a CSV file has too few or too many fields.
	ErrFields = errors.New("wrong number of fields")
)
