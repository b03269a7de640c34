package flow

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

// nodeNamed returns the node of g with this name.
func nodeNamed(t *testing.T, g Graph, name string) NodeInfo {
	t.Helper()
	for _, n := range g.Nodes {
		if n.Name == name {
			return n
		}
	}
	t.Fatalf("no node %q in %+v", name, g.Nodes)
	return NodeInfo{}
}

func TestDescribeCounts(t *testing.T) {
	for name, clock := range map[string]Clock{"real": RealClock(), "virtual": Virtual(epoch)} {
		t.Run(name, func(t *testing.T) {
			src := NewSource[int](SourceName("numbers"), WithClock(clock))
			even := Filter(src, func(x int) bool { return x%2 == 0 }, Name("even"))
			out := collect(TryMap(Buffer(even, 4, Name("queue")), func(x int) (int, error) {
				if x == 4 {
					return 0, errTest
				}
				return x, nil
			}, Name("shaky")))
			for i := range 4 {
				emit(t, src, i)
			}
			_ = src.Emit(t.Context(), 4)
			_ = src.Close(t.Context())
			check.Values(t, out.get(), 0, 2)
			g := Describe(even)
			for _, want := range []NodeInfo{
				{Name: "numbers", Kind: "source", In: 5, Out: 5},
				{Name: "even", Kind: "filter", In: 5, Out: 3},
				{Name: "queue", Kind: "buffer", In: 3, Out: 3, Capacity: 4},
				{Name: "shaky", Kind: "try map", In: 3, Out: 2, Errors: 1},
				{Name: "sink", Kind: "sink", In: 2},
			} {
				got := nodeNamed(t, g, want.Name)
				got.ID, got.Busy = 0, 0
				if got != want {
					t.Errorf("got  %+v\nwant %+v", got, want)
				}
			}
			if len(g.Nodes) != 5 || len(g.Edges) != 4 || g.Edges[0] != (Edge{From: 0, To: 1}) {
				t.Errorf("%d nodes, edges %v", len(g.Nodes), g.Edges)
			}
		})
	}
}

// Describe does not wait for an emission that is parked, and includes the counts from before.
func TestDescribeWhileRateLimitWaits(t *testing.T) {
	src := NewSource[int]()
	collect(RateLimit(Union[int](src, NewSource[int]()), time.Hour, Name("slow")))
	emit(t, src, 1)
	ctx, cancel := context.WithCancel(t.Context())
	emitted := make(chan error)
	go func() { emitted <- src.Emit(ctx, 2) }()
	time.Sleep(10 * time.Millisecond)
	began := time.Now()
	slow := nodeNamed(t, Describe(src), "slow")
	if took := time.Since(began); took > time.Second {
		t.Errorf("Describe took %v", took)
	}
	if slow.In != 2 || slow.Out != 1 || slow.Stale {
		t.Errorf("got %+v", slow)
	}
	cancel()
	check.Error(t, <-emitted, context.Canceled)
	mustClose(t, src)
}

// A worker that waits for a retry holds no lock, so other workers change the counts meanwhile. The race detector is the
// assertion.
func TestDescribeWhileWorkerRetries(t *testing.T) {
	src := NewSource[int]()
	shaky := func(_ context.Context, x int) (int, error) {
		if x%100 == 0 {
			return 0, errTest
		}
		return x, nil
	}
	collect(MapAsync(src, 4, shaky, CompletionOrder(), OnError(Retry(1, 20*time.Millisecond), Skip())))
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := range 1000 {
			_ = src.Emit(context.Background(), i)
		}
	}()
	for finished := false; !finished; {
		select {
		case <-done:
			finished = true
		default:
			Describe(src)
		}
	}
	mustClose(t, src)
}

func TestDescribeWhileFunctionRuns(t *testing.T) {
	src := NewSource[int]()
	entered, release := make(chan struct{}), make(chan struct{})
	Sink(src, func(_ context.Context, x int) error {
		if x == 2 {
			close(entered)
			<-release
		}
		return nil
	}, Name("busy"))
	emit(t, src, 1)
	Describe(src)
	emitted := make(chan error)
	go func() { emitted <- src.Emit(context.Background(), 2) }()
	<-entered
	if n := nodeNamed(t, Describe(src), "busy"); !n.Stale || n.In != 1 {
		t.Errorf("got %+v, want the counts of the previous Describe", n)
	}
	close(release)
	check.NoError(t, <-emitted)
	if n := nodeNamed(t, Describe(src), "busy"); n.Stale || n.In != 2 {
		t.Errorf("got %+v", n)
	}
	mustClose(t, src)
}

func TestDescribeRunningGraph(t *testing.T) {
	for name, clock := range map[string]Clock{"real": RealClock(), "virtual": Virtual(epoch)} {
		t.Run(name, func(t *testing.T) {
			s := ticks(clock, time.Microsecond, 3000)
			u := Union(Map(Buffer(s, 3), func(x int) int { return x }), s)
			n := 0
			Sink(u, func(context.Context, int) error { n++; return nil })
			ran := make(chan error)
			go func() { ran <- Run(context.Background(), s) }()
			for running := true; running; {
				select {
				case err := <-ran:
					if err != nil {
						t.Fatal(err)
					}
					running = false
				default:
					Describe(u) // the race detector is the assertion
				}
			}
			if got := nodeNamed(t, Describe(u), "sink"); got.In != 6000 && name == "virtual" || int(got.In) != n {
				t.Errorf("the sink's In is %d, it received %d", got.In, n)
			}
		})
	}
}

func TestDescribeMeasuresBusyTime(t *testing.T) {
	src := NewSource[int]()
	Sink(Map(src, func(x int) int { time.Sleep(50 * time.Microsecond); return x }, Name("slow")), func(context.Context, int) error { return nil })
	for i := range sampleEvery + 1 {
		emit(t, src, i)
	}
	g := Describe(src)
	mustClose(t, src)
	if slow, sink := nodeNamed(t, g, "slow").Busy, nodeNamed(t, g, "sink").Busy; slow < sampleEvery*50*time.Microsecond || sink > slow/2 {
		t.Errorf("slow %v, sink %v", slow, sink)
	}
}

func TestGraphMermaidDOTAndJSON(t *testing.T) {
	src := NewSource[int](SourceName(`a "b" <c>`))
	collect(Buffer(src, 2))
	g := Describe(src)
	write := func(f func(g Graph, b *bytes.Buffer) error) string {
		t.Helper()
		var b bytes.Buffer
		check.NoError(t, f(g, &b))
		return b.String()
	}
	for name, c := range map[string]struct{ got, want string }{
		"mermaid": {write(func(g Graph, b *bytes.Buffer) error { return g.Mermaid(b) }), `flowchart TD
  n0(["a #quot;b#quot; #lt;c#gt;<br/>0 in, 0 out"])
  n1[/"buffer<br/>0 in, 0 out<br/>0 of 2 waiting"/]
  n2[["sink<br/>0 in, 0 out"]]
  n0 --> n1
  n1 --> n2
`},
		"dot": {write(func(g Graph, b *bytes.Buffer) error { return g.DOT(b) }), `digraph flow {
  node [fontname="sans-serif" shape=box]
  n0 [shape=oval label="a \"b\" <c>\n0 in, 0 out"]
  n1 [shape=parallelogram label="buffer\n0 in, 0 out\n0 of 2 waiting"]
  n2 [shape=box3d label="sink\n0 in, 0 out"]
  n0 -> n1
  n1 -> n2
}
`},
	} {
		if c.got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, c.got, c.want)
		}
	}
	var back Graph
	if err := json.Unmarshal([]byte(write(func(g Graph, b *bytes.Buffer) error { return g.JSON(b) })), &back); err != nil ||
		len(back.Nodes) != 3 || !strings.Contains(back.Nodes[0].Name, `"b"`) {
		t.Errorf("JSON: %v, %+v", err, back)
	}
	mustClose(t, src)
}
