package flow

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// tagged is an element with its source, its number in that source, and the path that it has taken.
type tagged struct {
	source, seq int
	path        string
	at          int
}

// randomGraph is a graph of random operators, with the number of elements that must arrive at its sinks.
type randomGraph struct {
	sources []*Source[tagged]
	streams []Stream[tagged]
	expect  []func(source, seq int) int // how often an element passes streams[i]
	lossy   []bool                      // whether an element may pass streams[i] less often
	sinks   []*checkedSink
}

// checkedSink checks that it is never called twice at once, and that elements of the same path arrive in order.
type checkedSink struct {
	stream int
	inside atomic.Int32
	last   map[string]int
	count  map[[2]int]int
	err    error
}

func (w *checkedSink) receive(_ context.Context, v tagged) error {
	if w.inside.Add(1) != 1 {
		w.err = fmt.Errorf("called twice at once")
	}
	defer w.inside.Add(-1)
	key := fmt.Sprint(v.source, v.path)
	if last, seen := w.last[key]; seen && v.seq <= last {
		w.err = fmt.Errorf("%s: %d after %d", key, v.seq, last)
	}
	w.last[key] = v.seq
	w.count[[2]int{v.source, v.seq}]++
	return nil
}

// appendPath returns a function that appends an operator's number to an element's path.
func appendPath(id int) func(tagged) tagged {
	return func(v tagged) tagged { v.path += fmt.Sprint("/", id); return v }
}

// newRandomGraph builds a graph with up to 3 sources and 12 operators.
func newRandomGraph(t *rapid.T, clock Clock) *randomGraph {
	g := &randomGraph{}
	for i := range rapid.IntRange(1, 3).Draw(t, "sources") {
		s := NewSource[tagged](WithClock(clock))
		g.sources = append(g.sources, s)
		g.add(s, func(source, _ int) int {
			if source == i {
				return 1
			}
			return 0
		}, false)
	}
	for range rapid.IntRange(1, 12).Draw(t, "operators") {
		g.addRandomOperator(t)
	}
	for i := range g.streams {
		if i == len(g.streams)-1 || rapid.IntRange(0, 2).Draw(t, "sink") == 0 {
			w := &checkedSink{stream: i, last: map[string]int{}, count: map[[2]int]int{}}
			Sink(g.streams[i], w.receive)
			g.sinks = append(g.sinks, w)
		}
	}
	return g
}

func (g *randomGraph) add(s Stream[tagged], expect func(source, seq int) int, lossy bool) {
	g.streams = append(g.streams, s)
	g.expect = append(g.expect, expect)
	g.lossy = append(g.lossy, lossy)
}

// check compares the elements that have arrived at each sink with those expected.
func (g *randomGraph) check(t *rapid.T, emitted int) {
	for _, w := range g.sinks {
		if w.err != nil {
			t.Fatalf("stream %d: %v", w.stream, w.err)
		}
		for s := range g.sources {
			for seq := range emitted {
				got, want := w.count[[2]int{s, seq}], g.expect[w.stream](s, seq)
				if got > want || got < want && !g.lossy[w.stream] {
					t.Fatalf("stream %d: element %d of source %d arrived %d times, want %d", w.stream, seq, s, got, want)
				}
			}
		}
	}
}

// In random graphs, fed by one goroutine for each source, no element is lost or duplicated, elements of a path stay in order, a
// sink is never called twice at once, and Close leaves no goroutine (goleak).
func TestRandomGraphs(t *testing.T) {
	for name, clock := range map[string]func() Clock{
		"real":    RealClock,
		"virtual": func() Clock { return Virtual(epoch) },
	} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				const emitted = 30
				g := newRandomGraph(t, clock())
				ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
				defer cancel()
				var wg sync.WaitGroup
				for i, s := range g.sources {
					wg.Go(func() {
						for seq := range emitted {
							if err := s.Emit(ctx, tagged{source: i, seq: seq}); err != nil {
								t.Errorf("Emit: %v", err)
							}
						}
						if err := s.Close(ctx); err != nil {
							t.Errorf("Close: %v", err)
						}
					})
				}
				wg.Wait()
				g.check(t, emitted)
			})
		})
	}
}
