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

type gifConfig struct {
	view        viz.View
	timing      pictureTiming
	hold        time.Duration
	maxPictures int
	loop        int
}

type gifOption func(*gifConfig)

func (o gifOption) gif(c *gifConfig) { o(c) }

// Delay shows each picture for d. Default: 100 ms. A GIF counts hundredths of a second: the times at which pictures
// change are rounded, so that rounding errors do not add up, and a delay below 20 ms becomes 20 ms, because browsers
// play anything shorter at 10 pictures a second.
func Delay(d time.Duration) GIFOption {
	if d <= 0 {
		panic(fmt.Sprintf("sinks.Delay: must be positive, got %v", d))
	}
	return gifOption(func(c *gifConfig) { c.timing = &fixedTiming{delay: max(d, gifstream.MinShown)} })
}

// FPS shows n pictures a second: [Delay] by its reciprocal, so at most 50. Default: 10.
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

// Clock tells the time: a flow.Clock, real or virtual.
type Clock interface{ Now() time.Time }

// RealTime shows each picture for as long as it took until the next one by c, which is the clock of the source; the
// last one for as long as [Hold] says. A picture that was replaced within 20 ms is left out: a GIF cannot be faster.
func RealTime(c Clock) GIFOption {
	if c == nil {
		panic("sinks.RealTime: needs a clock, got nil")
	}
	return gifOption(func(g *gifConfig) { g.timing = &clockTiming{clock: c} })
}

// MaxFrames ends the GIF after n pictures; later refreshes cost nothing. Default: no limit.
func MaxFrames(n int) GIFOption {
	if n <= 0 {
		panic(fmt.Sprintf("sinks.MaxFrames: must be positive, got %d", n))
	}
	return gifOption(func(c *gifConfig) { c.maxPictures = n })
}

// Loop plays the animation n times; 0, the default, is for ever.
func Loop(n int) GIFOption {
	const most = 1 << 16
	if n < 0 || n > most {
		panic(fmt.Sprintf("sinks.Loop: must be from 0 to %d, got %d", most, n))
	}
	return gifOption(func(c *gifConfig) {
		switch n { // the format counts repetitions
		case 0:
			c.loop = gifstream.Forever
		case 1:
			c.loop = gifstream.Once
		default:
			c.loop = n - 1
		}
	})
}

// Hold shows the last picture for d, before the animation starts again, if that is longer than its own time. Default:
// 1 s.
func Hold(d time.Duration) GIFOption {
	if d < 0 {
		panic(fmt.Sprintf("sinks.Hold: must not be negative, got %v", d))
	}
	return gifOption(func(c *gifConfig) { c.hold = d })
}
