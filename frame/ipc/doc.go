// Package ipc reads and writes frames as Arrow IPC and Parquet files, the formats in which pandas, polars, DuckDB and
// Spark exchange tables, on github.com/apache/arrow-go.
//
// [OpenArrow] and [OpenParquet] are [frame.Opener]s: files are read in batches, whatever their size. A [Writer] is a
// receiver for streams: flow.To(rows, ipc.NewParquetWriter(w, rows.Example().Schema())).
//
// What a frame makes of a file's columns:
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
// Without a copy are, in Arrow files that are not compressed, and in Parquet files once decoded: float64 without nulls,
// int64, timestamps in ns, and the bytes of strings (not the 16 bytes of each that say where it is). All else is converted
// into new memory. So a slice of a batch may keep the whole batch in memory.
//
// Written are float64 (NaN as null), int64, string, bool and timestamp[ns, UTC], and the index's name in the schema's
// metadata under the key "streamgage.index", where it is found again; pandas reads it as an ordinary column.
package ipc
