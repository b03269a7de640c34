// Package frame implements columnar data frames: the elements of a stream of rows.
//
// A [Frame] is a schema and one typed slice per column. All slices have the same length. The types are float64, int64,
// string, bool and time (nanoseconds since the Unix epoch). One column may be the index, which always comes first. A
// Frame is immutable and a small value. Goroutines may share it, and slicing rows copies nothing. A missing value is
// NaN in a float column. Other columns have a bitmap of missing values if there are any.
//
// [New] makes a frame from columns without copying their slices. [Concat] joins frames with one allocation per column.
// [Backlog] keeps the last rows of a stream, and its snapshots never change. [ReadCSV], [ReadJSONLines] and [FromGota]
// import frames; [WriteCSV], [WriteJSONLines] and [Frame.Gota] export them. An [Opener], such as [OpenCSV], opens a
// [Reader], which reads a large file in batches.
//
// A mistake that can come from data, such as a wrong column name, type or length, is an error that names it. It never
// panics.
package frame
