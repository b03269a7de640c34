// Package frame implements columnar data frames: the elements of a stream of rows.
//
// A [Frame] is a schema and one typed slice a column, all of one length. The types are float64, int64, string, bool and
// time (nanoseconds since the Unix epoch). One column may be the index, which always comes first. A Frame is immutable and
// a small value: goroutines may share it, and slicing rows copies nothing. A missing value is NaN in a float column; other
// columns have a bitmap of missing values if there are any.
//
// [New] makes a frame of slices without copying them. [Concat] joins frames with one allocation a column. [Backlog] keeps
// the last rows of a stream, and its snapshots never change. [ReadCSV], [ReadJSON] and [FromGota] import frames;
// [WriteCSV], [WriteJSONLines] and [Frame.Gota] export them. An [Opener], such as [OpenCSV], opens a [Reader], which reads
// a large file in batches.
//
// What can come from data, such as a column's name, a type or a length, is an error that names it, and never panics.
package frame
