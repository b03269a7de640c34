package frame_test

import (
	"encoding/csv"
	"errors"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"pgregory.net/rapid"
)

func TestWriteCSV(t *testing.T) {
	var out strings.Builder
	check.NoError(t, frame.WriteCSV(&out, sample()))
	want := "t,x,n,s,b\n" +
		"2026-01-01T12:00:00Z,1.5,1,a,true\n" +
		",,,,\n" +
		"2026-01-01T12:00:00.000000001Z,inf,3,\"b,\"\"c\"\"\",false\n" +
		"2026-01-01T13:00:00Z,-0.25,9223372036854775807,dé,true\n"
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}

func TestCSVEncoder(t *testing.T) {
	var out strings.Builder
	e := frame.NewCSVEncoder(&out)
	f := frame.Must(frame.New(frame.Col("x", []float64{1, nan, -20, 1e300})))
	for _, part := range []frame.Frame{f.Empty(), f.Slice(0, 2), f.Empty(), f.Slice(2, 4)} {
		check.NoError(t, e.Encode(part))
	}
	check.Error(t, e.Encode(mustValue(f.Rename("x", "y"))), frame.ErrSchema, "frame.CSVEncoder.Encode", `"x"`, `"y"`)
	check.Error(t, e.Encode(frame.Frame{}), frame.ErrEmpty, "frame.CSVEncoder.Encode")
	if got, want := out.String(), "x\n1.0\n\"\"\n-20.0\n1e+300\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	full := errors.New("disk full")
	check.Error(t, frame.WriteCSV(failingWriter{full}, f), full, "frame.CSVEncoder.Encode")
}

type failingWriter struct{ err error }

// Written frames are read with the same types and values, also texts that read like missing values.
func TestCSVRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyFrame(t, rapid.IntRange(0, 30).Draw(t, "rows"))
		if names := rapid.SliceOfNDistinct(rapid.SampledFrom(f.Schema().Names()), 1, 6, rapid.ID).Draw(t, "names"); true {
			f = mustValue(f.ResetIndex().Select(names...))
		}
		types := map[string]frame.Type{}
		for _, field := range f.Schema().Fields() {
			types[field.Name] = field.Type
		}
		if texts, err := f.Strings("s"); err == nil {
			f = mustValue(f.With(frame.Col("s", sometimesMissingTexts(t, texts)).WithValid(validOf(f, "s"))))
		}
		var text strings.Builder
		if err := frame.WriteCSV(&text, f); err != nil {
			t.Fatal(err)
		}
		got, err := readCSV(text.String(), frame.CSVTypes(types))
		if err != nil || !got.Equal(f) {
			t.Fatalf("%v; wrote %q, got\n%v\nwant\n%v", err, text.String(), got, f)
		}
	})
}

// sometimesMissingTexts returns the texts with some of them replaced by ones that stand for missing values, and by ones
// with line ends.
func sometimesMissingTexts(t *rapid.T, texts []string) []string {
	special := rapid.SampledFrom([]string{"", "NA", "null", "<NA>", "#N/A N/A", "\r\n", "a\rb", "\n", " NA", "\""})
	out := make([]string, len(texts))
	for i, text := range texts {
		if out[i] = text; rapid.Bool().Draw(t, "special") {
			out[i] = special.Draw(t, "text")
		}
	}
	return out
}

// validOf returns for each row whether it has a value.
func validOf(f frame.Frame, name string) []bool {
	ok := make([]bool, f.Len())
	for i := range ok {
		ok[i] = f.Valid(name, i)
	}
	return ok
}

// Fields are quoted if and only if encoding/csv quotes them, or if they read like missing values.
func TestWriteCSVQuotesAsTheStandardLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringOfN(rapid.SampledFrom([]rune(" ,\"\n\r\t\\.\u00a0a")), 0, 4, -1))
		a, b := text.Draw(t, "a"), text.Draw(t, "b")
		if a == "" || b == "" {
			t.Skip("quoted as the empty text: see TestCSVRoundTrip")
		}
		var got, want strings.Builder
		w := csv.NewWriter(&want)
		if err := errors.Join(w.Write([]string{"a", "b"}), w.Write([]string{a, b})); err != nil {
			t.Fatal(err)
		}
		w.Flush()
		if err := frame.WriteCSV(&got, frame.Must(frame.New(frame.Const("a", a, 1), frame.Const("b", b, 1)))); err != nil {
			t.Fatal(err)
		}
		if got.String() != want.String() && !strings.Contains(a+b, "\uFEFF") {
			t.Fatalf("got %q, want %q", got.String(), want.String())
		}
	})
}

// Numbers, bools and times are read with the same types without options.
func TestCSVRoundTripInfers(t *testing.T) {
	f := mustValue(sample().ResetIndex().Take([]int{0, 0, 1, 2, 3}).With(frame.Const("whole", 2.0, 5), frame.Const("big", 1e22, 5)))
	var text strings.Builder
	check.NoError(t, frame.WriteCSV(&text, f))
	got, err := readCSV(text.String())
	wantFrame(t, check.Must(t, got, err), f)
}
