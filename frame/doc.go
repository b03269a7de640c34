// Package frame holds columnar data frames: what flows through a pipeline when its elements are rows.
//
// A [Frame] is a schema and one typed slice per column, all of one length: float64, int64, string, bool, or time
// (nanoseconds since the Unix epoch). One column may be the index; it always comes first.
// A Frame is immutable and a small value, so it is safe to share between goroutines, and slicing rows copies nothing.
// A missing value is NaN in a float column; other columns carry a bitmap, only when something is missing.
// [New] builds a frame around slices without copying them, [Concat] joins frames with one allocation a column,
// [Backlog] keeps the last rows of a stream, and its snapshots stay what they were.
// [ReadCSV], [ReadJSONLines] and [FromGota] bring frames in, [WriteCSV], [WriteJSONLines] and [Frame.Gota] take them out;
// an [Opener], such as [OpenCSV], gives a [Reader], which reads a large file in batches.
//
// What can come from data (a column's name, a type, a length) is an error that names it, never a panic.
package frame
