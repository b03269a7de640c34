package ops_test

import (
	"context"
	"fmt"
	"math"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// printed runs a pipeline and prints its results.
func printed(rows ops.DataFrame) {
	show(rows)
	if err := flow.Run(context.Background(), rows); err != nil {
		fmt.Println(err)
	}
}

// levels is a stream of one batch with an index and a value missing.
func levels() ops.DataFrame {
	day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	all := frame.Must(frame.New(
		frame.Index("t", []time.Time{day, day.Add(time.Hour), day.Add(2 * time.Hour)}),
		frame.Col("level", []float64{1.5, math.NaN(), 4.25}),
		frame.Col("gate", []string{"north", "south", "north"})))
	return ops.From(flow.FromSlice([]frame.Frame{all}), all.Empty())
}

func ExampleDataFrame_Head() {
	printed(levels().Head(1))
	// Output:
	// t                     level  gate
	// 2026-01-01T00:00:00Z    1.5  north
}

func ExampleDataFrame_Tail() {
	printed(levels().Tail(1))
	// Output:
	// t                     level  gate
	// 2026-01-01T02:00:00Z   4.25  north
}

func ExampleDataFrame_Drop() {
	printed(levels().Drop("gate").Head(1))
	// Output:
	// t                     level
	// 2026-01-01T00:00:00Z    1.5
}

// Where is pandas' d[d.gate == "north"].
func ExampleDataFrame_Where() {
	d := levels()
	printed(d.Where(d.Col("gate").Eq("north")))
	// Output:
	// t                     level  gate
	// 2026-01-01T00:00:00Z    1.5  north
	// 2026-01-01T02:00:00Z   4.25  north
}

func ExampleDataFrame_BlankWhere() {
	d := levels()
	printed(d.BlankWhere(d.Col("level").Gt(4)).DropIndex())
	// Output:
	// level  gate
	//   1.5  north
	//   NaN  south
	//   NaN  NA
}

func ExampleDataFrame_SetIndex() {
	printed(levels().DropIndex().SetIndex("gate"))
	// Output:
	// gate   level
	// north    1.5
	// south    NaN
	// north   4.25
}

func ExampleDataFrame_ResetIndex() {
	printed(levels().ResetIndex().Select("t", "level").Head(1))
	// Output:
	// t                     level
	// 2026-01-01T00:00:00Z    1.5
}

func ExampleDataFrame_DropIndex() {
	printed(levels().DropIndex().Head(1))
	// Output:
	// level  gate
	//   1.5  north
}

func ExampleDataFrame_RenameAll() {
	printed(levels().DropIndex().Head(1).RenameAll(map[string]string{"level": "metres", "gate": "where"}))
	// Output:
	// metres  where
	//    1.5  north
}

func ExampleDataFrame_AsType() {
	printed(levels().DropIndex().AsType("level", frame.Int64))
	// Output:
	// level  gate
	//     1  north
	//    NA  south
	//     4  north
}

func ExampleDataFrame_FillNA() {
	printed(levels().DropIndex().FillNA(0))
	// Output:
	// level  gate
	//   1.5  north
	//     0  south
	//  4.25  north
}

func ExampleDataFrame_FFill() {
	printed(levels().DropIndex().FFill(ops.Columns("level")))
	// Output:
	// level  gate
	//   1.5  north
	//   1.5  south
	//  4.25  north
}

func ExampleDataFrame_DropNA() {
	printed(levels().DropIndex().DropNA("level"))
	// Output:
	// level  gate
	//   1.5  north
	//  4.25  north
}

func ExampleDataFrame_Query() {
	printed(levels().Query("level > 1 and t < '2026-01-01T01:30:00Z'"))
	// Output:
	// t                     level  gate
	// 2026-01-01T00:00:00Z    1.5  north
}

// Names that are not identifiers are in backticks, and methods may be written as in pandas.
func ExampleDataFrame_Query_pandas() {
	f := frame.Must(frame.New(frame.Col("gate name", []string{"north 1", "south", "north 2"}), frame.Col("level", []float64{1.5, 2, 3})))
	d := ops.From(flow.FromSlice([]frame.Frame{f}), f.Empty())
	printed(d.Query("`gate name`.str.startswith('north') & ~level.between(2, 4)"))
	// Output:
	// gate name  level
	// north 1      1.5
}

func ExampleDataFrame_Assign() {
	printed(levels().DropIndex().Assign("centimetres", "isnull(level) ? -1 : round(level * 100)"))
	// Output:
	// level  gate   centimetres
	//   1.5  north          150
	//   NaN  south           -1
	//  4.25  north          425
}

func ExampleMapRows() {
	d := levels().DropIndex()
	label := ops.MapRows(d, "label", func(r ops.Row) string {
		return fmt.Sprintf("%s: %.1f m", r.Text("gate"), r.Float("level"))
	})
	printed(d.With("label", label))
	// Output:
	// level  gate   label
	//   1.5  north  north: 1.5 m
	//   NaN  south  south: NaN m
	//  4.25  north  north: 4.2 m
}

// A Row returns a value of each type by column name, also of the index.
func ExampleRow() {
	d := levels().Assign("open", "gate == 'north'").AsType("level", frame.Int64)
	printed(ops.MapRows(d, "text", func(r ops.Row) string {
		return fmt.Sprint(r.Time("t").Hour(), "h ", r.Int("level"), " ", r.Float("level"), " "+r.Text("gate")+" ", r.Bool("open"))
	}).DropIndex().Query("text contains 'south'"))
	// Output:
	// text
	// 1h 0 NaN south false
}

// Has returns which values are there.
func ExampleRow_Has() {
	d := levels().DropIndex()
	printed(ops.MapRows(d, "known", func(r ops.Row) bool { return r.Has("level") }))
	// Output:
	// known
	// true
	// false
	// true
}

func ExampleDataFrame_MapFrames() {
	reversed := func(f frame.Frame) (frame.Frame, error) {
		rows := make([]int, f.Len())
		for i := range rows {
			rows[i] = f.Len() - 1 - i
		}
		return f.Take(rows), nil
	}
	printed(levels().DropIndex().MapFrames(frame.Frame{}, reversed))
	// Output:
	// level  gate
	//  4.25  north
	//   NaN  south
	//   1.5  north
}

func ExampleDataFrame_DropDuplicates() {
	printed(levels().DropDuplicates(ops.Columns("gate")))
	// Output:
	// t                     level  gate
	// 2026-01-01T00:00:00Z    1.5  north
	// 2026-01-01T01:00:00Z    NaN  south
}

// A gate is a duplicate if it has been seen less than an hour before.
func ExampleExpiry() {
	printed(levels().DropDuplicates(ops.Columns("gate"), ops.Expiry(time.Hour)).Tail(1))
	// Output:
	// t                     level  gate
	// 2026-01-01T02:00:00Z   4.25  north
}
