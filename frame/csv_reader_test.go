package frame_test

import (
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"
	"time"
	"unicode/utf8"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
)

func readCSV(text string, opts ...frame.CSVOption) (frame.Frame, error) {
	return frame.ReadCSV(strings.NewReader(text), opts...)
}

func TestReadCSVInfersTypes(t *testing.T) {
	f, err := readCSV("\xef\xbb\xbfi,f,b,t,s,none,spaced\n" +
		"1,1,true,2026-01-01,a,,  4\n" +
		"NA,2.5e3,,2026-01-01 12:30:00,,NA, NA\n" +
		"-3,null,False,2026-01-01T12:00:00.5+02:00,\"x,\n\"\"y\",NaN,5\n")
	at := func(h, m, s, ns int) time.Time { return time.Date(2026, 1, 1, h, m, s, ns, time.UTC) }
	want := frame.Must(frame.New(
		frame.Col("i", []int{1, 0, -3}).WithValid([]bool{true, false, true}),
		frame.Col("f", []float64{1, 2500, nan}),
		frame.Col("b", []bool{true, false, false}).WithValid([]bool{true, false, true}),
		frame.Col("t", []time.Time{at(0, 0, 0, 0), at(12, 30, 0, 0), at(10, 0, 0, 5e8)}),
		frame.Col("s", []string{"a", "", "x,\n\"y"}).WithValid([]bool{true, false, true}),
		frame.Col("none", []float64{nan, nan, nan}),
		frame.Col("spaced", []int{4, 0, 5}).WithValid([]bool{true, false, true})))
	wantFrame(t, check.Must(t, f, err), want)
}

func TestReadCSVInference(t *testing.T) {
	for cells, want := range map[string]frame.Type{
		"1 2":                            frame.Int64,
		"9223372036854775807 +1":         frame.Int64,
		"9223372036854775808 1":          frame.String, // float64 cannot represent it
		"9223372036854775808 1.5":        frame.Float64,
		"1 2.5":                          frame.Float64,
		"1e3 -inf":                       frame.Float64,
		"1e999 1":                        frame.String, // must not become infinity
		"true 1":                         frame.String,
		"TRUE false":                     frame.Bool,
		"2026-01-01 2026-13-01":          frame.String,
		"1600-01-01 2026-01-01":          frame.String, // out of the range of int64 nanoseconds
		"2026-01-01T00:00:00Z 2026-1-31": frame.String,
		"1 a":                            frame.String,
		"":                               frame.Float64,
	} {
		f, err := readCSV("x\n" + strings.ReplaceAll(cells, " ", "\n"))
		if got, _ := check.Must(t, f, err).Schema().Lookup("x"); got.Type != want {
			t.Errorf("%s: %v, want %v", cells, got.Type, want)
		}
	}
}

func TestReadCSVOptions(t *testing.T) {
	f, err := readCSV("code;when;x\n007;3.2.2026;1\n008;4.2.2026;2\n;5.2.2026;3\n",
		frame.CSVComma(';'), frame.CSVTypes(map[string]frame.Type{"code": frame.String, "x": frame.Float64}),
		frame.CSVTimeLayout("2.1.2006"), frame.CSVIndex("when"), frame.CSVRows(2))
	day := func(d int) time.Time { return time.Date(2026, 2, d, 0, 0, 0, 0, time.UTC) }
	want := frame.Must(frame.New(frame.Index("when", []time.Time{day(3), day(4)}),
		frame.Col("code", []string{"007", "008"}), frame.Col("x", []float64{1, 2})))
	wantFrame(t, check.Must(t, f, err), want)
	f, err = readCSV("x\n1\nunread", frame.CSVRows(0), frame.CSVTypes(map[string]frame.Type{"x": frame.Int64}))
	wantFrame(t, check.Must(t, f, err), frame.Must(frame.New(frame.Col[int64]("x", nil))))
	check.Panics(t, `got '"'`, func() { frame.CSVComma('"') })
	check.Panics(t, "got -1", func() { frame.CSVRows(-1) })
}

func TestReadCSVErrors(t *testing.T) {
	typed := frame.CSVTypes(map[string]frame.Type{"x": frame.Int64})
	_, err := readCSV("")
	check.Error(t, err, frame.ErrEmpty, "frame.ReadCSV", "empty file")
	_, err = readCSV("x,y\n1,2\n3\n")
	check.Error(t, err, frame.ErrFields, "line 3", "2 fields", "got 1")
	_, err = readCSV("x,y\n\"1\n1\",2\n3,4,5\n")
	check.Error(t, err, frame.ErrFields, "line 4", "2 fields", "got 3")
	_, err = readCSV("y,x\n\"a\na\",1\nb,2.5\n", typed)
	check.Error(t, err, frame.ErrValue, "line 4", `"x"`, "int64", `"2.5"`)
	_, err = readCSV("y\n1\n", typed)
	check.Error(t, err, frame.ErrColumn, "CSVTypes", `no such column "x" in [y]`)
	_, err = readCSV("y\n1\n", frame.CSVTypes(map[string]frame.Type{"y": 77}))
	check.Error(t, err, frame.ErrType, "Type(77)", `"y"`)
	_, err = readCSV("y\n1\n", frame.CSVIndex("x"))
	check.Error(t, err, frame.ErrColumn, `"x"`)
	_, err = readCSV("level\n1\n", frame.CSVIndex("levl"))
	if want := `frame.ReadCSV: no such column "levl" in [level]; did you mean "level"?`; err == nil || err.Error() != want {
		t.Errorf("got error %v, want %s", err, want)
	}
	_, err = readCSV("x,x\n1,2\n")
	check.Error(t, err, frame.ErrName, "frame.ReadCSV", `"x"`)
	_, err = readCSV("x,\n1,2\n")
	check.Error(t, err, frame.ErrName, "column 1")
	if _, err = readCSV("x\n\"1\n"); err == nil || !strings.Contains(err.Error(), "line") {
		t.Errorf("an open quote: %v", err)
	}
	broken := errors.New("broken pipe")
	_, err = frame.ReadCSV(io.MultiReader(strings.NewReader("x\n1\n"), iotest.ErrReader(broken)))
	check.Error(t, err, broken, "frame.ReadCSV")
}

// The expected numbers were read from the file by hand.
func TestReadCSVSeattleWeather(t *testing.T) {
	file := mustValue(os.Open("testdata/seattle-weather.csv"))
	defer file.Close()
	f, err := frame.ReadCSV(file, frame.CSVIndex("date"))
	f = check.Must(t, f, err)
	if got, want := f.Schema().String(), "date time (index), precipitation float64, temp_max float64, temp_min float64, wind float64, weather string"; got != want {
		t.Errorf("columns %q, want %q", got, want)
	}
	first := time.Date(2012, 1, 1, 0, 0, 0, 0, time.UTC)
	wantFrame(t, f.Slice(13, 15), frame.Must(frame.New(
		frame.Index("date", []time.Time{first.AddDate(0, 0, 13), first.AddDate(0, 0, 14)}),
		frame.Col("precipitation", []float64{4.1, 5.3}), frame.Col("temp_max", []float64{4.4, 1.1}),
		frame.Col("temp_min", []float64{0.6, -3.3}), frame.Col("wind", []float64{5.3, 3.2}),
		frame.Const("weather", "snow", 2))))
	if f.Len() != 30 {
		t.Errorf("%d rows, want 30", f.Len())
	}
}

func (w failingWriter) Write([]byte) (int, error) { return 0, w.err }

// What is read and written is read again, as the same frame.
func FuzzReadCSV(f *testing.F) {
	f.Add("x,y\n1,a\n2.5,\n", ',')
	f.Add("\xef\xbb\xbfx;t\nNA;2026-01-01\n\"a\nb\";\"\"\"\"\n", ';')
	f.Add("x\n9223372036854775808\n", ',')
	f.Add(",\n,\n", ',')
	f.Fuzz(func(t *testing.T, text string, comma rune) {
		if strings.ContainsRune("\x00\"\r\n\uFFFD", comma) || !utf8.ValidRune(comma) {
			t.Skip()
		}
		got, err := readCSV(text, frame.CSVComma(comma))
		if err != nil {
			return
		}
		var out strings.Builder
		if err := frame.WriteCSV(&out, got); err != nil {
			t.Fatalf("what was read cannot be written: %v", err)
		}
		again, err := readCSV(out.String(), frame.CSVSchema(got.Schema()))
		if err != nil || !again.Equal(got) {
			t.Fatalf("wrote %q: read\n%v, %v; want\n%v", out.String(), again, err, got)
		}
	})
}
