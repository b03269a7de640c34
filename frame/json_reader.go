package frame

import (
	"fmt"
	"io"
	"os"
)

// ReadJSON reads a frame from JSON text. The first byte says which of these it is:
//
//   - objects one after the other, usually one a line (JSON lines);
//   - an array of objects;
//   - an array of arrays, or arrays one after the other, whose columns [JSONColumns] or [JSONHeader] names;
//   - with [JSONRecords], an object that has such an array inside it.
//
// Keys become columns, in the order of their first occurrence. An object inside a row is flattened: its members become
// columns whose names join the keys by dots, such as pos.lat. An array inside a row is an [ErrValue], unless
// [JSONKeepArrays] keeps its text. A missing key, null and NaN are missing values. Infinity and -Infinity are numbers, as Python
// writes them, although they are not JSON. Types are those of [ReadJSONLines]; [JSONTypes], [JSONSchema] and [JSONEpoch]
// set them. A column that is declared String also takes numbers, true and
// false, as their text; one that is declared Int64 or Float64 also takes numbers in quotes. An integer beyond int64 in a
// column of integers is an [ErrValue], unless the column is declared Float64 or String. [JSONReport] reports columns of
// texts that are mostly numbers or times, and [JSONStrict] makes them an error.
//
// The text is UTF-8, or UTF-16 with a byte order mark.
// Text that is compressed with gzip or zstd is decompressed; see [JSONMaxDecompressed]. An error names the line, in an
// array also the number of the record from 1, the column and the value. A key that a record has twice is an [ErrValue].
// Text without any key is an [ErrEmpty], unless JSONSchema or JSONColumns sets the columns. The text is read as a stream,
// one record at a time, but the values of all rows are held in memory until their columns are made.
func ReadJSON(r io.Reader, opts ...JSONOption) (Frame, error) {
	rows, t, err := newJSONDocument(r, newJSONConfig(opts))
	if err != nil {
		return Frame{}, fmt.Errorf("frame.ReadJSON: %w", err)
	}
	return readAll("frame.ReadJSON", rows, t)
}

// OpenJSON opens files of JSON text, as [ReadJSON] reads it, to be read in batches. A file is never in memory as a
// whole, and may be endless.
//
// Columns and types are inferred from the first rows only ([JSONInfer]), which are returned as batches of their own. A
// later value of another type is an [ErrValue] that names the file, the record, the column and the value. A later key
// that is new is an [ErrColumn]. With [JSONSchema] nothing is inferred. A file that is damaged or cut off is an error
// after the rows before that place.
func OpenJSON(opts ...JSONOption) Opener {
	cfg := newJSONConfig(opts)
	return func(path string) (Reader, error) {
		return openText("frame.OpenJSON: "+path, path, func(errPrefix string, file *os.File) (*textReader, error) {
			rows, t, err := newJSONDocument(file, cfg)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", errPrefix, err)
			}
			return newTextReader(errPrefix, file, rows, t, cfg.inferRows, cfg.batchRows)
		})
	}
}

// ReadJSONLines reads a frame from text with one JSON object a line. Keys become columns, in the order of their first
// occurrence. With [JSONColumns] or [JSONHeader] a line is an array. Empty lines are skipped. [ReadJSON] reads more kinds
// of JSON.
//
// A column is int64 if all its values are numbers without a fraction and an exponent that fit an int64; float64 if all
// are numbers, or if there is no value; bool; time if all are strings with times of the forms of [ReadCSV]
// ([JSONTimeLayout], [JSONTimeZone]); otherwise string. A missing key and
// null are missing values. Text that is compressed with gzip or zstd is decompressed; see [JSONMaxDecompressed].
//
// A line that is not an object, or that has a key twice, is an [ErrValue] with its number. A value of another type than
// the others, an array and an object are an [ErrValue] with the line, the column and the value. A file without any key
// is an [ErrEmpty], unless [JSONSchema] sets the columns. The whole file is held in memory as text until its columns
// are made.
func ReadJSONLines(r io.Reader, opts ...JSONOption) (Frame, error) {
	rows, t, err := newJSONLines(r, newJSONLinesConfig("frame.ReadJSONLines", opts))
	if err != nil {
		return Frame{}, fmt.Errorf("frame.ReadJSONLines: %w", err)
	}
	return readAll("frame.ReadJSONLines", rows, t)
}

// OpenJSONLines opens files with one JSON object a line, to be read in batches. The file is never in memory as a whole,
// and may be endless.
//
// Columns and types are inferred by the rules of [ReadJSONLines], but only from the first lines ([JSONInfer]), which
// are returned as batches of their own. A later value of another type is an [ErrValue] that names the file, the line,
// the column and the value. A later key that is new is an [ErrColumn]. With [JSONSchema] nothing is inferred. A file that
// is damaged or cut off is an error after the rows before that place. Cost: about 170 ns a value.
func OpenJSONLines(opts ...JSONOption) Opener {
	cfg := newJSONLinesConfig("frame.OpenJSONLines", opts)
	return func(path string) (Reader, error) {
		return openText("frame.OpenJSONLines: "+path, path, func(errPrefix string, file *os.File) (*textReader, error) {
			rows, t, err := newJSONLines(file, cfg)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", errPrefix, err)
			}
			return newTextReader(errPrefix, file, rows, t, cfg.inferRows, cfg.batchRows)
		})
	}
}
