package flow_test

import (
	"fmt"
	"os"

	"github.com/streamgage/streamgage/flow"
)

// Describe tells what a graph looks like and what has passed it.
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

// Mermaid is drawn by many viewers of Markdown; DOT and JSON are the other forms.
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
