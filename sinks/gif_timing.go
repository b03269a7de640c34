package sinks

import (
	"time"
)

// pace tells when pictures are shown, counted from the first.
type pictureTiming interface {
	nextStart() time.Duration
	end(hold time.Duration) time.Duration
}

// steady shows each picture for the same time.
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

// clocked shows pictures as time passed by a clock. A clock that was set back stands still for one picture.
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
