package frame

import (
	"io"
	"os"
)

// ReadJSONLines reads a frame from text with one JSON object a line. Keys become columns, in the order in which they first
// come. Empty lines are skipped.
//
// A column is int64 if all its values are numbers without a fraction and an exponent that an int64 holds; float64 if all
// are numbers, or there is no value; bool; time if all are strings in RFC 3339; else string. A missing key and null are
// missing values.
//
// A line that is no object, or has a key twice, is an [ErrValue] with its number; so is a value of another type than the
// others, or an array or object, with the column and the value. A file without any key is an [ErrEmpty], unless
// [JSONSchema] tells the columns. The whole file is held in memory as text until its columns are made.
func ReadJSONLines(r io.Reader, opts ...JSONOption) (Frame, error) {
	rows, t := newJSONRows(r, newJSONConfig(opts))
	return readAll("frame.ReadJSONLines", rows, t)
}

// OpenJSONLines opens files with one JSON object a line, to be read in batches: the file is never in memory as a whole,
// and may be endless.
//
// Columns and types are inferred as by [ReadJSONLines], but from the first lines only, which come as batches of their own
// ([JSONInfer]). A later value of another type is an [ErrValue] that names the file, the line, the column and the value; a
// later key that is new an [ErrColumn]. [JSONSchema] infers nothing. Cost: about 170 ns a value.
func OpenJSONLines(opts ...JSONOption) Opener {
	cfg := newJSONConfig(opts)
	return func(path string) (Reader, error) {
		return openText("frame.OpenJSONLines: "+path, path, func(op string, file *os.File) (*textReader, error) {
			rows, t := newJSONRows(file, cfg)
			infer := cfg.inferRows
			if cfg.schema.Len() > 0 {
				infer = 0
			}
			return newTextReader(op, file, rows, t, infer, cfg.batchRows)
		})
	}
}
