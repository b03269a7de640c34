package ops_test

import (
	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// sensorRows is a stream of long rows: one row for each sensor.
func sensorRows() ops.DataFrame {
	all := frame.Must(frame.New(
		frame.Index("t", noon(0, 0, 1, 1, 1)),
		frame.Col("sensor", []string{"a", "b", "b", "a", "b"}),
		frame.Col("level", []int{15, 70, 71, 16, 72})))
	return ops.From(flow.FromSlice([]frame.Frame{all.Slice(0, 1), all.Slice(1, 5)}), all.Empty())
}

func ExampleDataFrame_Pivot() {
	together(sensorRows().Pivot("sensor", "level", []string{"a", "b", "c"}))
	// Output:
	// t                      a   b   c
	// 2026-01-01T12:00:00Z  15  70  NA
	// 2026-01-01T12:00:01Z  16  72  NA <nil>

}

// The mean of several values of a category, without sensors other than b.
func ExampleAggFunc() {
	together(sensorRows().Pivot("sensor", "level", []string{"b"}, ops.AggFunc(ops.PivotMean), ops.DropOthers()))
	// Output:
	// t                        b
	// 2026-01-01T12:00:00Z    70
	// 2026-01-01T12:00:01Z  71.5 <nil>

}

func ExamplePivotKeys() {
	d := sensorRows().Assign("high", "level > 15")
	together(d.Pivot("sensor", "level", []string{"a", "b"}, ops.PivotKeys("high")))
	// Output:
	// t                     high    a   b
	// 2026-01-01T12:00:00Z  false  15  NA
	// 2026-01-01T12:00:00Z  true   NA  70
	// 2026-01-01T12:00:01Z  true   16  72 <nil>

}

func ExampleDataFrame_Melt() {
	wide := sensorRows().Pivot("sensor", "level", []string{"a", "b"})
	together(wide.Melt("sensor", "level"))
	// Output:
	// t                     sensor  level
	// 2026-01-01T12:00:00Z  a          15
	// 2026-01-01T12:00:00Z  b          70
	// 2026-01-01T12:00:01Z  a          16
	// 2026-01-01T12:00:01Z  b          72 <nil>

}
