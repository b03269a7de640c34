package viz_test

import (
	"context"
	"fmt"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz"
)

func ExampleNewDataStream() {
	s := viz.NewDataStream[frame.Frame]()
	plot := viz.Dynamic(s, viz.Scatter())
	fmt.Println(s.Send(context.Background(), prices)) // replaces what was there
	describe(plot)
	// Output:
	// <nil>
	// 600 x 400 pixels
}

func ExampleNewDataFrameStream() {
	s := viz.NewDataFrameStream(prices.Empty(), viz.Backlog(6))
	ctx := context.Background()
	fmt.Println(s.Send(ctx, prices), s.Data().Len())
	fmt.Println(s.Send(ctx, prices), s.Data().Len()) // appends, and keeps the last six rows
	fmt.Println(s.Clear(ctx), s.Data().Len())
	// Output:
	// <nil> 4
	// <nil> 6
	// <nil> 0
}

// Put and Refresh are the two steps of Send. What is put into several streams is drawn once.
func ExampleDataFrameStream_Put() {
	ctx := context.Background()
	a, b := viz.NewDataFrameStream(prices.Empty()), viz.NewDataStream[frame.Frame]()
	fig := viz.Layout(viz.Dynamic(a, viz.Curve()), viz.Dynamic(b, viz.Scatter()))
	fmt.Println(fig.Attach(&screen{fig.Renderer(viz.View{})}))
	fmt.Println(a.Put(ctx, prices), b.Put(ctx, prices))
	fmt.Println(a.Refresh(ctx), b.Refresh(ctx))
	// Output:
	// <nil>
	// <nil> <nil>
	// showing (900,360)
	// <nil> <nil>
}

// screen is a Display: its methods are called when there is something new to show, and at the end.
type screen struct{ r *viz.Renderer }

func (s *screen) Refresh(context.Context) error {
	img, err := s.r.Image()
	if err == nil {
		fmt.Println("showing", img.Bounds().Size())
	}
	return err
}

func (s *screen) Close(context.Context) error {
	fmt.Println("the end")
	return nil
}

func ExampleFigure_Attach() {
	stream := viz.NewDataFrameStream(prices.Empty())
	fig := viz.Dynamic(stream, viz.Curve()).Figure()
	fmt.Println(fig.Attach(&screen{fig.Renderer(viz.View{})}))
	ctx := context.Background()
	fmt.Println(stream.Send(ctx, prices), stream.Close(ctx))
	// Output:
	// <nil>
	// showing (600,400)
	// the end
	// <nil> <nil>
}

// A display that is detached is not refreshed any more. The stream goes on.
func ExampleFigure_Detach() {
	stream := viz.NewDataFrameStream(prices.Empty())
	fig := viz.Dynamic(stream, viz.Curve()).Figure()
	s := &screen{fig.Renderer(viz.View{})}
	fmt.Println(fig.Attach(s))
	fig.Detach(s)
	fmt.Println(stream.Send(context.Background(), prices))
	// Output:
	// <nil>
	// <nil>
}
