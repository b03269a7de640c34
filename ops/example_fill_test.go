package ops_test

import (
	"math"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// gappyLevels is a stream of two batches of levels, of which some are missing.
func gappyLevels() ops.DataFrame {
	start, none := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), math.NaN()
	var times []time.Time
	for _, s := range []int{0, 1, 2, 4, 5, 6} {
		times = append(times, start.Add(time.Duration(s)*time.Second))
	}
	all := frame.Must(frame.New(frame.Index("t", times), frame.Col("level", []float64{1, none, none, 5, none, none}),
		frame.Col("gate", []string{"A", "B", "A", "B", "A", "B"})))
	return ops.From(flow.FromSlice([]frame.Frame{all.Slice(0, 2), all.Slice(2, 6)}), all.Empty())
}

// The second row is held back until the next level has come, in the second batch.
func ExampleDataFrame_BFill() {
	printed(gappyLevels().BFill())
	// Output:
	// t                     level  gate
	// 2026-01-01T00:00:00Z      1  A
	// t                     level  gate
	// 2026-01-01T00:00:01Z      5  B
	// 2026-01-01T00:00:02Z      5  A
	// 2026-01-01T00:00:04Z      5  B
	// t                     level  gate
	// 2026-01-01T00:00:05Z    NaN  A
	// 2026-01-01T00:00:06Z    NaN  B
}

// By rows the third level is 3.66667; by time, 2 seconds of 4 after the first, it is 3.
func ExampleDataFrame_Interpolate() {
	printed(gappyLevels().Interpolate(ops.ByTime()))
	// Output:
	// t                     level  gate
	// 2026-01-01T00:00:00Z      1  A
	// t                     level  gate
	// 2026-01-01T00:00:01Z      2  B
	// 2026-01-01T00:00:02Z      3  A
	// 2026-01-01T00:00:04Z      5  B
	// t                     level  gate
	// 2026-01-01T00:00:05Z    NaN  A
	// 2026-01-01T00:00:06Z    NaN  B
}

func ExampleLimit() {
	printed(gappyLevels().DropIndex().Select("level").FFill(ops.Limit(1)))
	// Output:
	// level
	//     1
	//     1
	// level
	//   NaN
	//     5
	//     5
	//   NaN
}

// Gaps of two rows are too long. Their rows need not wait until the gap ends.
func ExampleMaxGap() {
	printed(gappyLevels().DropIndex().Select("level").Interpolate(ops.MaxGap(1)))
	// Output:
	// level
	//     1
	// level
	//   NaN
	//   NaN
	//     5
	//   NaN
	//   NaN
}

// Each gate is filled from its own levels. The last rows wait for a level of gate A until the stream ends.
func ExampleGrouped_BFill() {
	printed(gappyLevels().GroupBy("gate").BFill())
	// Output:
	// t                     gate  level
	// 2026-01-01T00:00:00Z  A         1
	// t                     gate  level
	// 2026-01-01T00:00:01Z  B         5
	// t                     gate  level
	// 2026-01-01T00:00:02Z  A       NaN
	// 2026-01-01T00:00:04Z  B         5
	// 2026-01-01T00:00:05Z  A       NaN
	// 2026-01-01T00:00:06Z  B       NaN
}

// The levels of a sensor that is read in turn with another one.
func ExampleGrouped_Interpolate() {
	rows := frame.Must(frame.New(frame.Col("sensor", []string{"A", "B", "A", "B", "A", "B"}),
		frame.Col("level", []float64{1, 10, math.NaN(), math.NaN(), 3, 30})))
	printed(ops.From(flow.FromSlice([]frame.Frame{rows}), rows.Empty()).GroupBy("sensor").Interpolate())
	// Output:
	// sensor  level
	// A           1
	// B          10
	// A           2
	// B          20
	// A           3
	// B          30
}
