package frame_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"pgregory.net/rapid"
)

func TestWriteJSONLines(t *testing.T) {
	f := sample().Take([]int{0, 1, 3})
	var out strings.Builder
	check.NoError(t, frame.WriteJSONLines(&out, f))
	want := `{"t":"2026-01-01T12:00:00Z","x":1.5,"n":1,"s":"a","b":true}` + "\n" +
		`{"t":null,"x":null,"n":null,"s":null,"b":null}` + "\n" +
		`{"t":"2026-01-01T13:00:00Z","x":-0.25,"n":9223372036854775807,"s":"dé","b":true}` + "\n"
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
	back, err := readJSON(out.String(), frame.JSONIndex("t"))
	wantFrame(t, check.Must(t, back, err), f)
}

func TestWriteJSONLinesErrors(t *testing.T) {
	var out bytes.Buffer
	for _, c := range []struct {
		col  frame.Column
		says string
	}{
		{frame.Col("x", []float64{1, math.Inf(-1)}), `got -Inf in row 1 of column "x"`},
		{frame.Col("s", []string{"\xff"}), `got "\xff" in row 0 of column "s"`},
	} {
		check.Error(t, frame.WriteJSONLines(&out, frame.Must(frame.New(c.col))), frame.ErrValue, "frame.WriteJSONLines", c.says)
	}
	check.Error(t, frame.WriteJSONLines(&out, frame.Must(frame.New(frame.Col("\xff", []int{1})))), frame.ErrName, `"\xff"`)
	check.Error(t, frame.WriteJSONLines(&out, frame.Frame{}), frame.ErrEmpty)
	if out.Len() > 0 {
		t.Errorf("wrote %q", out.String())
	}
	full := errors.New("disk full")
	check.Error(t, frame.WriteJSONLines(failingWriter{full}, sample().Take([]int{0})), full)
}

// Written frames are read with the same types and values, and encoding/json reads the same strings.
func TestJSONRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyFrame(t, rapid.IntRange(0, 30).Draw(t, "rows"))
		var text bytes.Buffer
		if err := frame.WriteJSONLines(&text, f); err != nil {
			t.Fatal(err)
		}
		got, err := frame.ReadJSONLines(bytes.NewReader(text.Bytes()), frame.JSONSchema(f.Schema()))
		if err != nil || !got.Equal(f) {
			t.Fatalf("%v; wrote %q, got\n%v\nwant\n%v", err, text.String(), got, f)
		}
		texts := mustValue(f.Strings("s"))
		d := json.NewDecoder(&text)
		for row := range f.Len() {
			var values struct{ S *string }
			if err := d.Decode(&values); err != nil {
				t.Fatal(err)
			}
			if (values.S != nil) != f.Valid("s", row) || values.S != nil && *values.S != texts[row] {
				t.Fatalf("row %d: encoding/json reads %v, want %q", row, values.S, texts[row])
			}
		}
	})
}
