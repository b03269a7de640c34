package sinks_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/sinks"
)

func TestLines(t *testing.T) {
	var out bytes.Buffer
	l := sinks.Lines(&out, func(n int) string { return fmt.Sprintf("<%d>", n) })
	for n := range 3 {
		if err := l.Send(t.Context(), n); err != nil {
			t.Fatal(err)
		}
	}
	if out.Len() != 0 || l.Bytes() != 0 {
		t.Errorf("%q written before Close", out.String())
	}
	for range 2 {
		if err := l.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if got := out.String(); got != "<0>\n<1>\n<2>\n" || l.Bytes() != 12 {
		t.Errorf("wrote %q, %d bytes", got, l.Bytes())
	}
	if err := l.Send(t.Context(), 4); !errors.Is(err, sinks.ErrClosed) || !strings.Contains(err.Error(), "sinks.Lines") {
		t.Errorf("Send after Close: %v, want ErrClosed", err)
	}
}

func TestFlush(t *testing.T) {
	var out bytes.Buffer
	l := sinks.Text[float64](&out)
	if err := errors.Join(l.Send(t.Context(), 0.5), l.Flush()); err != nil {
		t.Fatal(err)
	}
	if out.String() != "0.5\n" {
		t.Errorf("flushed %q", out.String())
	}
}

func TestReceiverTakesOneStream(t *testing.T) {
	c := sinks.CSV(new(bytes.Buffer))
	if err := c.Open("walk"); err != nil {
		t.Fatal(err)
	}
	if err := c.Open("other"); !errors.Is(err, sinks.ErrFed) || !strings.Contains(err.Error(), `"other" after "walk"`) {
		t.Errorf("a second stream: %v", err)
	}
}

func TestReceiverHeedsTheContextButCloses(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	path := filepath.Join(t.TempDir(), "lines")
	l := sinks.Text[string](sinks.File(path))
	if err := l.Send(ctx, "one"); err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := l.Send(ctx, "two"); !errors.Is(err, context.Canceled) {
		t.Errorf("Send: %v, want the context's error", err)
	}
	if err := l.Close(ctx); err != nil {
		t.Errorf("Close: %v", err)
	}
	if got, err := os.ReadFile(path); string(got) != "one\n" || err != nil {
		t.Errorf("read %q, %v", got, err)
	}
}

func TestTextOfManyGoroutines(t *testing.T) {
	var out bytes.Buffer
	l := sinks.Text[string](&out)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 100 {
				_ = l.Send(t.Context(), "0123456789")
			}
		})
	}
	wg.Wait()
	if err := l.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got, want := out.String(), strings.Repeat("0123456789\n", 800); got != want {
		t.Error("lines are mixed")
	}
}

var errFull = errors.New("disk full")

// full is a writer that takes n bytes.
type full struct{ n int }

func (f *full) Write(p []byte) (int, error) {
	if f.n -= len(p); f.n < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestReceiverReturnsWriteErrors(t *testing.T) {
	l := sinks.Text[string](&full{n: 100_000})
	line := strings.Repeat("x", 1000)
	var err error
	sent := 0
	for ; err == nil && sent < 1000; sent++ {
		err = l.Send(t.Context(), line)
	}
	if !errors.Is(err, errFull) || sent < 100 {
		t.Errorf("Send %d: %v, want %v after at least 100", sent, err, errFull)
	}
	for range 2 {
		if err := l.Close(t.Context()); !errors.Is(err, errFull) {
			t.Errorf("Close: %v, want %v", err, errFull)
		}
	}
}

func TestFirstSendKnowsThePath(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(path, "x.csv")
	err := sinks.Text[int](sinks.File(path)).Send(t.Context(), 1)
	if err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("Send: %v, want an error with the path", err)
	}
}

func TestCSV(t *testing.T) {
	var out bytes.Buffer
	c := sinks.CSV(&out)
	first := frame.Must(frame.New(frame.Index("t", []int{1, 2}), frame.Col("name", []string{"a,b", `"`})))
	next := frame.Must(frame.New(frame.Index("t", []int{3}), frame.Col("name", []string{"c"})))
	for _, f := range []frame.Frame{first, first.Empty(), next} {
		if err := c.Send(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
	other := frame.Must(frame.New(frame.Index("t", []int{4}), frame.Col("price", []float64{1})))
	err := c.Send(t.Context(), other)
	for _, want := range []string{"sinks.CSV", `column 1 must be "name" (string), got "price" (float64)`} {
		if !errors.Is(err, frame.ErrSchema) || !strings.Contains(err.Error(), want) {
			t.Errorf("another schema: %v, want %q in it", err, want)
		}
	}
	if err := c.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got, want := out.String(), "t,name\n1,\"a,b\"\n2,\"\"\"\"\n3,c\n"; got != want {
		t.Errorf("wrote %q, want %q", got, want)
	}
	if err := c.Send(t.Context(), next); !errors.Is(err, sinks.ErrClosed) {
		t.Errorf("Send after Close: %v, want ErrClosed", err)
	}
}

// A first frame that cannot be written does not fix the columns.
func TestCSVRefusesTheZeroFrame(t *testing.T) {
	var out bytes.Buffer
	c := sinks.CSV(&out)
	if err := c.Send(t.Context(), frame.Frame{}); !errors.Is(err, frame.ErrEmpty) {
		t.Errorf("zero frame: %v, want frame.ErrEmpty", err)
	}
	if err := errors.Join(c.Send(t.Context(), frame.Must(frame.New(frame.Const("x", 1, 2)))), c.Close(t.Context())); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); got != "x\n1\n1\n" {
		t.Errorf("wrote %q", got)
	}
}
