package sinks

import (
	"math"
	"strings"
	"testing"
	"time"
)

func configured(opts ...GIFOption) gifConfig {
	var c gifConfig
	for _, o := range opts {
		o.gif(&c)
	}
	return c
}

func TestSteadyPace(t *testing.T) {
	const ms = time.Millisecond
	for _, c := range []struct {
		option GIFOption
		delay  time.Duration
	}{
		{Delay(100 * ms), 100 * ms}, {Delay(1), 20 * ms}, {Delay(20 * ms), 20 * ms}, {Delay(5 * time.Second), 5 * time.Second},
		{FPS(10), 100 * ms}, {FPS(50), 20 * ms}, {FPS(1000), 20 * ms}, {FPS(math.MaxFloat64), 20 * ms}, {FPS(0.5), 2 * time.Second},
		{FPS(1e-300), 24 * time.Hour},
	} {
		p := configured(c.option).pace
		for i := range 3 {
			if got, want := p.next(), time.Duration(i)*c.delay; got != want {
				t.Errorf("delay %v: picture %d at %v, want %v", c.delay, i, got, want)
			}
		}
		if got, want := p.end(0), 3*c.delay; got != want {
			t.Errorf("delay %v: end %v, want %v", c.delay, got, want)
		}
		if got, want := p.end(48*time.Hour), 2*c.delay+48*time.Hour; got != want {
			t.Errorf("delay %v: end with hold %v, want %v", c.delay, got, want)
		}
	}
}

// dial is a clock that shows what it was set to.
type dial struct{ time.Time }

func (d *dial) Now() time.Time { return d.Time }

func TestClockedPace(t *testing.T) {
	clock := &dial{time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	p := configured(RealTime(clock)).pace
	var got []time.Duration
	for _, step := range []time.Duration{0, 300, 20, -500, 40} { // set back once: no time passes
		clock.Time = clock.Add(step * time.Millisecond)
		got = append(got, p.next())
	}
	for i, want := range []time.Duration{0, 300, 320, 320, 360} {
		if got[i] != want*time.Millisecond {
			t.Errorf("picture %d at %v, want %v ms", i, got[i], int64(want))
		}
	}
	if got := p.end(time.Second); got != 1360*time.Millisecond {
		t.Errorf("end %v, want 1.36s", got)
	}
}

func TestLoopCounts(t *testing.T) {
	for n, want := range map[int]int{0: 0, 1: -1, 2: 1, 65536: 65535} {
		if got := configured(Loop(n)).loop; got != want {
			t.Errorf("Loop(%d): the file says %d, want %d", n, got, want)
		}
	}
}

func TestViewOptions(t *testing.T) {
	want := configured(Size(300, 200), Ratio(2)).view
	if want.Width != 300 || want.Height != 200 || want.Ratio != 2 {
		t.Errorf("GIF is drawn for %+v", want)
	}
	if got := viewOf([]PictureOption{Size(300, 200), Ratio(2)}); got != want {
		t.Errorf("PNG is drawn for %+v, want %+v", got, want)
	}
}

// A wrong literal panics, and says the value.
func TestWrongLiterals(t *testing.T) {
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
