package ops_test

import (
	"context"
	"fmt"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// A gauge that is read every ten seconds.
func ExamplePeriodic() {
	clock := flow.Virtual(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	example := frame.Must(frame.New(frame.Index("time", []time.Time{}), frame.Col("since", []float64{})))
	gauge := ops.Periodic(10*time.Second, example, func(_ context.Context, last, now time.Time) (frame.Frame, error) {
		return frame.New(frame.Index("time", []time.Time{now}), frame.Col("since", []float64{now.Sub(last).Seconds()}))
	}, flow.WithClock(clock), flow.Limit(3))
	show(gauge)
	fmt.Println(flow.Run(context.Background(), gauge))
	// Output:
	// time                  since
	// 2026-01-01T00:00:00Z      0
	// time                  since
	// 2026-01-01T00:00:10Z     10
	// time                  since
	// 2026-01-01T00:00:20Z     10
	// <nil>
}

// The range of the last three values: any function of them will do.
func ExampleFunc() {
	price := trades().Col("price")
	width := func(v []float64) float64 { return max(v[0], v[len(v)-1]) - min(v[0], v[len(v)-1]) }
	show(price.Rolling(ops.Rows(2)).Func(width))
	fmt.Println(flow.Run(context.Background(), price))
	// Output:
	// price
	//   NaN
	//    10
	// price
	//     9
	//     4
	// <nil>
}
