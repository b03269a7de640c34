package ops

import (
	"context"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
)

// Periodic is a source of the rows that f returns: streamz' PeriodicDataFrame. f is called when Run begins, and then
// each time that every has passed on the source's clock. f receives the due time of the call before and that of this
// call, and returns the rows in between. In the first call both times are equal. An error of f ends the run. example
// defines the columns. Periodic panics unless every is positive, and if f is nil.
func Periodic(
	every time.Duration, example frame.Frame, f func(ctx context.Context, last, now time.Time) (frame.Frame, error),
	opts ...flow.SourceOption,
) DataFrame {
	if f == nil {
		panic("ops.Periodic: the function must not be nil")
	}
	var last time.Time
	return From(flow.Periodic(every, func(ctx context.Context, now time.Time) (frame.Frame, error) {
		if last.IsZero() {
			last = now
		}
		rows, err := f(ctx, last, now)
		last = now
		return rows, err
	}, opts...), example)
}
