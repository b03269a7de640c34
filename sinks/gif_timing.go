package sinks

import (
	"time"
)

// pictureTiming says when pictures of a GIF are shown. Times are counted from the first picture.
type pictureTiming interface {
	// nextStart returns the time at which the next picture is shown.
	nextStart() time.Duration
	// end returns the time at which the last picture ends, if it is held for at least hold.
	end(hold time.Duration) time.Duration
}

// fixedTiming shows each picture for the same time.
type fixedTiming struct {
	delay    time.Duration
	pictures int
}

func (s *fixedTiming) nextStart() time.Duration {
	s.pictures++
	return time.Duration(s.pictures-1) * s.delay
}

func (s *fixedTiming) end(hold time.Duration) time.Duration {
	return time.Duration(s.pictures-1)*s.delay + max(s.delay, hold)
}

// clockTiming shows a picture until the next one is recorded, by a clock. If the clock is set back, no time passes
// until the next picture.
type clockTiming struct {
	clock Clock
	last  time.Time
	at    time.Duration
}

func (c *clockTiming) nextStart() time.Duration {
	now := c.clock.Now()
	if !c.last.IsZero() {
		c.at += max(0, now.Sub(c.last))
	}
	c.last = now
	return c.at
}

func (c *clockTiming) end(hold time.Duration) time.Duration { return c.at + hold }
