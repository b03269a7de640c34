package ops

import (
	"context"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
)

// Periodic makes a DataFrame of a function that is called when Run begins and then once every interval of the source's
// clock: streamz' PeriodicDataFrame. f receives the due times of the call before and of this call, which are equal in
// the first call, and returns the rows in between. An error of f ends the run. example tells the columns. It panics
// unless every is positive, and if f is nil.
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
