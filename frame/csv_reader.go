package frame

import (
	"fmt"
	"io"
	"os"
)

// ReadCSV reads a frame from separated values, as pandas, Excel or a logger writes them. The first line names the columns.
// The separator is a comma, unless the first lines are unmistakably divided by semicolons, tabs or bars ([CSVComma]). The
// text is UTF-8, or UTF-16 with a byte order mark. Lines end with LF, CR LF or CR. Empty lines are skipped.
//
// The type of a column is the first of int64, float64, bool (true, True, TRUE, ...), time and string that fits all its
// values. Integers that do not fit an int64 stay strings. A column without any value is float64. Codes that look like
// numbers lose their leading zeros; [CSVTypes] prevents this. One cell that is no number makes a column of numbers text:
// [CSVReport] reports such columns, and [CSVStrict] makes them an error.
//
// Empty cells, NA, NaN, null and others are missing values; [CSVMissing] has the list and replaces it. A quoted cell of a
// String column is text, never a missing value. In columns of other types, and for the type that is inferred, quotes do not
// matter.
//
// A time is a date, 2006-01-02 or 2006/01/02, alone or with a time of day after a T or a space: 15:04, 15:04:05,
// 15:04:05.123456789; or compact, 20060102T150405. A zone may follow: Z, +09:00, +0900 or +09. Without one the time is
// in UTC ([CSVTimeZone]).
// 20060102 alone is a number, unless [CSVTypes] makes the column times. Whether 01/02/2006 is in January or February is
// never guessed: [CSVTimeLayout] says so. Times are between 1677-09-21 and 2262-04-11. One beyond is an [ErrValue] that
// says so if the column is declared as times; in a column whose type is inferred it makes the column text.
//
// A line with too few or too many fields is an [ErrFields] with its number. A cell that does not have the type set with
// CSVTypes is an [ErrValue] with its line, column and value, and so is a cell that breaks the rules of quotes. A name that is
// empty or used twice is an [ErrName], unless [CSVNumberNames] numbers it. A file without a header is an [ErrEmpty]. The
// whole file is held in memory as text until its columns are made.
func ReadCSV(r io.Reader, opts ...CSVOption) (Frame, error) {
	rows, t, err := newCSVRows(r, newCSVConfig(opts))
	if err != nil {
		return Frame{}, fmt.Errorf("frame.ReadCSV: %w", err)
	}
	return readAll("frame.ReadCSV", rows, t)
}

// OpenCSV opens files of separated values, to be read in batches, with the rules and options of [ReadCSV]. The file is
// never in memory as a whole, and may be endless.
//
// Types are inferred by the rules of [ReadCSV], but only from the first rows ([CSVInfer]), which are returned as
// batches of their own. A later cell of another type is an [ErrValue] that names the file, the line, the column and the
// value. If the first values of a column are missing, or are integers although floats follow, set its type with
// [CSVTypes] or [CSVSchema]. Cost: about 40 ns per cell.
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
