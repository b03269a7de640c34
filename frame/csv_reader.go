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
// and null are missing values. Codes that look like numbers lose their leading zeros; [CSVTypes] prevents this.
//
// A line with too few or too many fields is an [ErrFields] with its number. A cell that does not have the type set with
// CSVTypes is an [ErrValue] with its line, column and value. A file without a header is an [ErrEmpty]. Empty lines are
// skipped, as in encoding/csv. The whole file is held in memory as text until its columns are made.
func ReadCSV(r io.Reader, opts ...CSVOption) (Frame, error) {
	rows, t, err := newCSVRows(r, newCSVConfig(opts))
	if err != nil {
		return Frame{}, fmt.Errorf("frame.ReadCSV: %w", err)
	}
	return readAll("frame.ReadCSV", rows, t)
}

// OpenCSV opens files of comma-separated values, to be read in batches. The first line names the columns. The file is
// never in memory as a whole, and may be endless.
//
// Types are inferred by the rules of [ReadCSV], but only from the first rows ([CSVInfer]), which are returned as
// batches of their own. A later cell of another type is an [ErrValue] that names the file, the line, the column and the
// value. So set the type of a column that starts with integers or without values, with [CSVTypes] or [CSVSchema]. Cost:
// about 70 ns a cell.
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
