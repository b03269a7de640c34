package sinks_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/sinks"
)

func TestFlush(t *testing.T) {
	var out bytes.Buffer
	l := sinks.Text[float64](&out)
	check.NoError(t, errors.Join(l.Send(t.Context(), 0.5), l.Flush()))
	if out.String() != "0.5\n" {
		t.Errorf("flushed %q", out.String())
	}
}

// Text is written soon, although the buffer is not full and the stream goes on.
func TestTextIsWrittenSoon(t *testing.T) {
	read, write := io.Pipe()
	l := sinks.Text[string](write)
	for _, line := range []string{"one", "two"} {
		check.NoError(t, l.Send(t.Context(), line))
		got, err := bufio.NewReader(read).ReadString('\n') // waits until it is written
		if got != line+"\n" || err != nil {
			t.Errorf("read %q, %v", got, err)
		}
	}
	check.NoError(t, errors.Join(l.Close(t.Context()), read.Close()))
}

// An error of a late write is returned by the next call.
func TestLateWriteErrors(t *testing.T) {
	read, write := io.Pipe()
	l := sinks.Text[string](write)
	check.NoError(t, errors.Join(read.CloseWithError(errFull), l.Send(t.Context(), "one")))
	for l.Flush() == nil {
	}
	check.Error(t, l.Send(t.Context(), "two"), errFull, "sinks.Text: ")
	check.Error(t, l.Close(t.Context()), errFull, "sinks.Text: ")
}

func TestReceiverTakesOneStream(t *testing.T) {
	c := sinks.CSV(new(bytes.Buffer))
	check.NoError(t, c.Open("walk"))
	if err := c.Open("other"); !errors.Is(err, sinks.ErrFed) || !strings.Contains(err.Error(), `"other" after "walk"`) {
		t.Errorf("a second stream: %v", err)
	}
}

func TestSendRespectsContextButCloseDoesNot(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	path := filepath.Join(t.TempDir(), "lines")
	l := sinks.Text[string](sinks.File(path))
	check.NoError(t, l.Send(ctx, "one"))
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

func TestTextFromManyGoroutines(t *testing.T) {
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
	check.NoError(t, l.Close(t.Context()))
	if got, want := out.String(), strings.Repeat("0123456789\n", 800); got != want {
		t.Error("lines are mixed")
	}
}

var errFull = errors.New("disk full")

// limitedWriter accepts n bytes, then fails.
type limitedWriter struct{ n int }

func (f *limitedWriter) Write(p []byte) (int, error) {
	if f.n -= len(p); f.n < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestReceiverReturnsWriteErrors(t *testing.T) {
	l := sinks.Text[string](&limitedWriter{n: 100_000})
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

func TestFirstSendReportsUnwritablePath(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	check.NoError(t, os.WriteFile(path, nil, 0o600))
	path = filepath.Join(path, "x.csv")
	err := sinks.Text[int](sinks.File(path)).Send(t.Context(), 1)
	if err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("Send: %v, want an error with the path", err)
	}
}
