package frame_test

import (
	"bytes"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
)

// extremes returns the values at which numbers and times break if something converts, rounds or wraps them.
func extremes() frame.Frame {
	today := noon.UnixNano()
	return frame.Must(frame.New(
		frame.Nanos("t", []int64{math.MinInt64, math.MinInt64 + 1, -1, 0, today, today + 1, today + 2, math.MaxInt64 - 1, math.MaxInt64}).AsIndex(),
		frame.Col("n", []int64{math.MinInt64, math.MinInt64 + 1, -1<<53 - 1, 0, 1<<53 - 1, 1 << 53, 1<<53 + 1, math.MaxInt64 - 1, math.MaxInt64}),
		frame.Col("x", []float64{-math.MaxFloat64, 1.7e308, math.SmallestNonzeroFloat64, -math.SmallestNonzeroFloat64, math.Copysign(0, -1), 0,
			2.2250738585072014e-308, 9007199254740993, 0.1}),
	))
}

// sameBits reports whether two frames are equal, -0 and 0 told apart.
func sameBits(a, b frame.Frame) bool {
	x, err := a.Floats("x")
	y, err2 := b.Floats("x")
	if err != nil || err2 != nil || !a.Equal(b) {
		return false
	}
	for i := range x {
		if math.Float64bits(x[i]) != math.Float64bits(y[i]) {
			return false
		}
	}
	return true
}

// Extremes pass through each format unchanged, bit by bit, with the types declared and inferred.
func TestExtremesRoundTrip(t *testing.T) {
	f := extremes()
	schema := f.Schema()
	csv := func(opts ...frame.CSVOption) func() (frame.Frame, error) {
		return func() (frame.Frame, error) {
			var out bytes.Buffer
			if err := frame.WriteCSV(&out, f, opts...); err != nil {
				return f, err
			}
			return frame.ReadCSV(&out, append(opts, frame.CSVIndex("t"))...)
		}
	}
	json := func(opts ...frame.JSONOption) func() (frame.Frame, error) {
		return func() (frame.Frame, error) {
			var out bytes.Buffer
			if err := frame.WriteJSONLines(&out, f); err != nil {
				return f, err
			}
			return frame.ReadJSON(&out, opts...)
		}
	}
	type row struct {
		T time.Time `frame:"t,index"`
		N int64     `frame:"n"`
		X float64   `frame:"x"`
	}
	for name, roundTrip := range map[string]func() (frame.Frame, error){
		"CSV": csv(), "CSV in a zone": csv(frame.CSVTimeZone(time.FixedZone("", 3600))),
		"CSV of Germany": csv(frame.CSVDecimal(','), frame.CSVThousands('.')),
		"CSV, seconds":   csv(frame.CSVEpoch("t", time.Second)), "CSV, nanoseconds": csv(frame.CSVEpoch("t", 1)),
		"JSON": json(frame.JSONIndex("t")), "JSON of a schema": json(frame.JSONSchema(schema)),
		"structs": func() (frame.Frame, error) { return frame.FromStructs(mustValue(frame.Into[row](f))) },
		"gota": func() (frame.Frame, error) {
			g, err := frame.FromGota(mustValue(f.Gota()))
			if err != nil {
				return g, err
			}
			if g, err = g.ParseTimes("t"); err != nil {
				return g, err
			}
			return g.SetIndex("t")
		},
		"Concat":          func() (frame.Frame, error) { return frame.Concat([]frame.Frame{f.Slice(0, 4), f.Slice(4, f.Len())}) },
		"Take":            func() (frame.Frame, error) { return f.Take([]int{0, 1, 2, 3, 4, 5, 6, 7, 8}), nil },
		"Parse of a text": func() (frame.Frame, error) { return parsedExtremes(f) },
	} {
		got, err := roundTrip()
		if err != nil || !sameBits(got, f) {
			t.Errorf("%s: %v; got\n%v\nwant\n%v", name, err, got, f)
		}
	}
}

// parsedExtremes reads a frame as text, and converts the columns.
func parsedExtremes(f frame.Frame) (frame.Frame, error) {
	var out bytes.Buffer
	if err := frame.WriteCSV(&out, f); err != nil {
		return f, err
	}
	got, err := frame.ReadCSV(&out, frame.CSVIndex("t"),
		frame.CSVTypes(map[string]frame.Type{"t": frame.String, "n": frame.String, "x": frame.String}))
	for _, field := range f.Schema().Fields() {
		if err == nil {
			got, err = got.Parse(field.Name, field.Type)
		}
	}
	return got, err
}

// What is just beyond is an error that names the value and the range.
func TestJustBeyondExtremes(t *testing.T) {
	typed := func(typ frame.Type) frame.CSVOption { return frame.CSVTypes(map[string]frame.Type{"v": typ}) }
	const between = "must be a time between 1677-09-21 and 2262-04-11, got "
	for _, text := range []string{"1677-09-21T00:12:43.145224191Z", "2262-04-11T23:47:16.854775808Z", "0001-01-01", "9999-12-31"} {
		_, err := readCSV("v\n"+text+"\n", typed(frame.Time))
		check.Error(t, err, frame.ErrValue, `line 2, column "v" `+between+`"`+text+`"`)
		_, err = readDocument(`{"v":"`+text+`"}`, frame.JSONTypes(map[string]frame.Type{"v": frame.Time}))
		check.Error(t, err, frame.ErrValue, `line 1, column "v" `+between+`"`+text+`"`)
	}
	for _, text := range []string{"9223372036854775808", "-9223372036854775809"} {
		_, err := readCSV("v\n"+text+"\n", typed(frame.Int64))
		check.Error(t, err, frame.ErrValue, `column "v" must be in int64's range, -9223372036854775808 to 9223372036854775807`, text)
		_, err = readDocument(`{"v":1}{"v":` + text + `}`)
		check.Error(t, err, frame.ErrValue, `column "v" must be in int64's range`, text)
	}
	for _, text := range []string{"1.8e308", "-1e309"} {
		_, err := readCSV("v\n"+text+"\n", typed(frame.Float64))
		check.Error(t, err, frame.ErrValue, `column "v" must be in float64's range, up to 1.7976931348623157e+308, or declared string, got`, text)
		_, err = readDocument(`{"v":`+text+`}`, frame.JSONTypes(map[string]frame.Type{"v": frame.Float64}))
		check.Error(t, err, frame.ErrValue, `column "v" must be in float64's range, up to 1.7976931348623157e+308, or declared string, got `+text)
	}
	_, err := frame.New(frame.Col("t", []time.Time{time.Date(2262, 4, 12, 0, 0, 0, 0, time.UTC)}))
	check.Error(t, err, frame.ErrValue, "2262-04-12", `row 0 of column "t"`)
	if s := extremes().String(); !strings.Contains(s, "5e-324") || !strings.Contains(s, "9223372036854775807") {
		t.Errorf("printed as\n%s", s)
	}
}
