package frame

import (
	"fmt"
	"io"
	"os"
)

// ReadCSV reads a frame from comma-separated values. The first line names the columns.
//
// The type of a column is the first of int64, float64, bool (true, True, TRUE, ...), time and string that fits all its
// values. Integers that do not fit an int64 stay strings. A column without any value is float64. Empty cells, NA, NaN
// and null are missing values. Codes that look like numbers are read as integers without their leading zeros;
// [CSVTypes] prevents this.
//
// A line with too few or too many fields is an [ErrFields] with the line number. A cell that does not have the type set
// with CSVTypes is an [ErrValue] with the line, the column and the value. A file without a header is an [ErrEmpty].
// Empty lines are skipped, as in encoding/csv. The text of the whole file is in memory until the columns are made.
func ReadCSV(r io.Reader, opts ...CSVOption) (Frame, error) {
	rows, t, err := newCSVRows(r, newCSVConfig(opts))
	if err != nil {
		return Frame{}, fmt.Errorf("frame.ReadCSV: %w", err)
	}
	return readAll("frame.ReadCSV", rows, t)
}

// OpenCSV returns an Opener of files of comma-separated values, which are read in batches. The first line names the
// columns. The whole file is never in memory, so it may be endless.
//
// Types are inferred by the rules of [ReadCSV], but only from the first rows ([CSVInfer]), which are returned as
// batches of their own. A later cell of another type is an [ErrValue] that names the file, the line, the column and the
// value. If the first values of a column are missing, or are integers although floats follow, set its type with
// [CSVTypes] or [CSVSchema]. Cost: about 70 ns per cell.
func OpenCSV(opts ...CSVOption) Opener {
	cfg := newCSVConfig(opts)
	return func(path string) (Reader, error) {
		return openText("frame.OpenCSV: "+path, path, func(errPrefix string, file *os.File) (*textReader, error) {
			rows, t, err := newCSVRows(file, cfg)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", errPrefix, err)
			}
			inferRows := cfg.inferRows
			if cfg.schema.Len() > 0 {
				inferRows = 0
			}
			return newTextReader(errPrefix, file, rows, t, inferRows, cfg.batchRows)
		})
	}
}
