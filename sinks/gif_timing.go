package sinks

import "time"

// pictureTiming determines when the pictures of a GIF are shown. Times are measured from the first picture.
type pictureTiming interface {
	// nextStart returns the time at which the next picture is shown.
	nextStart() time.Duration
	// end returns the time until which the last picture is shown, which is at least for hold.
	end(hold time.Duration) time.Duration
}

// fixedTiming shows each picture for the same time.
type fixedTiming struct {
	delay    time.Duration
	pictures int
}

func (t *fixedTiming) nextStart() time.Duration {
	t.pictures++
	return time.Duration(t.pictures-1) * t.delay
}

func (t *fixedTiming) end(hold time.Duration) time.Duration {
	return time.Duration(t.pictures-1)*t.delay + max(t.delay, hold)
}

// clockTiming shows a picture until the next one is recorded, and measures this time with a clock. If the clock is set
// back between two pictures, the time between them counts as 0.
type clockTiming struct {
	clock   Clock
	last    time.Time
	elapsed time.Duration
}

func (t *clockTiming) nextStart() time.Duration {
	now := t.clock.Now()
	if !t.last.IsZero() {
		t.elapsed += max(0, now.Sub(t.last))
	}
	t.last = now
	return t.elapsed
}

func (t *clockTiming) end(hold time.Duration) time.Duration { return t.elapsed + hold }
