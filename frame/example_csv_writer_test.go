package frame_test

import (
	"fmt"
	"os"
	"time"

	"github.com/streamgage/streamgage/frame"
)

// levels is a frame of times, floats with a missing value, and texts.
func levels() frame.Frame {
	at := time.Date(2026, 2, 1, 9, 30, 0, 0, time.UTC)
	return frame.Must(frame.New(frame.Index("at", []time.Time{at, at.Add(time.Hour), at.Add(2 * time.Hour)}),
		frame.Col("level", []float64{1234.5, 2, 3.25}).WithValid([]bool{true, false, true}), frame.Col("note", []string{"ok", "a; b", "NA"})))
}

// A file for a spreadsheet in Germany: a decimal comma, so semicolons between cells.
func ExampleWriteCSV_spreadsheet() {
	err := frame.WriteCSV(os.Stdout, levels(), frame.CSVDecimal(','), frame.CSVThousands('.'), frame.CSVFloat('f', 2),
		frame.CSVTimeLayout("02.01.2006 15:04"), frame.CSVTimeZone(time.FixedZone("CET", 3600)))
	fmt.Println(err)
	// Output:
	// at;level;note
	// 01.02.2026 10:30;1.234,50;ok
	// 01.02.2026 11:30;;"a; b"
	// 01.02.2026 12:30;3,25;"NA"
	// <nil>
}

// Times as milliseconds since 1970, and a text for missing values.
func ExampleWriteCSV_epoch() {
	err := frame.WriteCSV(os.Stdout, levels(), frame.CSVEpoch("at", time.Millisecond), frame.CSVMissing("NULL"), frame.CSVComma('\t'))
	fmt.Println(err)
	// Output:
	// at	level	note
	// 1769938200000	1234.5	ok
	// 1769941800000	NULL	a; b
	// 1769945400000	3.25	NA
	// <nil>
}

func ExampleCSVFloat() {
	err := frame.WriteCSV(os.Stdout, levels(), frame.CSVFloat('f', 1), frame.CSVNoHeader())
	fmt.Println(err)
	// Output:
	// 2026-02-01T09:30:00Z,1234.5,ok
	// 2026-02-01T10:30:00Z,,a; b
	// 2026-02-01T11:30:00Z,3.2,"NA"
	// <nil>
}

func ExampleCSVQuoteAll() {
	err := frame.WriteCSV(os.Stdout, levels().Slice(0, 1), frame.CSVQuoteAll())
	fmt.Println(err)
	// Output:
	// "at","level","note"
	// "2026-02-01T09:30:00Z","1234.5","ok"
	// <nil>
}
