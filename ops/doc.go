// Package ops holds streaming data frames: pandas-like operators on streams whose elements are frames.
//
// Two types say what the elements of a stream are. In a [DataFrame] each element is NEW ROWS; in a [Table] each is the
// WHOLE new result. Both are a flow.Stream[frame.Frame], so every operator of package flow works on them too. A column
// is a DataFrame of one column (beside the index).
//
// A DataFrame begins with [From], which takes any stream of frames, or with a source such as [Random], [Replay] or
// [FromFiles]. Methods chain:
//
//	smooth := ops.Random(ops.Freq(5*time.Millisecond), ops.Interval(100*time.Millisecond)).
//		Sub(0.5).CumSum().Col("x").
//		Rolling(ops.Within(500 * time.Millisecond)).Mean()
//
// # Errors
//
// Columns and their types are checked when the graph is built: what does not fit is a sticky error of the graph, a build
// error, which [DataFrame.Err] returns, and Run, Emit and Close. A broken DataFrame can still be used: its methods do
// nothing. Errors that only the rows can show (an index that is not sorted, rows that do not match) fail the batch that
// has them; the operator is then as it was before that batch. A wrong literal (a window of 0 rows, a nil function)
// panics.
//
// # Rows and batches
//
// Most operators emit one batch for each batch. Joins of two streams by time, windows of event time, Reorder and
// centered windows do not. Most keep the rows and the index, so columns of one source can be combined with each other:
// [DataFrame.Plus], [DataFrame.With]. A batch without rows passes every operator that emits a batch for a batch.
//
// [DataFrame.Where], [DataFrame.Query], [DataFrame.DropNA], [DataFrame.Head], [DataFrame.Tail], [DataFrame.MapFrames]
// and [DataFrame.Join] emit a batch for each batch, but with other rows. Results computed from these rows can be
// combined with each other, but not with the rows before: that is an [ErrRows], with which the first batch fails in
// which the rows differ. The index tells rows apart; without an index only their number does, so Head(5) and Tail(5)
// would combine. Filter the result, or compute first.
//
// # Windows and reductions
//
// For one result over the last rows take a Table: of a [Window], or of all rows so far with [DataFrame.Mean] and the
// like. For a result for each row take a DataFrame: [DataFrame.Rolling], [DataFrame.Expanding], [DataFrame.EWM],
// [DataFrame.CumSum]. Windows have one method for each reduction, and Aggregate for several at once:
// Aggregate(Mean("price"), Sum("size").As("volume")).
//
// The cost depends on the rows that come and go, not on the length of the window. [SaveState] returns the state of all
// these operators, and [RestoreState] continues from there.
//
// # Rows out of order
//
// [DataFrame.Tumbling], [DataFrame.Sliding] and [DataFrame.Session] make windows by the rows' own times, in whatever
// order rows come, and have options for rows that come too late; each window that closes is a new row.
// [DataFrame.Reorder] sorts rows for operators that need them sorted. The results of both count as sources of their own.
//
// # Joins
//
// [DataFrame.Join] puts the columns of a table beside rows with the same key, [DataFrame.JoinLatest] those of a table
// that changes. [DataFrame.AsOf] and [DataFrame.JoinWithin] join two streams of any sources by the times of their rows,
// so that the result does not depend on which of them is faster. The results of joins of two streams count as sources of
// their own.
//
// # Many columns in one step
//
// Each method makes a node, and each node new columns. For a formula of several columns [DataFrame.Assign], and for a
// filter [DataFrame.Query], take an expression like those of pandas, which is compiled into loops over whole columns
// when the graph is built. [MapRows] takes any Go function of a row, [DataFrame.MapFrames] one of a batch.
//
// # Numbers
//
// A missing value (NaN in a float column, a cleared bit in other columns) makes the result of arithmetic missing, equals
// nothing in comparisons, and is left out of sums and means. Sums are compensated, so 1e17 followed by small values
// loses none of them, and a window forgets an infinity or a huge value completely when it leaves. An int64 that
// overflows is an error, not a wrong number.
package ops
