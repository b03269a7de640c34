package frame

import (
	"errors"
	"fmt"

	"github.com/streamgage/streamgage/internal/suggest"
)

// Errors that data can cause. Every error of this package wraps one of these, or an error of the caller's reader or
// writer. Test for them with errors.Is. The message names the function, the column and the values.
var (
	// ErrColumn is returned for a column name that does not exist.
	ErrColumn = errors.New("no such column")
	// ErrName is returned for a column name that is empty, used twice, or not allowed in a file.
	ErrName = errors.New("column names must be unique and not empty")
	// ErrLength is returned if the columns of a frame differ in length.
	ErrLength = errors.New("columns must have the same length")
	// ErrIndex is returned if a frame would have two indexes.
	ErrIndex = errors.New("a frame has one index at most")
	// ErrType is returned if a column does not have the type that an operation needs, or if a type does not exist.
	ErrType = errors.New("wrong column type")
	// ErrSchema is returned for a frame that does not have the expected columns.
	ErrSchema = errors.New("schema mismatch")
	// ErrValue is returned for a value that does not fit a column's type, or that a format cannot represent.
	ErrValue = errors.New("value not allowed")
	// ErrEmpty is returned for a frame, table or file without columns.
	ErrEmpty = errors.New("no columns")
	// ErrFields is returned for a line of a CSV file with too few or too many fields.
	ErrFields = errors.New("wrong number of fields")
)

// errNoColumn is the ErrColumn for a name that is not among the names of the columns. It suggests the nearest of them.
func errNoColumn(name string, names []string) error {
	return fmt.Errorf("%w %q in %v%s", ErrColumn, name, names, suggest.DidYouMean(name, names))
}
