// Package ipc reads and writes frames as Arrow IPC and Parquet files. These are the formats in which pandas, polars,
// DuckDB and Spark exchange tables. It uses github.com/apache/arrow-go.
//
// [OpenArrow] and [OpenParquet] return a [frame.Opener], which reads files of any size in batches. A [Writer] is a
// receiver for streams: flow.To(rows, ipc.NewParquetWriter(w, rows.Example().Schema())).
//
// The types of a file are converted as follows:
//
//	float64                              the same; null becomes NaN, the missing value
//	float32, float16                     float64
//	int64, int32, int16, int8            int64
//	uint32, uint16, uint8, uint64        int64; a larger value is an error
//	string, large string, string view    string
//	bool                                 bool
//	timestamp of any unit and zone       time in ns, UTC; one out of range is an error
//	date                                 time, at midnight UTC
//	dictionary of any of these           decoded
//	null                                 float64, all of it missing
//
// A column of another type (list, struct, decimal, binary, time of day, ...) is an error that names it and its type,
// unless [Columns] leaves it out. A timestamp without a zone is read as UTC.
//
// Values of some types are not copied from Arrow files that are not compressed, and not copied again after the decoding
// of Parquet files. These types are float64 without nulls, int64, timestamps in ns, and the bytes of strings (but not
// the 16 bytes of each string's header). All other values are converted into new memory. So a slice of a batch may keep
// the whole batch in memory.
//
// A [Writer] writes float64 (with NaN as null), int64, string, bool and timestamp[ns, UTC]. It stores the name of the
// index in the schema's metadata under the key "streamgage.index". The openers restore the index from this name. pandas
// reads the index as an ordinary column.
package ipc
