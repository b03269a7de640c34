package flow

import (
	"context"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

func TestOperatorMisuse(t *testing.T) {
	src := NewSource[int]()
	check.PanicsWith(t, "flow.SlidingWindow: n must be positive, got 0", func() { SlidingWindow(src, 0) })
	check.PanicsWith(t, "flow.Map: the function must not be nil", func() { Map[int, int](src, nil) })
	check.PanicsWith(t, "flow.Buffer: n must be positive, got -1", func() { Buffer(src, -1) })
	check.PanicsWith(t, "flow.RateLimit: the interval must not be negative, got -1s", func() { RateLimit(src, -time.Second) })
	check.PanicsWith(t, "flow.Periodic: the interval must be positive, got 0s", func() {
		Periodic(0, func(context.Context, time.Time) (int, error) { return 0, nil })
	})
	check.PanicsWith(t, "flow.Map: does not take the option Partial", func() {
		Map(src, func(x int) int { return x }, Partial(true))
	})
	check.PanicsWith(t, "flow: map: the stream must not be nil", func() { Map(nil, identity[int]) })
	check.PanicsWith(t, "flow: delay: the stream must not be nil", func() { Delay[int](nil, time.Second) })
	check.PanicsWith(t, "flow: join: the stream must not be nil", func() { Zip[int, int](src, nil) })
	check.PanicsWith(t, "flow.Limit: must be positive, got 0", func() { Limit(0) })
	check.PanicsWith(t, "flow.NewSource: Limit and For are for self-driven sources", func() { NewSource[int](Limit(1)) })
	mustClose(t, src)
}
