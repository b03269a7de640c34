package dbsql

import "errors"

// What can be wrong with a query's result. Every error wraps one of these, one of package frame's, or the database's own:
// test with errors.Is.
var (
	// ErrType: the driver does not say what type a column has, or one that a frame cannot hold.
	ErrType = errors.New("unknown column type")
	// ErrKey: the column that tells new rows from old ones is missing, NULL, or not in order.
	ErrKey = errors.New("the key column must be there, not NULL and in ascending order")
)
