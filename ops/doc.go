// Package ops holds streaming data frames: pandas-like operators on streams whose elements are frames.
//
// There are two types of streams. Each element of a [DataFrame] is NEW ROWS. Each element of a [Table] is the WHOLE new
// result. Both are a flow.Stream[frame.Frame], so every operator of package flow works on them too. A column is a
// DataFrame of one column and the index.
//
// A DataFrame begins with [From], which takes any stream of frames, with [FromStructs], which takes any stream of
// structs, with [Decode], which takes any stream of text (CSV or JSON), or with a source such as [FollowCSV], [Random],
// [Replay] or [FromFiles]. Methods chain:
//
//	smooth := ops.Random(ops.Freq(5*time.Millisecond), ops.Interval(100*time.Millisecond)).
//		Sub(0.5).CumSum().Col("x").
//		Rolling(ops.Within(500 * time.Millisecond)).Mean()
//
// # Errors
//
// Columns and their types are checked when the graph is built. If they are wrong, that is a build error: a sticky error
// of the graph, which [DataFrame.Err], Run, Emit and Close return. The methods of a broken DataFrame do nothing. Errors
// that only the rows can show (an index that is not sorted, rows that do not match) fail their batch. The state of the
// operator is then as it was before that batch. A wrong literal (a window of 0 rows, a nil function) panics.
//
// # Rows and batches
//
// Most operators emit one batch for each batch. Joins of two streams by time, windows of event time, Reorder and
// centered windows do not. Most operators keep the rows and the index, so columns of one source can be combined with
// each other: [DataFrame.Plus], [DataFrame.With]. An operator that emits a batch for each batch also does so for a
// batch without rows.
//
// [DataFrame.Where], [DataFrame.Query], [DataFrame.DropNA], [DataFrame.Head], [DataFrame.Tail], [DataFrame.MapFrames]
// and [DataFrame.Join] emit a batch for each batch, but with other rows. Results computed from these rows can be
// combined with each other, but not with the original rows: the first batch in which the rows differ fails with an
// [ErrRows]. Rows are compared by the index. Without an index only their number is compared, so Head(5) and Tail(5)
// would be combined. Filter the result, or compute first.
//
// # Windows and reductions
//
// A Table has one result: over the last rows with a [Window], over all rows so far with [DataFrame.Mean] and similar
// methods. A DataFrame has a result for each row: [DataFrame.Rolling], [DataFrame.Expanding], [DataFrame.EWM],
// [DataFrame.CumSum]. Windows have one method for each reduction, and Aggregate for several at once:
// Aggregate(Mean("price"), Sum("size").As("volume")).
//
// The cost depends on the rows that enter and leave, not on the length of the window. [SaveState] returns the state of
// all these operators, and [RestoreState] continues from there.
//
// # Rows out of order
//
// [DataFrame.Tumbling], [DataFrame.Sliding] and [DataFrame.Session] make windows by the rows' own times. Rows may come
// in any order, and there are options for rows that come too late. Each window that closes is a new row.
// [DataFrame.Reorder] sorts rows for operators that need them sorted. The results of both count as sources of their
// own.
//
// # Joins
//
// [DataFrame.Join] adds the columns of a table to rows with the same key. [DataFrame.JoinLatest] does so with a table
// that changes. [DataFrame.AsOf] and [DataFrame.JoinWithin] join two streams of any sources by the times of their rows,
// so the result does not depend on which of them is faster. The results of joins of two streams count as sources of
// their own.
//
// # Many columns in one step
//
// Each method makes a node, and each node new columns. [DataFrame.Assign], for a formula of several columns, and
// [DataFrame.Query], for a filter, take an expression like those of pandas. It is compiled into loops over whole
// columns when the graph is built. [MapRows] takes any Go function of a row, [DataFrame.MapFrames] one of a batch.
//
// # Numbers
//
// A missing value (NaN in a float column, a cleared bit in other columns) makes the result of arithmetic missing,
// equals nothing in comparisons, and is left out of sums and means. Sums are compensated: after 1e17, small values are
// not lost. An infinity or a huge value has no effect on a window after it has left. An int64 that overflows is an
// error, not a wrong number.
package ops
