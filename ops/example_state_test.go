package ops_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// A program that is started again continues the sum.
func ExampleSaveState() {
	ctx := context.Background()
	batch := func(size ...int) frame.Frame { return frame.Must(frame.New(frame.Col("size", size))) }
	build := func() (*flow.Source[frame.Frame], ops.DataFrame) {
		source := flow.NewSource[frame.Frame]()
		return source, ops.From(source, batch()).CumSum()
	}

	source, sum := build()
	show(sum)
	_ = source.Emit(ctx, batch(1, 2))
	state, err := ops.SaveState(ctx, sum)
	fmt.Println(err)

	source, sum = build() // some day, in another program
	show(sum)
	fmt.Println(ops.RestoreState(ctx, state, sum))
	_ = source.Emit(ctx, batch(4))
	// Output:
	// size
	//    1
	//    3
	// <nil>
	// <nil>
	// size
	//    7
}

// A state can only be restored into the same operators on the same columns.
func ExampleRestoreState() {
	rows := trades()
	state, err := ops.SaveState(context.Background(), rows.Col("price").CumSum())
	fmt.Println(err)
	err = ops.RestoreState(context.Background(), state, rows.Col("size").CumSum())
	fmt.Println(errors.Is(err, ops.ErrState))
	fmt.Println(err)
	// Output:
	// <nil>
	// true
	// ops.RestoreState: not a state of this graph: the state has CumSum (cumsum) of [price float64], the graph has CumSum (cumsum) of [size int64]
}
