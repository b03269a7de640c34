package dbsql

import "errors"

// The errors of a query's result. Every error wraps one of these, one of package frame, or the database's own. Test for
// them with errors.Is.
var (
	// ErrType: the driver does not report the type of a column, or reports one that a frame cannot hold.
	ErrType = errors.New("unknown column type")
	// ErrKey: the key column, by which new rows are found, is missing, NULL, or not in ascending order.
	ErrKey = errors.New("the key column must be there, not NULL and in ascending order")
)
