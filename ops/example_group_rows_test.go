package ops_test

import (
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// readings are those of two sensors, in two batches. One is missing.
func readings() ops.DataFrame {
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	var times []time.Time
	for i := range 5 {
		times = append(times, start.Add(time.Duration(i)*time.Second))
	}
	all := frame.Must(frame.New(frame.Index("t", times), frame.Col("sensor", []string{"A", "B", "A", "B", "A"}),
		frame.Col("level", []int{1, 10, 4, 0, 8}).WithValid([]bool{true, true, true, false, true})))
	return ops.From(flow.FromSlice([]frame.Frame{all.Slice(0, 3), all.Slice(3, 5)}), all.Empty())
}

// The mean of each sensor's last two levels.
func ExampleGrouped_Rolling() {
	printed(readings().GroupBy("sensor").Rolling(ops.Rows(2), ops.MinPeriods(1)).Mean())
	// Output:
	// t                     sensor  level
	// 2026-01-01T00:00:00Z  A           1
	// 2026-01-01T00:00:01Z  B          10
	// 2026-01-01T00:00:02Z  A         2.5
	// t                     sensor  level
	// 2026-01-01T00:00:03Z  B          10
	// 2026-01-01T00:00:04Z  A           6
}

func ExampleGrouped_Rolling_within() {
	printed(readings().GroupBy("sensor").Rolling(ops.Within(3*time.Second)).Aggregate(ops.Max("level"), ops.Size()))
	// Output:
	// t                     sensor  level_max  size
	// 2026-01-01T00:00:00Z  A               1     1
	// 2026-01-01T00:00:01Z  B              10     1
	// 2026-01-01T00:00:02Z  A               4     2
	// t                     sensor  level_max  size
	// 2026-01-01T00:00:03Z  B              10     2
	// 2026-01-01T00:00:04Z  A               8     2
}

func ExampleGrouped_Expanding() {
	printed(readings().GroupBy("sensor").Expanding().Max())
	// Output:
	// t                     sensor  level
	// 2026-01-01T00:00:00Z  A           1
	// 2026-01-01T00:00:01Z  B          10
	// 2026-01-01T00:00:02Z  A           4
	// t                     sensor  level
	// 2026-01-01T00:00:03Z  B          10
	// 2026-01-01T00:00:04Z  A           8
}

func ExampleGrouped_EWM() {
	printed(readings().GroupBy("sensor").EWM(ops.Alpha(0.5), ops.Adjust(false)).Mean())
	// Output:
	// t                     sensor  level
	// 2026-01-01T00:00:00Z  A           1
	// 2026-01-01T00:00:01Z  B          10
	// 2026-01-01T00:00:02Z  A         2.5
	// t                     sensor  level
	// 2026-01-01T00:00:03Z  B          10
	// 2026-01-01T00:00:04Z  A        5.25
}

func ExampleGrouped_CumSum() {
	printed(readings().GroupBy("sensor").CumSum())
	// Output:
	// t                     sensor  level
	// 2026-01-01T00:00:00Z  A           1
	// 2026-01-01T00:00:01Z  B          10
	// 2026-01-01T00:00:02Z  A           5
	// t                     sensor  level
	// 2026-01-01T00:00:03Z  B          NA
	// 2026-01-01T00:00:04Z  A          13
}

func ExampleGrouped_CumProd() {
	printed(readings().GroupBy("sensor").CumProd())
	// Output:
	// t                     sensor  level
	// 2026-01-01T00:00:00Z  A           1
	// 2026-01-01T00:00:01Z  B          10
	// 2026-01-01T00:00:02Z  A           4
	// t                     sensor  level
	// 2026-01-01T00:00:03Z  B          NA
	// 2026-01-01T00:00:04Z  A          32
}

func ExampleGrouped_CumMin() {
	printed(readings().GroupBy("sensor").CumMin())
	// Output:
	// t                     sensor  level
	// 2026-01-01T00:00:00Z  A           1
	// 2026-01-01T00:00:01Z  B          10
	// 2026-01-01T00:00:02Z  A           1
	// t                     sensor  level
	// 2026-01-01T00:00:03Z  B          NA
	// 2026-01-01T00:00:04Z  A           1
}

func ExampleGrouped_CumMax() {
	printed(readings().GroupBy("sensor").CumMax())
	// Output:
	// t                     sensor  level
	// 2026-01-01T00:00:00Z  A           1
	// 2026-01-01T00:00:01Z  B          10
	// 2026-01-01T00:00:02Z  A           4
	// t                     sensor  level
	// 2026-01-01T00:00:03Z  B          NA
	// 2026-01-01T00:00:04Z  A           8
}

func ExampleGrouped_CumCount() {
	printed(readings().GroupBy("sensor").CumCount())
	// Output:
	// t                     sensor  cumcount
	// 2026-01-01T00:00:00Z  A              0
	// 2026-01-01T00:00:01Z  B              0
	// 2026-01-01T00:00:02Z  A              1
	// t                     sensor  cumcount
	// 2026-01-01T00:00:03Z  B              1
	// 2026-01-01T00:00:04Z  A              2
}

func ExampleGrouped_Shift() {
	printed(readings().GroupBy("sensor").Shift(1))
	// Output:
	// t                     sensor  level
	// 2026-01-01T00:00:00Z  A          NA
	// 2026-01-01T00:00:01Z  B          NA
	// 2026-01-01T00:00:02Z  A           1
	// t                     sensor  level
	// 2026-01-01T00:00:03Z  B          10
	// 2026-01-01T00:00:04Z  A           4
}

func ExampleGrouped_Diff() {
	printed(readings().GroupBy("sensor").Diff(1))
	// Output:
	// t                     sensor  level
	// 2026-01-01T00:00:00Z  A          NA
	// 2026-01-01T00:00:01Z  B          NA
	// 2026-01-01T00:00:02Z  A           3
	// t                     sensor  level
	// 2026-01-01T00:00:03Z  B          NA
	// 2026-01-01T00:00:04Z  A           4
}

func ExampleGrouped_PctChange() {
	printed(readings().GroupBy("sensor").PctChange(1))
	// Output:
	// t                     sensor  level
	// 2026-01-01T00:00:00Z  A         NaN
	// 2026-01-01T00:00:01Z  B         NaN
	// 2026-01-01T00:00:02Z  A           3
	// t                     sensor  level
	// 2026-01-01T00:00:03Z  B         NaN
	// 2026-01-01T00:00:04Z  A           1
}

func ExampleGrouped_FFill() {
	printed(readings().GroupBy("sensor").FFill())
	// Output:
	// t                     sensor  level
	// 2026-01-01T00:00:00Z  A           1
	// 2026-01-01T00:00:01Z  B          10
	// 2026-01-01T00:00:02Z  A           4
	// t                     sensor  level
	// 2026-01-01T00:00:03Z  B          10
	// 2026-01-01T00:00:04Z  A           8
}

// How far each level is from the mean of its sensor's levels so far.
func ExampleGrouped_Transform() {
	d := readings()
	mean := d.GroupBy("sensor").Transform(ops.Mean("level"))
	printed(d.With("deviation", d.Col("level").Minus(mean.Col("level_mean"))))
	// Output:
	// t                     sensor  level  deviation
	// 2026-01-01T00:00:00Z  A           1          0
	// 2026-01-01T00:00:01Z  B          10          0
	// 2026-01-01T00:00:02Z  A           4        1.5
	// t                     sensor  level  deviation
	// 2026-01-01T00:00:03Z  B          NA        NaN
	// 2026-01-01T00:00:04Z  A           8    3.66667
}

func ExampleGrouped_Head() {
	printed(readings().GroupBy("sensor").Head(1))
	// Output:
	// t                     sensor  level
	// 2026-01-01T00:00:00Z  A           1
	// 2026-01-01T00:00:01Z  B          10
	// t  sensor  level
	// [0 rows x 3 columns]
}
