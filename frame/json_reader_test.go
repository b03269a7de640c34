package frame_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
)

func readJSON(text string, opts ...frame.JSONOption) (frame.Frame, error) {
	return frame.ReadJSONLines(strings.NewReader(text), opts...)
}

func TestReadJSONLinesInfersTypes(t *testing.T) {
	f, err := readJSON("\xef\xbb\xbf" + `{"i":1, "f":1,"b":true,"t":"2026-01-01T12:00:00Z","s":"a","none":null}` + "\r\n\n" +
		` { "f" : 2.5e3 ,"s":"2026-01-01T12:00:00Z","i":null,"late":-0.5} ` + "\n" +
		`{"i":-3,"b":false,"t":"2026-01-01T14:00:00.000000001+02:00","s":"\"\\\u00e9\n,}","late":1}`)
	want := frame.Must(frame.New(
		frame.Col("i", []int{1, 0, -3}).WithValid([]bool{true, false, true}),
		frame.Col("f", []float64{1, 2500, nan}),
		frame.Col("b", []bool{true, false, false}).WithValid([]bool{true, false, true}),
		frame.Col("t", []time.Time{noon, {}, noon.Add(time.Nanosecond)}),
		frame.Col("s", []string{"a", "2026-01-01T12:00:00Z", "\"\\é\n,}"}),
		frame.Col("none", []float64{nan, nan, nan}),
		frame.Col("late", []float64{nan, -0.5, 1})))
	wantFrame(t, check.Must(t, f, err), want)
}

func TestReadJSONLinesSchema(t *testing.T) {
	schema := frame.Must(frame.New(frame.Col[string]("s", nil), frame.Col[float64]("x", nil), frame.Index[int]("n", nil))).Schema()
	f, err := readJSON(`{"x":1,"n":1,"other":{"deep":[1,"}"]}}`+"\n"+`{"n":2,"s":"a"}`, frame.JSONSchema(schema))
	wantFrame(t, check.Must(t, f, err), frame.Must(frame.New(frame.Index("n", []int{1, 2}),
		frame.Col("s", []string{"", "a"}).WithValid([]bool{false, true}), frame.Col("x", []float64{1, nan}))))
	f, err = readJSON("", frame.JSONSchema(schema))
	wantFrame(t, check.Must(t, f, err), schema.Empty())
	check.Panics(t, "got none", func() { frame.JSONSchema(frame.Schema{}) })
	check.Panics(t, "got 0", func() { frame.JSONInfer(0) })
	check.Panics(t, "got -1", func() { frame.JSONBatch(-1) })
}

func TestReadJSONLinesErrors(t *testing.T) {
	for text, says := range map[string]string{
		`{"x":1}` + "\n\n" + `{"x":1`:          `line 3 must be a JSON object, got {"x":1`,
		`[1]`:                                  `line 1 must be a JSON object, unless JSONColumns or JSONHeader names the columns of arrays, got [1]`,
		`null`:                                 `got null`,
		`{"x":1} {"x":2}`:                      `line 1 must be a JSON object`,
		`{"x":1,"x":2}`:                        `line 1 must have a key once, got "x" twice`,
		`{"x":1}` + "\n" + `{"x":"a"}`:         `line 2, column "x" must be of one type in all rows, got "a"`,
		`{"x":"a"}` + "\n" + `{"x":true}`:      `line 2, column "x" must be of one type in all rows, got true`,
		`{"x":[1,"` + strings.Repeat("a", 200): `got {"x":[1,"aaa`,
		`{"x":{"y":1}}`:                        `line 1, column "x" must be of one type in all rows, got {"y":1}`,
		`{"x":1e999}`:                          `got 1e999`,
		`{"x":9223372036854775808}`:            `to 9223372036854775807, or declared float64 or string, got 9223372036854775808`,
		`{"x":1}` + "\n" + `{"x":-9223372036854775809}`: `line 2, column "x" must be in int64's range`,
	} {
		_, err := readJSON(text)
		check.Error(t, err, frame.ErrValue, "frame.ReadJSONLines", says)
	}
	_, err := readJSON(" \n{}\n")
	check.Error(t, err, frame.ErrEmpty, "got none in 2 lines")
	_, err = readJSON(`{"x":1}`, frame.JSONIndex("y"))
	check.Error(t, err, frame.ErrColumn, `"y"`)
	_, err = readJSON(`{"":1}`)
	check.Error(t, err, frame.ErrName, "column 0")
	broken := errors.New("broken pipe")
	_, err = frame.ReadJSONLines(iotest.ErrReader(broken))
	check.Error(t, err, broken, "frame.ReadJSONLines")
}

// Every object that is read has the members that encoding/json reads.
func FuzzReadJSONLines(f *testing.F) {
	f.Add(`{"a":1,"b":"x\"}","c":[{"d":[]}]}`)
	f.Add(`{"a":1.5}` + "\n" + `{ "a" : null , "b" : "\u0000\ud800" }`)
	f.Add(`{"":{}}`)
	f.Add(`{"a":9223372036854775808,"a":-0}`)
	f.Fuzz(func(t *testing.T, text string) {
		got, err := readJSON(text)
		if err != nil {
			return
		}
		var members map[string]json.RawMessage
		row := 0
		for _, line := range strings.Split(strings.TrimPrefix(text, "\xef\xbb\xbf"), "\n") {
			if strings.TrimSpace(line) == "" {
				continue
			}
			clear(members)
			if err := json.Unmarshal([]byte(line), &members); err != nil {
				t.Fatalf("read what encoding/json does not: %v", err)
			}
			for _, name := range got.Schema().Names() {
				raw, ok := members[name]
				if there := ok && string(raw) != "null"; there != got.Valid(name, row) {
					t.Fatalf("row %d: %q is there: %v, want %v", row, name, !there, there)
				}
			}
			row++
		}
		if row != got.Len() {
			t.Fatalf("read %d rows, want %d", got.Len(), row)
		}
		var out bytes.Buffer
		if err := frame.WriteJSONLines(&out, got); err != nil {
			t.Fatalf("what was read cannot be written: %v", err)
		}
		again, err := frame.ReadJSONLines(&out, frame.JSONSchema(got.Schema()))
		if err != nil || !again.Equal(got) {
			t.Fatalf("wrote %q: read\n%v, %v, want\n%v", out.String(), again, err, got)
		}
	})
}

// JSON has the same times as CSV.
func TestJSONTimesAreThoseOfCSV(t *testing.T) {
	const lines = `{"t": "2026-01-01"}` + "\n" + `{"t": "2026-01-02 03:04"}` + "\n" + `{"t": "2026-01-03T09:00:00+0900"}`
	got, err := frame.ReadJSONLines(strings.NewReader(lines))
	check.NoError(t, err)
	day := func(d, hour, minute int) time.Time { return time.Date(2026, 1, d, hour, minute, 0, 0, time.UTC) }
	want := frame.Must(frame.New(frame.Col("t", []time.Time{day(1, 0, 0), day(2, 3, 4), day(3, 0, 0)})))
	if !got.Equal(want) {
		t.Errorf("got\n%v, want\n%v", got, want)
	}
	declared := frame.JSONTypes(map[string]frame.Type{"t": frame.Time})
	_, err = frame.ReadJSONLines(strings.NewReader(`{"t": "1066-10-14"}`), declared)
	check.Error(t, err, frame.ErrValue, `column "t" must be a time between 1677-09-21 and 2262-04-11, got "1066-10-14"`)
}
