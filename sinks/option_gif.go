package sinks

import (
	"fmt"
	"math"
	"time"

	"github.com/streamgage/streamgage/sinks/internal/gifstream"
	"github.com/streamgage/streamgage/viz"
)

// GIFOption is an option of [GIF].
type GIFOption interface{ gif(*gifConfig) }

// gifConfig holds the values of the options, with defaults for those that are not set.
type gifConfig struct {
	view        viz.View
	timing      pictureTiming
	hold        time.Duration
	maxPictures int
	loop        int
}

// gifOption is a GIFOption that only GIF accepts.
type gifOption func(*gifConfig)

func (o gifOption) gif(c *gifConfig) { o(c) }

// Delay shows each picture for d. Default: 100 ms. The unit of time of a GIF is 1/100 s. The times at which pictures
// change are rounded to this unit, so rounding errors do not add up. A delay below 20 ms becomes 20 ms, because
// browsers play shorter delays at 10 pictures per second. It panics unless d is positive.
func Delay(d time.Duration) GIFOption {
	if d <= 0 {
		panic(fmt.Sprintf("sinks.Delay: must be positive, got %v", d))
	}
	return gifOption(func(c *gifConfig) { c.timing = &fixedTiming{delay: max(d, gifstream.MinShown)} })
}

// FPS shows n pictures per second. It is [Delay] with 1/n seconds, so the largest rate is 50. Default: 10. It panics
// unless n is a positive number.
func FPS(n float64) GIFOption {
	if !(n > 0) || math.IsInf(n, 0) {
		panic(fmt.Sprintf("sinks.FPS: must be a positive number, got %v", n))
	}
	const longestDelay = 24 * time.Hour
	d := longestDelay
	if s := 1 / n; s < longestDelay.Seconds() {
		d = time.Duration(s * float64(time.Second))
	}
	return Delay(max(d, gifstream.MinShown))
}

// Clock returns the current time. A flow.Clock, real or virtual, is a Clock.
type Clock interface{ Now() time.Time }

// RealTime shows each picture until the next one is recorded. It measures this time with c, which should be the
// source's clock. The last picture is shown for the time set by [Hold]. A picture that is replaced within 20 ms is left
// out, because browsers do not play a GIF faster. It panics if c is nil.
func RealTime(c Clock) GIFOption {
	if c == nil {
		panic("sinks.RealTime: needs a clock, got nil")
	}
	return gifOption(func(g *gifConfig) { g.timing = &clockTiming{clock: c} })
}

// MaxFrames ends the GIF after n pictures. Later refreshes do nothing. Default: no limit. It panics unless n is
// positive.
func MaxFrames(n int) GIFOption {
	if n <= 0 {
		panic(fmt.Sprintf("sinks.MaxFrames: must be positive, got %d", n))
	}
	return gifOption(func(c *gifConfig) { c.maxPictures = n })
}

// Loop plays the animation n times. 0 repeats it without end. Default: 0. It panics unless n is from 0 to 65,536.
func Loop(n int) GIFOption {
	const maxLoops = 1 << 16
	if n < 0 || n > maxLoops {
		panic(fmt.Sprintf("sinks.Loop: must be from 0 to %d, got %d", maxLoops, n))
	}
	return gifOption(func(c *gifConfig) {
		switch n { // a GIF stores the number of repetitions after the first run
		case 0:
			c.loop = gifstream.Forever
		case 1:
			c.loop = gifstream.Once
		default:
			c.loop = n - 1
		}
	})
}

// Hold shows the last picture for at least d before the animation repeats. Default: 1 s. It panics if d is negative.
func Hold(d time.Duration) GIFOption {
	if d < 0 {
		panic(fmt.Sprintf("sinks.Hold: must not be negative, got %v", d))
	}
	return gifOption(func(c *gifConfig) { c.hold = d })
}
