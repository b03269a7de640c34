package frame_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
)

// A literal that cannot be right panics in the option, or in the function that gets options that contradict each other.
func TestCSVOptionMisuse(t *testing.T) {
	noHeaderAndHeader := func() { frame.OpenCSV(frame.CSVNoHeader("x"), frame.CSVHeader(1)) }
	decimalAndThousands := func() { frame.OpenCSV(frame.CSVDecimal(','), frame.CSVThousands(',')) }
	for says, misuse := range map[string]func(){
		"frame.CSVComma: must be a delimiter, got '\\n'":                     func() { frame.CSVComma('\n') },
		"frame.CSVQuote: must be a quotation mark in ASCII, or 0, got 'a'":   func() { frame.CSVQuote('a') },
		"frame.CSVQuote: must differ from CSVComma, got \";\"":               func() { frame.OpenCSV(frame.CSVQuote(';'), frame.CSVComma(';')) },
		"frame.CSVComment: must be a character other than a quote, got '\"'": func() { frame.CSVComment('"') },
		"frame.CSVSkip: n must not be negative, got -1":                      func() { frame.CSVSkip(-1) },
		"frame.CSVSkipFooter: n must not be negative, got -1":                func() { frame.CSVSkipFooter(-1) },
		"frame.CSVHeader: row must not be negative, got -1":                  func() { frame.CSVHeader(-1) },
		"frame.CSVHeaderRows: n must be positive, got 0":                     func() { frame.CSVHeaderRows(0) },
		`names must be unique and not empty, got "x" for column 1`:           func() { frame.CSVNoHeader("x", "x") },
		`names must be unique and not empty, got "" for column 0`:            func() { frame.CSVNoHeader("") },
		"frame.CSVNoHeader: cannot be combined with":                         noHeaderAndHeader,
		"frame.CSVIndexAt: position must not be negative, got -1":            func() { frame.CSVIndexAt(-1) },
		"frame.CSVMaxLine: n must be positive, got 0":                        func() { frame.CSVMaxLine(0) },
		"frame.CSVMaxColumns: n must be positive, got 0":                     func() { frame.CSVMaxColumns(0) },
		"frame.CSVDecimal: must be '.' or ',', got ';'":                      func() { frame.CSVDecimal(';') },
		"frame.CSVThousands: must be a point, comma, apostrophe":             func() { frame.CSVThousands('1') },
		"frame.CSVThousands: must differ from CSVDecimal, got \",\"":         decimalAndThousands,
		"frame.CSVTimeZone: needs a zone, got nil":                           func() { frame.CSVTimeZone(nil) },
		"frame.CSVEpoch: unit must be a second, millisecond":                 func() { frame.CSVEpoch("t", time.Hour) },
		"frame.CSVReport: needs a report, got nil":                           func() { frame.CSVReport(nil) },
	} {
		check.Panics(t, says, misuse)
	}
}

// A separator is found only where it is unmistakable.
func TestCSVSeparatorIsFound(t *testing.T) {
	for text, want := range map[string]string{
		"a,b\n1,2\n":                          "a b",
		"a;b\n1;2\n":                          "a b",
		"a;b":                                 "a b",
		"a;b\n1,5;2,5\n":                      "a b",
		"a\tb\n1\t2\n":                        "a b",
		"a|b\n":                               "a b",
		"a;b,c\n1;2\n1;2\n":                   "a b,c", // the commas do not agree
		"a;b,c\n1;2,3\n":                      "a;b c", // both would do
		"a;b|c\n1;2|3\n":                      "a;b|c", // two others would do
		"a;b\n1\n2;3\n4\n":                    "a;b",   // one of three lines has a semicolon
		"\"a;b\"\n1\n":                        "a;b",   // in quotes
		"a;\"b;c\"\n1;2\n":                    "a b;c", // in quotes
		"a b\n1 2\n":                          "a b",   // a space is no separator
		"a;b\n" + strings.Repeat("1;2\n", 50): "a b",
		"a;b\n1;\"2\n3\"\n4;5\n":              "a b",
		"a;b\n\"" + strings.Repeat("x\n", 20) + "\";2\n": "a b", // the lines that are looked at end in a cell
		"a;b\r1;2\r":                          "a b",
		strings.Repeat("a", 100_000) + ";b\n": strings.Repeat("a", 100_000) + ";b", // beyond the first 64 kB
	} {
		f, err := readCSV(text)
		if got := strings.Join(f.Schema().Names(), " "); err != nil && got != "" || got != want {
			t.Errorf("%.40q: got columns %.40q, %v; want %.40q", text, got, err, want)
		}
	}
	_, err := readCSV("a;b;c\n1;2;3\n4;5\n6;7;8\n")
	check.Error(t, err, frame.ErrFields, "line 3 must have 3 fields, got 2")
}

// A report lists the columns that are text by accident, and no others.
func TestCSVReport(t *testing.T) {
	const text = "number,time,code,word,big,even,missing\n" +
		"1,2024-01-01,A1,a,1,1,NA\n" +
		"NA,1066-10-14,A2,b,99999999999999999999,x,NA\n" +
		"2.5,2024-01-02,3,c,2,NA,NA\n" +
		"\"12 mm\",2024-01-03,A4,d,3,NA,NA\n" +
		"?,NA,A5,e,4,NA,NA\n" +
		"3,2024-01-03,A5,e,4,NA,NA\n"
	report := frame.Report{Columns: make([]frame.ReportedColumn, 9)}
	_, err := readCSV(text, frame.CSVReport(&report))
	check.NoError(t, err)
	check.Values(t, report.Columns,
		frame.ReportedColumn{Name: "number", Type: frame.Float64, Cells: 5, Fitting: 3, Line: 5, Cell: "12 mm"},
		frame.ReportedColumn{Name: "time", Type: frame.Time, Cells: 5, Fitting: 4, Line: 3, Cell: "1066-10-14"},
		frame.ReportedColumn{Name: "big", Type: frame.Float64, Cells: 6, Fitting: 6, Line: 3, Cell: "99999999999999999999"})
	check.Values(t, []string{report.Columns[0].String(), report.Columns[2].String()},
		`column "number": 3 of 5 cells are float64, the first other is "12 mm" in line 5`,
		`column "big": all 6 cells are whole numbers, and the first that int64 cannot hold is "99999999999999999999" in line 3`)
	_, err = readCSV(text, frame.CSVReport(&report), frame.CSVTypes(map[string]frame.Type{
		"number": frame.String, "time": frame.String, "big": frame.String}))
	if check.NoError(t, err); len(report.Columns) != 0 {
		t.Errorf("columns with a type are reported: %v", report.Columns)
	}
}

// A file without a header may have no rows, and rows of a schema.
func TestCSVNoHeader(t *testing.T) {
	f, err := readCSV("", frame.CSVNoHeader("x", "y"))
	if got := fmt.Sprint(check.Must(t, f, err).Schema(), f.Len()); got != "x float64, y float64 0" {
		t.Error(got)
	}
	_, err = readCSV("", frame.CSVNoHeader())
	check.Error(t, err, frame.ErrEmpty)
	schema := frame.Must(frame.New(frame.Index[string]("y", nil))).Schema()
	f, err = readCSV("1,007\n2,008\n", frame.CSVNoHeader("x", "y"), frame.CSVSchema(schema), frame.CSVRows(1))
	wantFrame(t, check.Must(t, f, err), frame.Must(frame.New(frame.Index("y", []string{"007"}))))
}

// With a schema, a column that the file has twice is an error, and other names may be anything.
func TestCSVSchemaAndNames(t *testing.T) {
	schema := frame.Must(frame.New(frame.Col[int64]("x", nil))).Schema()
	f, err := readCSV("y,y,,x\n1,2,3,4\n", frame.CSVSchema(schema))
	wantFrame(t, check.Must(t, f, err), frame.Must(frame.New(frame.Col("x", []int{4}))))
	_, err = readCSV("x,y,x\n1,2,3\n", frame.CSVSchema(schema))
	check.Error(t, err, frame.ErrName, `"x" for columns 0 and 2`)
}
