package ops

import (
	"context"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
)

// Periodic makes a DataFrame of a function that is called when Run begins and then every interval of the source's clock:
// streamz' PeriodicDataFrame. It gets the time of the call before, which at first is that of this one, and the time that
// this one was due; it gives the rows in between. An error of it ends the run. example tells the columns. It panics unless
// every > 0, and on a nil function.
func Periodic(every time.Duration, example frame.Frame, f func(ctx context.Context, last, now time.Time) (frame.Frame, error), opts ...flow.SourceOption) DataFrame {
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
