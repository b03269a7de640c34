package frame

import (
	"io"
	"os"
)

// ReadJSONLines reads a frame from text with one JSON object per line. Keys become columns, in the order of their first
// occurrence. Empty lines are skipped.
//
// A column is int64 if all its values are numbers without a fraction and an exponent that fit an int64; float64 if all
// are numbers, or if there is no value; bool; time if all are strings in RFC 3339; otherwise string. A missing key and
// null are missing values.
//
// A line that is not an object, or that has a key twice, is an [ErrValue] with the line number. A value that does not
// have the type of the column's other values is an [ErrValue] with the line, the column and the value. So is an array
// or an object. A file without any key is an [ErrEmpty], unless [JSONSchema] sets the columns. The text of the whole
// file is in memory until the columns are made.
func ReadJSONLines(r io.Reader, opts ...JSONOption) (Frame, error) {
	rows, t := newJSONRows(r, newJSONConfig(opts))
	return readAll("frame.ReadJSONLines", rows, t)
}

// OpenJSONLines returns an Opener of files with one JSON object per line, which are read in batches. The whole file is
// never in memory, so it may be endless.
//
// Columns and types are inferred by the rules of [ReadJSONLines], but only from the first lines ([JSONInfer]), which
// are returned as batches of their own. A later value of another type is an [ErrValue] that names the file, the line,
// the column and the value. A later key that is new is an [ErrColumn]. With [JSONSchema] nothing is inferred. Cost:
// about 170 ns per value.
func OpenJSONLines(opts ...JSONOption) Opener {
	cfg := newJSONConfig(opts)
	return func(path string) (Reader, error) {
		return openText("frame.OpenJSONLines: "+path, path, func(errPrefix string, file *os.File) (*textReader, error) {
			rows, t := newJSONRows(file, cfg)
			inferRows := cfg.inferRows
			if cfg.schema.Len() > 0 {
				inferRows = 0
			}
			return newTextReader(errPrefix, file, rows, t, inferRows, cfg.batchRows)
		})
	}
}
