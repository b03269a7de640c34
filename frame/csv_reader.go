package frame

import (
	"fmt"
	"io"
	"os"
)

// ReadCSV reads a frame from comma-separated values whose first line names the columns.
//
// A column's type is the first of int64, float64, bool (true, True, TRUE, ...), time and string that all its values are;
// whole numbers that no int64 holds stay strings, and a column without any value is float64. Empty cells, NA, NaN and null
// are missing. Leading zeros are lost where codes look like numbers: that is what [CSVTypes] is for.
//
// A line with too few or too many fields is an [ErrFields] with its number; a cell that is not of the type given with
// CSVTypes an [ErrValue] with line, column and value; a file without a header an [ErrEmpty]. As in encoding/csv, empty
// lines are skipped. The whole file is held in memory as text until its columns are made.
func ReadCSV(r io.Reader, opts ...CSVOption) (Frame, error) {
	rows, t, err := newCSVRows(r, newCSVConfig(opts))
	if err != nil {
		return Frame{}, fmt.Errorf("frame.ReadCSV: %w", err)
	}
	return readAll("frame.ReadCSV", rows, t)
}

// OpenCSV opens files of comma-separated values whose first line names the columns, to be read in batches: the file is
// never in memory as a whole, and may be endless.
//
// Types are inferred as by [ReadCSV], but from the first rows only, which come as batches of their own ([CSVInfer]); a
// later cell of another type is an [ErrValue] that names the file, the line, the column and the value, so give the type
// of a column that starts with whole numbers or without values: [CSVTypes], [CSVSchema].
// Cost: about 70 ns a cell.
func OpenCSV(opts ...CSVOption) Opener {
	cfg := newCSVConfig(opts)
	return func(path string) (Reader, error) {
		return openText("frame.OpenCSV: "+path, path, func(op string, file *os.File) (*textReader, error) {
			rows, t, err := newCSVRows(file, cfg)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", op, err)
			}
			infer := cfg.inferRows
			if cfg.schema.Len() > 0 {
				infer = 0
			}
			return newTextReader(op, file, rows, t, infer, cfg.batchRows)
		})
	}
}
