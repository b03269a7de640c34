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
	// ErrType: a column is of a type that the operator cannot work with.
	ErrType = expression.ErrType
	// ErrExpression: a text is not an expression of the language that [DataFrame.Query] describes.
	ErrExpression = expression.ErrSyntax
	// ErrColumns: two data frames do not have matching columns, or one does not have as many columns as the operator needs.
	ErrColumns = errors.New("columns do not match")
	// ErrSource: two data frames come from different sources, so their batches cannot be paired.
	ErrSource = errors.New("data frames must come from one source; join those of different sources with AsOf, or pair them with flow.Zip")
	// ErrRows: two data frames of one source no longer have the same rows.
	ErrRows = errors.New("rows do not match; pair data frames with different rows with flow.Zip")
	// ErrState: a state belongs to another graph or is damaged, or an operator's state cannot be saved.
	ErrState = errors.New("not a state of this graph")
	// ErrKeys: there are more keys than MaxKeys allows.
	ErrKeys = errors.New("too many keys")
	// ErrCategory: a row has a category that is not in the list of Pivot.
	ErrCategory = errors.New("not a category")
	// ErrLimit: an operator would have to keep more than MaxWindows or MaxRows allow.
	ErrLimit = errors.New("too much to keep")
	// ErrOrder: times are not sorted, or missing.
	ErrOrder = errors.New("times must be sorted")
	// ErrHours: the function of TradingCalendar returned hours that cannot be those of a day.
	ErrHours = errors.New("bad trading hours")
	// ErrOverflow: a result does not fit into int64.
	ErrOverflow = kernel.ErrOverflow
	// ErrExample: the example, which defines the columns, has none.
	ErrExample = errors.New("the example must have columns")
)
