package ops

import (
	"errors"

	"github.com/streamgage/streamgage/ops/internal/expression"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// What can be wrong with columns and rows. Every error wraps one of these or one of package frame's: test with errors.Is.
var (
	// ErrColumn: there is no column of that name.
	ErrColumn = expression.ErrColumn
	// ErrType: a column is not of a type that the operator can work with.
	ErrType = expression.ErrType
	// ErrExpression: the text of a query is not an expression of the language that [DataFrame.Query] describes.
	ErrExpression = expression.ErrSyntax
	// ErrColumns: two data frames do not have matching columns, or not as many columns as the operator needs.
	ErrColumns = errors.New("columns do not match")
	// ErrSource: two data frames come from different sources, so there is no saying which batches belong together.
	ErrSource = errors.New("data frames must come from one source; join those of different sources with AsOf, or pair them with flow.Zip")
	// ErrRows: two data frames of one source no longer have the same rows.
	ErrRows = errors.New("rows do not match; pair what has other rows with flow.Zip")
	// ErrState: what is to be restored is not a state of such a graph, or it cannot be saved.
	ErrState = errors.New("not a state of this graph")
	// ErrKeys: there are more keys than MaxKeys.
	ErrKeys = errors.New("too many keys")
	// ErrLimit: more would have to be kept than MaxWindows or MaxRows allow.
	ErrLimit = errors.New("too much to keep")
	// ErrOrder: times are not in order, or missing.
	ErrOrder = errors.New("times must be sorted")
	// ErrOverflow: a result does not fit into int64.
	ErrOverflow = kernel.ErrOverflow
	// ErrExample: an example is needed to know the columns, and has none.
	ErrExample = errors.New("the example must have columns")
)
