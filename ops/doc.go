// Package ops holds streaming data frames: pandas-like operators on streams whose elements are frames.
//
// Two types say what the elements of a stream are. In a [DataFrame] each is NEW ROWS; in a [Table] each is the WHOLE new
// result. Both are a flow.Stream[frame.Frame], so every operator of package flow works on them too. A column is a
// DataFrame of one column (beside the index).
//
// A DataFrame begins with [From], which takes any stream of frames, with [Random] or with [Replay]. Methods chain:
//
//	smooth := ops.Random(ops.Freq(5*time.Millisecond), ops.Interval(100*time.Millisecond)).
//		Sub(0.5).CumSum().Col("x").
//		Rolling(ops.Within(500 * time.Millisecond)).Mean()
//
// # Errors
//
// Columns and their types are checked when the graph is built: what does not fit is a sticky error of the graph, which
// [DataFrame.Err] returns, and Run, Emit and Close. A broken DataFrame can be used on: its methods do nothing. What only
// the rows can show (an index that is not sorted, rows that do not match) fails the batch that has it; the operator is
// then as it was before that batch. A wrong literal (a window of 0 rows, a nil function) panics.
//
// # Rows and batches
//
// Operators here give one batch for each batch, but for joins of two streams by time. Most give the same rows and the same
// index, so columns of one source can be computed with each other: [DataFrame.Plus], [DataFrame.With]. A batch of no rows
// passes every operator that gives a batch for a batch.
//
// [DataFrame.Where], [DataFrame.Query], [DataFrame.DropNA], [DataFrame.Head], [DataFrame.Tail], [DataFrame.MapFrames] and
// [DataFrame.Join] give other rows, a batch for a batch still. What has them can be computed with what comes of it, but not
// with what has the rows before: that is an [ErrRows], which the first batch in which the rows differ fails with. The index
// tells rows apart; without one only their number does, so there Head(5) and Tail(5) would go together. Filter what is
// computed, or compute first.
//
// # Windows and reductions
//
// Who asks for the result of the last rows as a whole takes a Table: of a [Window], or of all rows so far with
// [DataFrame.Mean] and the like. Who asks for a result for each row takes a DataFrame: [DataFrame.Rolling],
// [DataFrame.Expanding], [DataFrame.EWM], [DataFrame.CumSum]. Each has one method for each reduction, and Aggregate for
// several at once: Aggregate(Mean("price"), Sum("size").As("volume")).
//
// The cost depends on the rows that come and go, not on how long a window is. [SaveState] gives what all of that has kept,
// and [RestoreState] goes on from there.
//
// # Rows out of order
//
// [DataFrame.Tumbling], [DataFrame.Sliding] and [DataFrame.Session] make windows by the rows' own times, in whatever order
// they come, and say what becomes of rows that come too late; each window that has closed is a new row. [DataFrame.Reorder]
// sorts rows for what needs them sorted. Both count as a source of its own.
//
// # Joins
//
// [DataFrame.Join] puts the columns of a table beside rows with the same key, [DataFrame.JoinLatest] those of a table that
// changes. [DataFrame.AsOf] and [DataFrame.JoinWithin] join two streams of any sources by the times of their rows, so that
// the result does not depend on which of them is faster. What the joins of two streams give counts as a source of its own.
//
// # Many columns in one step
//
// Each method makes a node, and each node new columns. For a formula of several columns [DataFrame.Assign], and for a
// filter [DataFrame.Query], take an expression in pandas' spirit, which is compiled when the graph is built into loops over
// whole columns. [MapRows] takes any Go function of a row, [DataFrame.MapFrames] one of a batch.
//
// # Numbers
//
// A missing value (NaN in a float column, a cleared bit in an int64 column) makes the result missing in arithmetic, is
// equal to nothing in comparisons, and is left out by sums and means. Sums are compensated, so 1e17 followed by small values loses none of them, and a
// window forgets an infinity or a huge value completely when it goes. An int64 that overflows is an error, not a wrong
// number.
package ops
