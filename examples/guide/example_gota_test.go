package main

import (
	"context"
	"fmt"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz"
)

// Elements can be gota data frames, and a pipeline can use gota's functions; the figure needs a frame.Frame.
func Example_gota() {
	readings := flow.NewSource[dataframe.DataFrame]()
	recent := flow.SlidingWindow(readings, 3)
	byStation := flow.Map(recent, func(window []dataframe.DataFrame) dataframe.DataFrame {
		all := window[0]
		for _, more := range window[1:] {
			all = all.RBind(more)
		}
		return all.
			Filter(dataframe.F{Colname: "level", Comparator: series.Greater, Comparando: 0.0}).
			GroupBy("station").
			Aggregation([]dataframe.AggregationType{dataframe.Aggregation_MEAN}, []string{"level"}).
			Arrange(dataframe.Sort("station"))
	})
	frames := flow.TryMap(byStation, frame.FromGota)
	levels := flow.To(frames, viz.NewDataStream[frame.Frame]())

	plot := viz.Dynamic(levels, viz.Scatter(viz.X("station"), viz.Y("level_MEAN")))

	ctx := context.Background()
	for _, level := range []float64{1, 2, 6, -9} {
		err := readings.Emit(ctx, dataframe.New(
			series.New([]int{7, 9}, series.Int, "station"),
			series.New([]float64{level, level * 10}, series.Float, "level")))
		if err != nil {
			fmt.Println(err)
		}
	}
	fmt.Println(readings.Close(ctx))
	for i := range 2 {
		fmt.Println(cell(levels.Data(), "station", i), cell(levels.Data(), "level_MEAN", i))
	}
	_, err := plot.Figure().Renderer(viz.View{}).Image()
	fmt.Println(err)
	// Output:
	// <nil>
	// 7 4
	// 9 40
	// <nil>
}

// cell returns one value as text.
func cell(f frame.Frame, column string, row int) string {
	c, err := f.Column(column)
	if err != nil {
		return err.Error()
	}
	return string(c.AppendCell(nil, row))
}
