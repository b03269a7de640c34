package sinks

import (
	"math"
	"strings"
	"testing"
	"time"
)

func configFromOptions(opts ...GIFOption) gifConfig {
	var c gifConfig
	for _, o := range opts {
		o.gif(&c)
	}
	return c
}

func TestLoopCounts(t *testing.T) {
	for n, want := range map[int]int{0: 0, 1: -1, 2: 1, 65536: 65535} {
		if got := configFromOptions(Loop(n)).loop; got != want {
			t.Errorf("Loop(%d): the file says %d, want %d", n, got, want)
		}
	}
}

func TestViewOptions(t *testing.T) {
	want := configFromOptions(Size(300, 200), Ratio(2)).view
	if want.Width != 300 || want.Height != 200 || want.Ratio != 2 {
		t.Errorf("GIF is drawn for %+v", want)
	}
	if got := viewFromOptions([]PictureOption{Size(300, 200), Ratio(2)}); got != want {
		t.Errorf("PNG is drawn for %+v, want %+v", got, want)
	}
}

// The panic's text has the wrong value.
func TestOptionsPanicOnWrongValues(t *testing.T) {
	for want, f := range map[string]func(){
		"sinks.Delay: must be positive, got -1s":                 func() { Delay(-time.Second) },
		"sinks.Delay: must be positive, got 0s":                  func() { Delay(0) },
		"sinks.FPS: must be a positive number, got 0":            func() { FPS(0) },
		"sinks.FPS: must be a positive number, got NaN":          func() { FPS(math.NaN()) },
		"sinks.FPS: must be a positive number, got +Inf":         func() { FPS(math.Inf(1)) },
		"sinks.RealTime: needs a clock, got nil":                 func() { RealTime(nil) },
		"sinks.MaxFrames: must be positive, got 0":               func() { MaxFrames(0) },
		"sinks.Loop: must be from 0 to 65536, got -1":            func() { Loop(-1) },
		"sinks.Loop: must be from 0 to 65536, got 65537":         func() { Loop(65537) },
		"sinks.Hold: must not be negative, got -1ns":             func() { Hold(-1) },
		"sinks.Size: width and height must be positive, got 0x5": func() { Size(0, 5) },
		"sinks.Ratio: must be above 0 and at most 16, got NaN":   func() { Ratio(math.NaN()) },
		"sinks.Lines: needs a function, got nil":                 func() { Lines[int](nil, nil) },
		"sinks.Text: needs a writer, got nil":                    func() { Text[int](nil) },
		"sinks.CSV: needs a writer, got nil":                     func() { CSV(nil) },
		"sinks.GIF: needs a writer, got nil":                     func() { _, _ = GIF(nil, nil) },
		"sinks.LastSVG: needs a writer, got nil":                 func() { _, _ = LastSVG(nil, nil) },
		"sinks.GIF: needs a figure, got nil":                     func() { _, _ = GIF(nil, new(strings.Builder)) },
	} {
		func() {
			defer func() {
				if got := recover(); got != want {
					t.Errorf("panics with %v, want %q", got, want)
				}
			}()
			f()
		}()
	}
}
