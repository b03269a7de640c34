package sinks_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/sinks"
)

func TestCSV(t *testing.T) {
	var out bytes.Buffer
	c := sinks.CSV(&out)
	first := frame.Must(frame.New(frame.Index("t", []int{1, 2}), frame.Col("name", []string{"a,b", `"`})))
	next := frame.Must(frame.New(frame.Index("t", []int{3}), frame.Col("name", []string{"c"})))
	for _, f := range []frame.Frame{first, first.Empty(), next} {
		check.NoError(t, c.Send(t.Context(), f))
	}
	other := frame.Must(frame.New(frame.Index("t", []int{4}), frame.Col("price", []float64{1})))
	err := c.Send(t.Context(), other)
	for _, want := range []string{"sinks.CSV", `column 1 must be "name" (string), got "price" (float64)`} {
		if !errors.Is(err, frame.ErrSchema) || !strings.Contains(err.Error(), want) {
			t.Errorf("another schema: %v, want %q in it", err, want)
		}
	}
	check.NoError(t, c.Close(t.Context()))
	if got, want := out.String(), "t,name\n1,\"a,b\"\n2,\"\"\"\"\n3,c\n"; got != want {
		t.Errorf("wrote %q, want %q", got, want)
	}
	if err := c.Send(t.Context(), next); !errors.Is(err, sinks.ErrClosed) {
		t.Errorf("Send after Close: %v, want ErrClosed", err)
	}
}

// A first frame that cannot be written does not set the columns.
func TestCSVZeroFrameIsAnError(t *testing.T) {
	var out bytes.Buffer
	c := sinks.CSV(&out)
	if err := c.Send(t.Context(), frame.Frame{}); !errors.Is(err, frame.ErrEmpty) {
		t.Errorf("zero frame: %v, want frame.ErrEmpty", err)
	}
	check.NoError(t, errors.Join(c.Send(t.Context(), frame.Must(frame.New(frame.Const("x", 1, 2)))), c.Close(t.Context())))
	if got := out.String(); got != "x\n1\n1\n" {
		t.Errorf("wrote %q", got)
	}
}

// The options are those of frame.WriteCSV.
func TestCSVOptions(t *testing.T) {
	var out bytes.Buffer
	c := sinks.CSV(&out, frame.CSVDecimal(','), frame.CSVNoHeader())
	check.NoError(t, errors.Join(c.Send(t.Context(), frame.Must(frame.New(frame.Const("x", 1.5, 2), frame.Const("s", "a", 2)))), c.Close(t.Context())))
	if got := out.String(); got != "1,5;a\n1,5;a\n" {
		t.Errorf("wrote %q", got)
	}
	check.Panics(t, "must be those of writing, got CSVSkip", func() { sinks.CSV(&out, frame.CSVSkip(1)) })
}
