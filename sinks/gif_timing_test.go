package sinks

import (
	"math"
	"testing"
	"time"
)

func TestFixedTiming(t *testing.T) {
	const ms = time.Millisecond
	for _, c := range []struct {
		option GIFOption
		delay  time.Duration
	}{
		{Delay(100 * ms), 100 * ms}, {Delay(1), 20 * ms}, {Delay(20 * ms), 20 * ms}, {Delay(5 * time.Second), 5 * time.Second},
		{FPS(10), 100 * ms}, {FPS(50), 20 * ms}, {FPS(1000), 20 * ms}, {FPS(math.MaxFloat64), 20 * ms}, {FPS(0.5), 2 * time.Second},
		{FPS(1e-300), 24 * time.Hour},
	} {
		p := configFromOptions(c.option).timing
		for i := range 3 {
			if got, want := p.nextStart(), time.Duration(i)*c.delay; got != want {
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

// manualClock shows the time that it is set to.
type manualClock struct{ time.Time }

func (d *manualClock) Now() time.Time { return d.Time }

func TestClockTiming(t *testing.T) {
	clock := &manualClock{time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	p := configFromOptions(RealTime(clock)).timing
	var got []time.Duration
	for _, step := range []time.Duration{0, 300, 20, -500, 40} { // the clock is set back once: then no time passes
		clock.Time = clock.Add(step * time.Millisecond)
		got = append(got, p.nextStart())
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
