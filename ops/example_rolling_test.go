package ops_test

import (
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// stage is the level of a river, read at odd times.
func stage() ops.DataFrame {
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	var times []time.Time
	for _, minutes := range []int{0, 20, 30, 60, 90} {
		times = append(times, start.Add(time.Duration(minutes)*time.Minute))
	}
	all := frame.Must(frame.New(frame.Index("t", times), frame.Col("level", []float64{1, 2, 6, 4, 8})))
	return ops.From(flow.FromSlice([]frame.Frame{all.Slice(0, 3), all.Slice(3, 5)}), all.Empty())
}

// The highest level of the last hour: a row that is an hour old is out.
func ExampleDataFrame_Rolling() {
	printed(stage().Rolling(ops.Within(time.Hour)).Max())
	// Output:
	// t                     level
	// 2026-01-01T00:00:00Z      1
	// 2026-01-01T00:20:00Z      2
	// 2026-01-01T00:30:00Z      6
	// t                     level
	// 2026-01-01T01:00:00Z      6
	// 2026-01-01T01:30:00Z      8
}

func ExampleRows() {
	printed(stage().Col("level").DropIndex().Rolling(ops.Rows(2)).Mean())
	// Output:
	// level
	//   NaN
	//   1.5
	//     4
	// level
	//     5
	//     6
}

// Shorter windows at the beginning count.
func ExampleMinPeriods() {
	printed(stage().DropIndex().Rolling(ops.Rows(3), ops.MinPeriods(1)).Sum())
	// Output:
	// level
	//     1
	//     3
	//     9
	// level
	//    12
	//    18
}

// Each row compared with the mean of the two before it needs a window that ends before the row.
func ExampleCloseAt() {
	printed(stage().DropIndex().Rolling(ops.Rows(2), ops.CloseAt(ops.ClosedLeft)).Mean())
	// Output:
	// level
	//   NaN
	//   NaN
	//   1.5
	// level
	//     4
	//     5
}

// How many rows each row sees.
func ExampleClosed() {
	for _, c := range []ops.Closed{ops.ClosedRight, ops.ClosedLeft, ops.ClosedBoth, ops.ClosedNeither} {
		values(stage().DropIndex().Rolling(ops.Rows(2), ops.CloseAt(c), ops.MinPeriods(0)).Count())
	}
	// Output:
	// [1 2 2]
	// [2 2]
	// [0 1 2]
	// [2 2]
	// [1 2 3]
	// [3 3]
	// [0 1 1]
	// [1 1]
}

// The result of a row comes when the row after it has; the last ones come at the end.
func ExampleCentered() {
	printed(stage().Rolling(ops.Rows(3), ops.Centered()).Mean())
	// Output:
	// t                     level
	// 2026-01-01T00:00:00Z    NaN
	// 2026-01-01T00:20:00Z      3
	// t                     level
	// 2026-01-01T00:30:00Z      4
	// 2026-01-01T01:00:00Z      6
	// t                     level
	// 2026-01-01T01:30:00Z    NaN
}

// The mean so far, for each row.
func ExampleDataFrame_Expanding() {
	printed(stage().DropIndex().Expanding().Mean())
	// Output:
	// level
	//     1
	//   1.5
	//     3
	// level
	//  3.25
	//   4.2
}

func ExampleRolling() {
	printed(stage().DropIndex().Rolling(ops.Rows(3)).Aggregate(ops.Median("level")))
	// Output:
	// level_median
	//          NaN
	//          NaN
	//            2
	// level_median
	//            4
	//            6
}
