package ops_test

import (
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// visits are at 1, 4, 11 and 35 seconds.
func visits() ops.DataFrame {
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	var times []time.Time
	for _, s := range []int{1, 4, 11, 35} {
		times = append(times, start.Add(time.Duration(s)*time.Second))
	}
	all := frame.Must(frame.New(frame.Index("t", times), frame.Col("x", []float64{1, 3, 5, 8}),
		frame.Col("site", []string{"A", "A", "B", "A"})))
	return ops.From(flow.FromSlice([]frame.Frame{all}), all.Empty())
}

// The bin at 20 has no rows: its sum is 0 and its mean is missing.
func ExampleDataFrame_Resample() {
	printed(visits().Resample(10*time.Second).Aggregate(ops.Sum("x"), ops.Mean("x"), ops.Size()))
	// Output:
	// t                     x_sum  x_mean  size
	// 2026-01-01T00:00:00Z      4       2     2
	// 2026-01-01T00:00:10Z      5       5     1
	// 2026-01-01T00:00:20Z      0     NaN     0
	// t                     x_sum  x_mean  size
	// 2026-01-01T00:00:30Z      8       8     1
}

// The bins of site A go on to its last row, those of site B are its only one.
func ExampleResampled_GroupBy() {
	printed(visits().Resample(10 * time.Second).GroupBy("site").Sum().DropIndex())
	// Output:
	// site  x
	// A     4
	// A     0
	// B     5
	// A     0
	// site  x
	// A     8
}

// Bins are (start, end] and are named by their ends.
func ExampleLabel() {
	printed(visits().Resample(4*time.Second, ops.ClosedRight, ops.LabelRight).Size().Head(2))
	// Output:
	// t                     size
	// 2026-01-01T00:00:04Z     2
	// 2026-01-01T00:00:08Z     0
	// t                     size
	// 2026-01-01T00:00:36Z     1
}

func ExampleOriginStart() {
	printed(visits().Resample(20*time.Second, ops.OriginStart()).Sum())
	// Output:
	// t                     x
	// 2026-01-01T00:00:01Z  9
	// t                     x
	// 2026-01-01T00:00:21Z  8
}

func ExampleOriginEpoch() {
	printed(visits().Resample(5*time.Hour, ops.OriginEpoch()).Sum())
	// Output:
	// t                      x
	// 2025-12-31T23:00:00Z  17
}

func ExampleOriginAt() {
	printed(visits().Resample(20*time.Second, ops.OriginAt(time.Date(2026, 1, 1, 0, 0, 5, 0, time.UTC))).Sum())
	// Output:
	// t                     x
	// 2025-12-31T23:59:45Z  4
	// 2026-01-01T00:00:05Z  5
	// t                     x
	// 2026-01-01T00:00:25Z  8
}

// The grid begins at the first row. No other row is at one of its times.
func ExampleDataFrame_AsFreq() {
	printed(visits().Col("x").AsFreq(5 * time.Second).Tail(2))
	// Output:
	// t                       x
	// 2026-01-01T00:00:26Z  NaN
	// 2026-01-01T00:00:31Z  NaN
}

func ExampleResampled_AsFreq() {
	printed(visits().Resample(time.Second).AsFreq().Head(3))
	// Output:
	// t                       x  site
	// 2026-01-01T00:00:01Z    1  A
	// 2026-01-01T00:00:02Z  NaN  NA
	// 2026-01-01T00:00:03Z  NaN  NA
	// t                     x  site
	// 2026-01-01T00:00:35Z  8  A
}

func ExampleResampled_FFill() {
	printed(visits().Resample(5 * time.Second).FFill(ops.Limit(2)))
	// Output:
	// t                       x  site
	// 2026-01-01T00:00:00Z  NaN  NA
	// 2026-01-01T00:00:05Z    3  A
	// 2026-01-01T00:00:10Z    3  A
	// 2026-01-01T00:00:15Z    5  B
	// 2026-01-01T00:00:20Z    5  B
	// 2026-01-01T00:00:25Z  NaN  NA
	// 2026-01-01T00:00:30Z  NaN  NA
	// t                     x  site
	// 2026-01-01T00:00:35Z  8  A
}

func ExampleResampled_BFill() {
	printed(visits().Resample(5 * time.Second).BFill(ops.Limit(2)))
	// Output:
	// t                       x  site
	// 2026-01-01T00:00:00Z    1  A
	// 2026-01-01T00:00:05Z    5  B
	// 2026-01-01T00:00:10Z    5  B
	// 2026-01-01T00:00:15Z  NaN  NA
	// 2026-01-01T00:00:20Z  NaN  NA
	// 2026-01-01T00:00:25Z    8  A
	// 2026-01-01T00:00:30Z    8  A
	// 2026-01-01T00:00:35Z    8  A
}

func ExampleResampled_Nearest() {
	printed(visits().Resample(10 * time.Second).Nearest())
	// Output:
	// t                     x  site
	// 2026-01-01T00:00:00Z  1  A
	// 2026-01-01T00:00:10Z  5  B
	// 2026-01-01T00:00:20Z  5  B
	// 2026-01-01T00:00:30Z  8  A
}

func ExampleResampled_Interpolate() {
	printed(visits().Resample(5 * time.Second).Interpolate())
	// Output:
	// t                           x  site
	// 2026-01-01T00:00:00Z      NaN  NA
	// 2026-01-01T00:00:05Z  3.28571  NA
	// 2026-01-01T00:00:10Z  4.71429  NA
	// 2026-01-01T00:00:15Z      5.5  NA
	// 2026-01-01T00:00:20Z    6.125  NA
	// 2026-01-01T00:00:25Z     6.75  NA
	// 2026-01-01T00:00:30Z    7.375  NA
	// 2026-01-01T00:00:35Z        8  A
}

func ExampleMaxEmptyBins() {
	printed(visits().Resample(time.Second, ops.MaxEmptyBins(10)).Size().Tail(1))
	// Output:
	// t                     size
	// 2026-01-01T00:00:10Z     0
	// t                     size
	// 2026-01-01T00:00:11Z     1
	// flow: node "resample 1s size": ops.Resample.Size: row 3: too much to keep: more than 10 bins without rows would be emitted; MaxEmptyBins sets the limit
}
