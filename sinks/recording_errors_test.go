package sinks_test

import (
	"bytes"
	"context"
	"errors"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/sinks"
	"github.com/streamgage/streamgage/viz"
)

func TestWrongPatternIsAnError(t *testing.T) {
	_, err := sinks.PNG(peak(viz.NewDataStream(1), nil), "frame.png")
	if !errors.Is(err, sinks.ErrPattern) || !strings.Contains(err.Error(), `sinks.PNG: pattern needs exactly one integer verb such as %04d, got "frame.png"`) {
		t.Errorf("got %v", err)
	}
}

// A failed write is an error of the Send that caused it and of Close.
func TestWriteErrors(t *testing.T) {
	numbers := viz.NewDataStream[int]()
	r, err := sinks.GIF(peak(numbers, nil), &limitedWriter{n: 2000})
	check.NoError(t, err)
	for n := 0; err == nil && n < 200; n++ {
		err = numbers.Send(t.Context(), n)
	}
	if !errors.Is(err, errFull) || !strings.Contains(err.Error(), "sinks.GIF") {
		t.Errorf("Send: %v, want the write's error", err)
	}
	for range 2 {
		if err := r.Close(); !errors.Is(err, errFull) || strings.Count(err.Error(), "disk full") != 1 {
			t.Errorf("Close: %v, want the write's error once", err)
		}
	}
	if !errors.Is(r.Err(), errFull) {
		t.Errorf("Err: %v", r.Err())
	}
}

func TestUnwritablePathIsAnErrorOfTheFirstRefresh(t *testing.T) {
	blocker := filepath.Join(t.TempDir(), "file")
	check.NoError(t, os.WriteFile(blocker, nil, 0o600))
	path := filepath.Join(blocker, "x.gif")
	numbers := viz.NewDataStream[int]()
	r, err := sinks.GIF(peak(numbers, nil), sinks.File(path))
	if err == nil {
		err = numbers.Send(t.Context(), 1)
	}
	if err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("first frame: %v, want an error with %q", err, path)
	}
	if r != nil && (r.Close() == nil || strings.Count(r.Close().Error(), path) != 1) {
		t.Errorf("Close: %v", r.Close())
	}
}

// A picture that cannot be drawn is an error. The others are recorded.
func TestDrawErrorLeavesOnePictureOut(t *testing.T) {
	path := filepath.Join(t.TempDir(), "peak.gif")
	numbers := viz.NewDataStream[int]()
	r, err := sinks.GIF(peak(numbers, nil), sinks.File(path))
	check.NoError(t, err)
	send(t, numbers, 1)
	if err := numbers.Send(t.Context(), -7); !errors.Is(err, errNegative) {
		t.Errorf("Send: %v, want the recipe's error", err)
	}
	send(t, numbers, 2)
	if err := r.Close(); !errors.Is(err, errNegative) {
		t.Errorf("Close: %v, want the recipe's error", err)
	}
	data, err := os.ReadFile(path)
	check.NoError(t, err)
	if g := decodeGIF(t, data); len(g.Image) != 2 || r.Frames() != 2 {
		t.Errorf("%d pictures, %d frames; want 2", len(g.Image), r.Frames())
	}
}

// If nothing was drawn, there is no file, not even an empty one.
func TestNothingDrawnLeavesNoFile(t *testing.T) {
	dir := t.TempDir()
	numbers := viz.NewDataStream(-1)
	for _, start := range []func(viz.Drawable, io.Writer) (*sinks.Recording, error){
		func(d viz.Drawable, w io.Writer) (*sinks.Recording, error) { return sinks.GIF(d, w) },
		func(d viz.Drawable, w io.Writer) (*sinks.Recording, error) { return sinks.LastPNG(d, w) },
		func(d viz.Drawable, w io.Writer) (*sinks.Recording, error) { return sinks.LastSVG(d, w) },
	} {
		r, err := start(peak(numbers, nil), sinks.File(filepath.Join(dir, "x")))
		if err == nil {
			err = r.Close()
		}
		if !errors.Is(err, errNegative) {
			t.Errorf("%v, want the recipe's error", err)
		}
	}
	if got := fileNames(t, dir); len(got) != 0 {
		t.Errorf("left behind: %v", got)
	}
}

// The end of a recording ignores the context: the GIF of a cancelled program is complete.
func TestCancelledGIFIsComplete(t *testing.T) {
	var out bytes.Buffer
	numbers := viz.NewDataStream[int]()
	r, err := sinks.GIF(peak(numbers, nil), &out)
	check.NoError(t, err)
	send(t, numbers, 1, 2)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := numbers.Send(ctx, 3); !errors.Is(err, context.Canceled) {
		t.Errorf("Send: %v, want the context's error", err)
	}
	_ = numbers.Close(ctx) // may return ctx's error
	check.NoError(t, r.Close())
	if g := decodeGIF(t, out.Bytes()); len(g.Image) != 2 {
		t.Errorf("%d pictures, want 2", len(g.Image))
	}
}

func TestFigureErrorIsReturnedByTheSink(t *testing.T) {
	example := frame.Must(frame.New(frame.Col[float64]("x", nil), frame.Col[float64]("price", nil)))
	fig := viz.Dynamic(viz.NewDataFrameStream(example), viz.Curve(viz.Y("prise")))
	if r, err := sinks.GIF(fig, new(bytes.Buffer)); r != nil || err == nil || !strings.Contains(err.Error(), "prise") {
		t.Errorf("got %v, %v; want no recording and an error with the column", r, err)
	}
}

// Close, Frames and Bytes may be called while other goroutines send.
func TestRecordingWithManyGoroutines(t *testing.T) {
	var out bytes.Buffer
	numbers := viz.NewDataStream[int]()
	r, err := sinks.GIF(peak(numbers, nil), &out, sinks.Size(120, 80))
	check.NoError(t, err)
	var wg sync.WaitGroup
	for g := range 3 {
		wg.Go(func() {
			for n := range 10 {
				if err := numbers.Send(t.Context(), 10*g+n); err != nil {
					t.Error(err)
				}
				_, _ = r.Frames(), r.Bytes()
			}
		})
	}
	wg.Go(func() {
		for r.Frames() < 5 { // concurrent sends may share a picture
			time.Sleep(time.Millisecond)
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	wg.Wait()
	decodeGIF(t, out.Bytes())
	if r.Frames() < 5 {
		t.Errorf("%d frames", r.Frames())
	}
}

// Close draws the last picture while data arrive. There is no deadlock, and the picture is complete.
func TestCloseDuringSends(t *testing.T) {
	for range 20 {
		var out bytes.Buffer
		numbers := viz.NewDataStream(1)
		r, err := sinks.LastPNG(peak(numbers, nil), &out, sinks.Size(60, 40))
		check.NoError(t, err)
		var wg sync.WaitGroup
		for range 2 {
			wg.Go(func() {
				for n := range 5 {
					if err := numbers.Send(t.Context(), n); err != nil {
						t.Error(err)
					}
				}
			})
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
		wg.Wait()
		if _, err := png.Decode(&out); err != nil {
			t.Error(err)
		}
	}
}
