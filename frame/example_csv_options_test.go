package frame_test

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/streamgage/streamgage/frame"
)

// A file of a spreadsheet in a country that writes decimal commas. The semicolons are found.
func ExampleCSVDecimal() {
	file := strings.NewReader("Datum;Abfluss\n01.02.2026;1.234,5\n02.02.2026;987,25\n")
	f, err := frame.ReadCSV(file, frame.CSVDecimal(','), frame.CSVThousands('.'), frame.CSVTimeLayout("02.01.2006"))
	fmt.Printf("%v\n%v\n", f, err)
	// Output:
	// Datum                 Abfluss
	// 2026-02-01T00:00:00Z   1234.5
	// 2026-02-02T00:00:00Z   987.25
	// <nil>
}

// A file of a logger: lines before the header, comments, and a line at the end.
func ExampleCSVSkip() {
	file := strings.NewReader("Logger 7\nBattery 3.1 V\nt,level\n# restarted\n2026-02-01 12:00,1.5\n2026-02-01 12:15,1.75\nEND OF FILE\n")
	f, err := frame.ReadCSV(file, frame.CSVSkip(2), frame.CSVComment('#'), frame.CSVSkipFooter(1), frame.CSVIndex("t"))
	fmt.Printf("%v\n%v\n", f, err)
	// Output:
	// t                     level
	// 2026-02-01T12:00:00Z    1.5
	// 2026-02-01T12:15:00Z   1.75
	// <nil>
}

// A file that pandas' to_csv has written: the index has no name, and the zone is in each time.
func ExampleCSVIndexAt() {
	file := strings.NewReader(",level\n2026-02-01 12:00:00+09:00,1.5\n2026-02-01 12:15:00+09:00,\n")
	f, err := frame.ReadCSV(file, frame.CSVIndexAt(0))
	fmt.Printf("%v\n%v\n", f, err)
	// Output:
	// index                 level
	// 2026-02-01T03:00:00Z    1.5
	// 2026-02-01T03:15:00Z    NaN
	// <nil>
}

// Without a header, the first line has values.
func ExampleCSVNoHeader() {
	f, err := frame.ReadCSV(strings.NewReader("1767268800,1.5\n1767268801,2.5\n"),
		frame.CSVNoHeader("t", "level"), frame.CSVEpoch("t", time.Second))
	fmt.Printf("%v\n%v\n", f, err)
	// Output:
	// t                     level
	// 2026-01-01T12:00:00Z    1.5
	// 2026-01-01T12:00:01Z    2.5
	// <nil>
}

func ExampleCSVNumberNames() {
	f, err := frame.ReadCSV(strings.NewReader(",x,x\n7,1,2\n"), frame.CSVNumberNames())
	fmt.Printf("%q %v\n", f.Schema().Names(), err)
	// Output:
	// ["Unnamed: 0" "x" "x.1"] <nil>
}

func ExampleCSVHeaderRows() {
	f, err := frame.ReadCSV(strings.NewReader("t,flow,flow\n,mean,max\n2026-02-01,1,2\n"), frame.CSVHeaderRows(2))
	fmt.Println(f.Schema(), err)
	// Output:
	// t time, flow_mean int64, flow_max int64 <nil>
}

// Namibia's code is NA. -999 stands for a missing level.
func ExampleCSVMissingFor() {
	file := strings.NewReader("country,level\nNA,1\nDE,-999\n")
	f, err := frame.ReadCSV(file, frame.CSVMissingFor("country"), frame.CSVMissingFor("level", "-999"))
	fmt.Println(f.Valid("country", 0), f.Valid("level", 1), err)
	// Output:
	// true false <nil>
}

// One cell makes a column text. The report says which.
func ExampleCSVReport() {
	const file = "x,name\n1,a\n2,b\n3 mm,c\n"
	var report frame.Report
	f, err := frame.ReadCSV(strings.NewReader(file), frame.CSVReport(&report))
	fmt.Println(f.Schema(), err)
	fmt.Println(report.Columns)
	_, err = frame.ReadCSV(strings.NewReader(file), frame.CSVStrict())
	fmt.Println(err)
	// Output:
	// x string, name string <nil>
	// [column "x": 2 of 3 cells are float64, the first other is "3 mm" in line 4]
	// frame.ReadCSV: value not allowed: column "x": 2 of 3 cells are float64, the first other is "3 mm" in line 4
}

// Times without a zone may be those of a place.
func ExampleCSVTimeZone() {
	zone := time.FixedZone("JST", 9*3600)
	f, err := frame.ReadCSV(strings.NewReader("t\n2026-02-01 09:00\n"), frame.CSVTimeZone(zone))
	fmt.Println(string(f.AppendCell(nil, 0, 0)), err)
	// Output:
	// 2026-02-01T00:00:00Z <nil>
}

// Texts that read like missing values are quoted, so that reading with the schema returns the same frame.
func ExampleWriteCSV_missing() {
	f := frame.Must(frame.New(frame.Col("s", []string{"NA", "", "x", "gone"}).WithValid([]bool{true, true, true, false}),
		frame.Col("n", []int{1, 2, 3, 4})))
	var text strings.Builder
	err := frame.WriteCSV(&text, f)
	fmt.Print(text.String())
	again, err2 := frame.ReadCSV(strings.NewReader(text.String()), frame.CSVSchema(f.Schema()))
	fmt.Println(again.Equal(f), err, err2)
	// Output:
	// s,n
	// "NA",1
	// "",2
	// x,3
	// ,4
	// true <nil> <nil>
}

// Day and month are in the order that the layout says.
func ExampleFrame_ParseTimeLayout() {
	f := frame.Must(frame.New(frame.Col("t", []string{"01/02/2026 09:30"})))
	f, err := f.ParseTimeLayout("t", "02/01/2006 15:04", nil)
	if err != nil {
		fmt.Println(err)
	}
	if err := frame.WriteCSV(os.Stdout, f); err != nil {
		fmt.Println(err)
	}
	// Output:
	// t
	// 2026-02-01T09:30:00Z
}

// Clocks in Berlin skip the hour from 02:00 on one day of spring, and repeat it on one day of autumn.
func ExampleFrame_ParseTimesIn() {
	berlin, _ := time.LoadLocation("Europe/Berlin")
	f := frame.Must(frame.New(frame.Col("t", []string{"2026-03-29 02:30", "2026-10-25 02:30"})))
	f, err := f.ParseTimesIn(berlin, "t")
	fmt.Println(f, err)
	// Output:
	// t
	// 2026-03-29T01:30:00Z
	// 2026-10-25T00:30:00Z <nil>
}
