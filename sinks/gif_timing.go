package sinks

import (
	"time"
)

// pace tells when pictures are shown, counted from the first.
type pace interface {
	next() time.Duration
	end(hold time.Duration) time.Duration
}

// steady shows each picture for the same time.
type steady struct {
	delay  time.Duration
	frames int
}

func (s *steady) next() time.Duration {
	s.frames++
	return time.Duration(s.frames-1) * s.delay
}

func (s *steady) end(hold time.Duration) time.Duration {
	return time.Duration(s.frames-1)*s.delay + max(s.delay, hold)
}

// clocked shows pictures as time passed by a clock. A clock that was set back stands still for one picture.
type clocked struct {
	clock Clock
	last  time.Time
	at    time.Duration
}

func (c *clocked) next() time.Duration {
	now := c.clock.Now()
	if !c.last.IsZero() {
		c.at += max(0, now.Sub(c.last))
	}
	c.last = now
	return c.at
}

func (c *clocked) end(hold time.Duration) time.Duration { return c.at + hold }
