package frame_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
)

// TestFieldCasesCSV reads files as programs write them: Excel in several countries, pandas, loggers, databases. The values were
// read from the texts by hand.
func TestFieldCasesCSV(t *testing.T) {
	options := func(o ...frame.CSVOption) []frame.CSVOption { return o }
	minus0 := math.Copysign(0, -1)
	type cols = []frame.Column
	times := func(values ...time.Time) frame.Column { return frame.Col("t", values) }
	runCSVCases(t, map[string]csvCase{
		"Excel, Germany": {"\ufeffDatum;Wert;Anzahl\r\n01.02.2024 13:00;1.234,56;1.000\r\n02.02.2024 00:00;-0,5;\r\n",
			options(frame.CSVDecimal(','), frame.CSVThousands('.'), frame.CSVTimeLayout("02.01.2006 15:04")), cols{
				frame.Col("Datum", []time.Time{utc(2024, 2, 1, 13, 0, 0), utc(2024, 2, 2, 0, 0, 0)}),
				frame.Col("Wert", []float64{1234.56, -0.5}), frame.Col("Anzahl", []int{1000, 0}).WithValid([]bool{true, false})}},
		"Excel, Switzerland": {"x;y\r\n1'234.50;1\r\n-1'234'567.25;2\r\n", options(frame.CSVThousands('\'')),
			cols{frame.Col("x", []float64{1234.5, -1234567.25}), frame.Col("y", []int{1, 2})}},
		"Excel, Switzerland, a typographic apostrophe": {"x;y\n1’234.50;1\n", options(frame.CSVThousands('’')),
			cols{frame.Col("x", []float64{1234.5}), frame.Col("y", []int{1})}},
		"Excel, France": {"x;y\n1\u00a0234,5;\"a;b\"\n12\u202f345\u202f678,25;c\n", options(frame.CSVDecimal(','), frame.CSVThousands(' ')),
			cols{frame.Col("x", []float64{1234.5, 12345678.25}), frame.Col("y", []string{"a;b", "c"})}},
		"a name of two lines": {"\"flow\n(m3/s)\";x\n1;2\n", nil, cols{frame.Col("flow\n(m3/s)", []int{1}), frame.Col("x", []int{2})}},
		"a separator after the last column": {"a;b;\n1;2;\n", options(frame.CSVNumberNames()),
			cols{frame.Col("a", []int{1}), frame.Col("b", []int{2}), frame.Col("Unnamed: 2", []float64{nan})}},
		"exponents with a comma": {"x;y\n-1,5E3;+2,5\n;,5\n", options(frame.CSVDecimal(',')),
			cols{frame.Col("x", []float64{-1500, nan}), frame.Col("y", []float64{2.5, 0.5})}},

		"pandas": {",x,flag,d\n0,1.0,True,0 days 00:00:01\n1,,False,\n2,inf,,0 days\n3,-inf,True,\n", options(frame.CSVIndexAt(0)),
			cols{frame.Index("index", []int{0, 1, 2, 3}), frame.Col("x", []float64{1, nan, math.Inf(1), math.Inf(-1)}),
				frame.Col("flag", []bool{true, false, false, true}).WithValid([]bool{true, true, false, true}),
				frame.Col("d", []string{"0 days 00:00:01", "", "0 days", ""}).WithValid([]bool{true, false, true, false})}},
		"pandas, times with a zone": {"t,x\n2024-01-01 00:00:00+00:00,1\n2024-01-01 00:00:00.500000+00:00,2\n", nil,
			cols{times(utc(2024, 1, 1, 0, 0, 0), utc(2024, 1, 1, 0, 0, 0).Add(500*time.Millisecond)), frame.Col("x", []int{1, 2})}},
		"pandas, a missing time": {"t\nNaT\n2024-01-01\n", nil, cols{times(time.Time{}, utc(2024, 1, 1, 0, 0, 0))}},
		"everything quoted":      {"\"t\",\"x\"\n\"2024-01-01\",\"1.5\"\n", nil, cols{newYear, frame.Col("x", []float64{1.5})}},

		"Campbell logger": {"\"TOA5\",\"CR1000\",\"1\",\"2\"\n\"TIMESTAMP\",\"RECORD\",\"x\"\n\"TS\",\"RN\",\"V\"\n\"\",\"\",\"Avg\"\n" +
			"\"2024-01-01 00:00:00\",0,\"NAN\"\n\"2024-01-01 00:10:00\",1,2.5\n", options(frame.CSVHeader(1), frame.CSVHeaderRows(3)), cols{
			frame.Col("TIMESTAMP_TS", []time.Time{utc(2024, 1, 1, 0, 0, 0), utc(2024, 1, 1, 0, 10, 0)}),
			frame.Col("RECORD_RN", []int{0, 1}), frame.Col("x_V_Avg", []float64{nan, 2.5})}},
		"Python's logging": {"t;level\n2024-01-01 00:00:00,123;INFO\n", nil,
			cols{times(utc(2024, 1, 1, 0, 0, 0).Add(123 * time.Millisecond)), frame.Col("level", []string{"INFO"})}},
		"Go's log": {"t,x\n2024/01/02 03:04:05.000006,1\n2024/01/02 03:04:05,2\n", nil,
			cols{times(utc(2024, 1, 2, 3, 4, 5).Add(6*time.Microsecond), utc(2024, 1, 2, 3, 4, 5)), frame.Col("x", []int{1, 2})}},
		"dates with slashes, the year first": {"t\n2024/02/29\n", nil, cols{times(utc(2024, 2, 29, 0, 0, 0))}},
		"web server": {"t\n01/Jan/2024:00:00:00 +0100\n", options(frame.CSVTimeLayout("02/Jan/2006:15:04:05 -0700")),
			cols{times(utc(2023, 12, 31, 23, 0, 0))}},
		"InfluxDB, annotated": {"#datatype,string,long,dateTime:RFC3339,double\n#group,false,false,false,false\n#default,_result,,,\n" +
			",result,table,_time,_value\n,,0,2024-01-01T00:00:00.123456789Z,1.5\n,,0,2024-01-01T00:00:10Z,2\n",
			options(frame.CSVComment('#'), frame.CSVNumberNames()), cols{
				frame.Col("Unnamed: 0", []float64{nan, nan}), frame.Col("result", []float64{nan, nan}), frame.Col("table", []int{0, 0}),
				frame.Col("_time", []time.Time{utc(2024, 1, 1, 0, 0, 0).Add(123456789), utc(2024, 1, 1, 0, 0, 10)}),
				frame.Col("_value", []float64{1.5, 2})}},
		"InfluxDB, nanoseconds": {"name,time,value\ncpu,1514764860000000001,0.64\n", options(frame.CSVEpoch("time", time.Nanosecond)), cols{
			frame.Col("name", []string{"cpu"}), frame.Nanos("time", []int64{1514764860000000001}), frame.Col("value", []float64{0.64})}},

		"MySQL": {"1\t\\N\ta \"b\"\n2\t3.5\t\\N\n",
			options(frame.CSVNoHeader("id", "x", "s"), frame.CSVComma('\t'), frame.CSVQuote(0), frame.CSVMissing(`\N`)), cols{
				frame.Col("id", []int{1, 2}), frame.Col("x", []float64{nan, 3.5}),
				frame.Col("s", []string{`a "b"`, ""}).WithValid([]bool{true, false})}},
		"MySQL's date of zeros": {"t\n0000-00-00 00:00:00\n2024-01-01 00:00:00\n", options(frame.CSVMissing("0000-00-00 00:00:00")),
			cols{times(time.Time{}, utc(2024, 1, 1, 0, 0, 0))}},
		"PostgreSQL": {"t,b\n2024-01-01 00:00:00+00,t\n2024-01-01 00:00:00.123+05:30,f\n", nil,
			cols{times(utc(2024, 1, 1, 0, 0, 0), utc(2023, 12, 31, 18, 30, 0).Add(123*time.Millisecond)), frame.Col("b", []string{"t", "f"})}},
		"SQL Server": {"t\n2024-01-01 00:00:00.0000000 +00:00\n", nil, cols{newYear}},
		"SQLite":     {"a|b\n1|x, y\n", nil, cols{frame.Col("a", []int{1}), frame.Col("b", []string{"x, y"})}},

		"codes with underscores are text": {"x\n1_1\n1_2\n", nil, cols{frame.Col("x", []string{"1_1", "1_2"})}},
		"hexadecimal numbers are text":    {"x,y\n0x1F,0x1p-2\n", nil, cols{frame.Col("x", []string{"0x1F"}), frame.Col("y", []string{"0x1p-2"})}},
		"numbers beyond int64 are text": {"x\n1\n9223372036854775808\n", nil,
			cols{frame.Col("x", []string{"1", "9223372036854775808"})}},
		"numbers beyond 2^53": {"x\n9007199254740993\n-9223372036854775808\n", nil,
			cols{frame.Col("x", []int64{9007199254740993, math.MinInt64})}},
		"forms of numbers": {"x\n1e5\n1E-5\n1.\n.5\n+1\n-0\n 7 \n", nil, cols{frame.Col("x", []float64{1e5, 1e-5, 1, 0.5, 1, minus0, 7})}},
		"forms of infinity": {"x\nInfinity\n-Infinity\n+inf\n-INF\n1e400\n", options(frame.CSVMissing("1e400")),
			cols{frame.Col("x", []float64{math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1), nan})}},
		"forms of bools": {"x,y,z\nTrue,TRUE,true\nFalse,FALSE,\n", nil, cols{frame.Col("x", []bool{true, false}),
			frame.Col("y", []bool{true, false}), frame.Col("z", []bool{true, false}).WithValid([]bool{true, false})}},
		"forms of times": {"t\n20240101T000000Z\n2024-01-01t00:00:00z\n2024-01-01T00:00-05\n2024-01-01T00:00:00.123456789123Z\n", nil,
			cols{times(utc(2024, 1, 1, 0, 0, 0), utc(2024, 1, 1, 0, 0, 0), utc(2024, 1, 1, 5, 0, 0), utc(2024, 1, 1, 0, 0, 0).Add(123456789))}},
		"what is no time": {"a,b,c,d\n2024-02-30,2024/02-01,24:00,2016-12-31 23:59:60\n", nil, cols{frame.Col("a", []string{"2024-02-30"}),
			frame.Col("b", []string{"2024/02-01"}), frame.Col("c", []string{"24:00"}), frame.Col("d", []string{"2016-12-31 23:59:60"})}},
		"rows without values": {"a,b\n1,2\n,\n\n3,4\n", nil, cols{frame.Col("a", []int{1, 0, 3}).WithValid([]bool{true, false, true}),
			frame.Col("b", []int{2, 0, 4}).WithValid([]bool{true, false, true})}},
		"quotes in quotes": {"x,y\n\"he said \"\"hi\"\"\",'c'\n", nil,
			cols{frame.Col("x", []string{`he said "hi"`}), frame.Col("y", []string{"'c'"})}},
		"only a header": {"t,x\n", nil, cols{frame.Col("t", []float64{}), frame.Col("x", []float64{})}},
	})
}

// Files that a program has damaged are errors with the line.
func TestFieldCasesCSVErrors(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		kind error
		says string
	}{
		"a separator after the last cell": {"a,b\n1,2,\n", frame.ErrFields, "line 2 must have 2 fields, got 3"},
		"a line cut off":                  {"a,b\n1,2\n3", frame.ErrFields, "line 3 must have 2 fields, got 1"},
		"the end of a DOS file":           {"a,b\n1,2\n\x1a", frame.ErrFields, "line 3"},
		"a page of zeros":                 {"a,b\n1,2\n\x00\x00\x00\x00", frame.ErrFields, "line 3"},
		"a backslash before a quote":      {"x,y\n\"a \\\"b\\\"\",1\n", frame.ErrValue, `line 2, column "x": a closing quote must end the cell`},
		"a space before a quote":          {"a,b\n1, \"x,y\"\n", frame.ErrValue, `line 2, column "b": a cell with a quote must be quoted`},
		"empty lines alone":               {"\n\n", frame.ErrEmpty, "empty file"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := readCSV(c.text)
			check.Error(t, err, c.kind, "frame.ReadCSV: ", c.says)
		})
	}
}

// A text column keeps every text that is written, with the schema that it had.
func TestFieldCasesCSVKeepsTexts(t *testing.T) {
	f := frame.Must(frame.New(frame.Col("s", []string{"", "NA", "null", "None", "NaT", "-nan", " ", `"`, "a\r\nb", "1", "true", "#x", "", "ü"}).
		WithValid([]bool{true, true, true, true, true, true, true, true, true, true, true, true, false, true})))
	var text strings.Builder
	check.NoError(t, frame.WriteCSV(&text, f))
	got, err := readCSV(text.String(), frame.CSVSchema(f.Schema()))
	wantFrame(t, check.Must(t, got, err), f)
}
