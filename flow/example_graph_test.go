package flow_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/streamgage/streamgage/flow"
)

func ExampleRun() {
	s := flow.FromSlice([]int{1, 2, 3})
	flow.Sink(s, func(_ context.Context, v int) error {
		if v == 2 {
			return errors.New("no even numbers")
		}
		return nil
	}, flow.Name("odd"))
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// flow: node "odd": no even numbers
}

func ExampleStop() {
	s := flow.Periodic(time.Second, func(_ context.Context, now time.Time) (int, error) {
		return now.Second(), nil
	}, flow.WithClock(flow.Virtual(start)))
	flow.Sink(s, func(_ context.Context, second int) error {
		fmt.Println(second)
		if second == 2 {
			flow.Stop(s)
		}
		return nil
	})
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// 0
	// 1
	// 2
	// <nil>
}

// After Run's context has ended, the accepted elements have 10 ms to reach the sink.
func ExampleDrain() {
	ctx, cancel := context.WithCancel(ctx)
	s := flow.FromSlice([]int{1, 2, 3}, flow.Drain(10*time.Millisecond), flow.SourceName("numbers"))
	flow.Sink(flow.Buffer(s, 8), func(ctx context.Context, _ int) error {
		cancel()
		<-ctx.Done() // a sink that never finishes
		return nil
	})
	err := flow.Run(ctx, s)
	fmt.Println(errors.Is(err, context.Canceled), errors.Is(err, flow.ErrNotDrained))
	// Output: true true
}

// A package that builds streams from data or configuration reports errors with AddBuildError.
func ExampleAddBuildError() {
	s := flow.FromSlice([]int{1})
	flow.AddBuildError(s, errors.New(`myops: no column "prise"`))
	fmt.Println(flow.Run(ctx, s))
	// Output: myops: no column "prise"
}

// Describe returns the nodes and edges of a graph, with the number of elements that have passed each node.
func ExampleDescribe() {
	words := flow.FromSlice([]string{"one", "two", "three"}, flow.SourceName("words"))
	short := flow.Filter(words, func(s string) bool { return len(s) == 3 }, flow.Name("short"))
	flow.Sink(flow.Buffer(short, 8), show, flow.Name("print"))
	fmt.Println(flow.Run(ctx, words))

	for _, n := range flow.Describe(words).Nodes {
		fmt.Println(n.Name, n.In, n.Out)
	}
	// Output:
	// one
	// two
	// <nil>
	// words 3 3
	// short 3 2
	// buffer 2 2
	// print 2 0
}

// Many Markdown viewers draw Mermaid diagrams. DOT and JSON are the other formats.
func ExampleGraph_Mermaid() {
	s := flow.NewSource[int]()
	flow.Sink(flow.Buffer(s, 8), show)
	fmt.Println(flow.Describe(s).Mermaid(os.Stdout))
	// Output:
	// flowchart TD
	//   n0(["source<br/>0 in, 0 out"])
	//   n1[/"buffer<br/>0 in, 0 out<br/>0 of 8 waiting"/]
	//   n2[["sink<br/>0 in, 0 out"]]
	//   n0 --> n1
	//   n1 --> n2
	// <nil>
}

func ExampleGraph_DOT() {
	s := flow.NewSource[int](flow.SourceName("numbers"))
	flow.Sink(s, show)
	fmt.Println(flow.Describe(s).DOT(os.Stdout))
	// Output:
	// digraph flow {
	//   node [fontname="sans-serif" shape=box]
	//   n0 [shape=oval label="numbers\n0 in, 0 out"]
	//   n1 [shape=box3d label="sink\n0 in, 0 out"]
	//   n0 -> n1
	// }
	// <nil>
}

func ExampleGraph_JSON() {
	fmt.Println(flow.Describe().JSON(os.Stdout))
	// Output:
	// {
	//   "Nodes": [],
	//   "Edges": []
	// }
	// <nil>
}

// Exclusively reads a function's state while no element passes the function.
func ExampleExclusively() {
	source, words := flow.NewSource[string](), map[string]int{}
	counted := flow.Map(source, func(w string) int { words[w]++; return words[w] })
	_ = source.EmitAll(ctx, []string{"a", "b", "a"})
	fmt.Println(flow.Exclusively(ctx, func() error {
		fmt.Println(words)
		return nil
	}, counted))
	// Output:
	// map[a:2 b:1]
	// <nil>
}

// Destroy emits the elements that a node holds, and removes it. The rest of the graph continues.
func ExampleDestroy() {
	source := flow.NewSource[int]()
	pairs := flow.Partition(source, 2)
	flow.Sink(pairs, show)
	_ = source.EmitAll(ctx, []int{1, 2, 3})
	fmt.Println(flow.Destroy(ctx, pairs))
	fmt.Println(source.Emit(ctx, 4))
	// Output:
	// [1 2]
	// [3]
	// <nil>
	// <nil>
}

// Numbers above the limit are emitted by a second source, which ends with the first.
func ExampleSideOutput() {
	source, above := flow.NewSource[int](), flow.NewSource[int]()
	within := flow.Transform(source, func(ctx context.Context, v int, emit func(int) error) error {
		if v > 100 {
			return above.Emit(ctx, v)
		}
		return emit(v)
	}, nil)
	flow.SideOutput(within, above)
	flow.Sink(above, func(_ context.Context, v int) error { fmt.Println("above:", v); return nil })
	flow.Sink(within, show)
	fmt.Println(source.Emit(ctx, 7), source.Emit(ctx, 700), source.Close(ctx))
	fmt.Println(above.Emit(ctx, 800))
	// Output:
	// 7
	// above: 700
	// <nil> <nil> <nil>
	// flow: node "source #2": the source is closed
}

// The Ack of an element also waits for its side output.
func ExampleEmitSide() {
	source, log := flow.NewSource[int](), flow.NewSource[string]()
	squares := flow.Transform(source, func(ctx context.Context, v int, emit func(int) error) error {
		if err := flow.EmitSide(ctx, log, fmt.Sprint("got ", v)); err != nil {
			return err
		}
		return emit(v * v)
	}, nil)
	flow.SideOutput(squares, log)
	flow.Sink(log, func(_ context.Context, line string) error { fmt.Println(line); return nil })
	flow.Sink(squares, show)
	ack := flow.NewAck(func(err error) { fmt.Println("acknowledged", err) })
	fmt.Println(source.EmitAck(ctx, 3, ack), source.Close(ctx))
	// Output:
	// got 3
	// 9
	// acknowledged <nil>
	// <nil> <nil>
}
