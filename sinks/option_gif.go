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

// gifConfig holds the options with their defaults filled in.
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

// Delay shows each picture for d. Default: 100 ms. A GIF counts hundredths of a second: the times at which pictures
// change are rounded to it, so rounding errors do not add up. A delay below 20 ms becomes 20 ms, because browsers play
// a shorter one at 10 pictures a second. It panics unless d is positive.
func Delay(d time.Duration) GIFOption {
	if d <= 0 {
		panic(fmt.Sprintf("sinks.Delay: must be positive, got %v", d))
	}
	return gifOption(func(c *gifConfig) { c.timing = &fixedTiming{delay: max(d, gifstream.MinShown)} })
}

// FPS shows n pictures a second. It is [Delay] with 1/n seconds, so the largest rate is 50. Default: 10. It panics
// unless n is a positive number.
func FPS(n float64) GIFOption {
	if !(n > 0) || math.IsInf(n, 0) {
		panic(fmt.Sprintf("sinks.FPS: must be a positive number, got %v", n))
	}
	const longest = 24 * time.Hour
	d := longest
	if s := 1 / n; s < longest.Seconds() {
		d = time.Duration(s * float64(time.Second))
	}
	return Delay(max(d, gifstream.MinShown))
}

// Clock returns the current time. A flow.Clock, real or virtual, is a Clock.
type Clock interface{ Now() time.Time }

// RealTime shows each picture until the next one is recorded, by the time of c, which should be the source's clock. The
// last picture is shown for as long as [Hold] says. A picture that is replaced within 20 ms is left out, because a GIF
// cannot be faster. It panics if c is nil.
func RealTime(c Clock) GIFOption {
	if c == nil {
		panic("sinks.RealTime: needs a clock, got nil")
	}
	return gifOption(func(g *gifConfig) { g.timing = &clockTiming{clock: c} })
}

// MaxFrames ends the GIF after n pictures. Later refreshes cost nothing. Default: no limit. It panics unless n is
// positive.
func MaxFrames(n int) GIFOption {
	if n <= 0 {
		panic(fmt.Sprintf("sinks.MaxFrames: must be positive, got %d", n))
	}
	return gifOption(func(c *gifConfig) { c.maxPictures = n })
}

// Loop plays the animation n times, at most 65,536. 0, the default, repeats it for ever. It panics if n is negative or
// too large.
func Loop(n int) GIFOption {
	const most = 1 << 16
	if n < 0 || n > most {
		panic(fmt.Sprintf("sinks.Loop: must be from 0 to %d, got %d", most, n))
	}
	return gifOption(func(c *gifConfig) {
		switch n { // the format counts repetitions after the first time
		case 0:
			c.loop = gifstream.Forever
		case 1:
			c.loop = gifstream.Once
		default:
			c.loop = n - 1
		}
	})
}

// Hold shows the last picture for at least d, before the animation repeats. Default: 1 s. It panics if d is negative.
func Hold(d time.Duration) GIFOption {
	if d < 0 {
		panic(fmt.Sprintf("sinks.Hold: must not be negative, got %v", d))
	}
	return gifOption(func(c *gifConfig) { c.hold = d })
}
