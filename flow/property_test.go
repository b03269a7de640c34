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

// tagged is an element that remembers where it came from and by which way.
type tagged struct {
	source, seq int
	path        string
	at          int
}

// randomGraph is a graph of random operators, with what has to arrive at its sinks.
type randomGraph struct {
	sources []*Source[tagged]
	streams []Stream[tagged]
	expect  []func(source, seq int) int // how often each element passes streams[i]
	lossy   []bool                      // or less often
	sinks   []*watchedSink
}

// watchedSink checks, as elements arrive, that it is never entered twice at once and that each way keeps its order.
type watchedSink struct {
	stream int
	inside atomic.Int32
	last   map[string]int
	count  map[[2]int]int
	fault  error
}

func (w *watchedSink) take(_ context.Context, v tagged) error {
	if w.inside.Add(1) != 1 {
		w.fault = fmt.Errorf("entered twice at once")
	}
	defer w.inside.Add(-1)
	key := fmt.Sprint(v.source, v.path)
	if last, seen := w.last[key]; seen && v.seq <= last {
		w.fault = fmt.Errorf("%s: %d after %d", key, v.seq, last)
	}
	w.last[key] = v.seq
	w.count[[2]int{v.source, v.seq}]++
	return nil
}

func via(id int) func(tagged) tagged {
	return func(v tagged) tagged { v.path += fmt.Sprint("/", id); return v }
}

func drawGraph(t *rapid.T, clock Clock) *randomGraph {
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
		g.grow(t)
	}
	for i := range g.streams {
		if i == len(g.streams)-1 || rapid.IntRange(0, 2).Draw(t, "sink") == 0 {
			w := &watchedSink{stream: i, last: map[string]int{}, count: map[[2]int]int{}}
			Sink(g.streams[i], w.take)
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

func (g *randomGraph) check(t *rapid.T, emitted int) {
	for _, w := range g.sinks {
		if w.fault != nil {
			t.Fatalf("stream %d: %v", w.stream, w.fault)
		}
		for s := range g.sources {
			for seq := range emitted {
				got, want := w.count[[2]int{s, seq}], g.expect[w.stream](s, seq)
				if got > want || got < want && !g.lossy[w.stream] {
					t.Fatalf("stream %d: element %d of source %d came %d times, want %d", w.stream, seq, s, got, want)
				}
			}
		}
	}
}

// Random graphs of random operators, fed by a goroutine for each source, lose nothing, double nothing, keep the order
// of every way, never enter a sink twice at once, and leave no goroutine (goleak) after Close.
func TestRandomGraphs(t *testing.T) {
	for name, clock := range map[string]func() Clock{
		"real":    RealClock,
		"virtual": func() Clock { return Virtual(epoch) },
	} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				const emitted = 30
				g := drawGraph(t, clock())
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

func TestSlidingWindowProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.SliceOf(rapid.Int()).Draw(t, "in")
		n := rapid.IntRange(1, 8).Draw(t, "n")
		src := NewSource[int]()
		out := collect(SlidingWindow(src, n))
		for _, v := range in {
			if err := src.Emit(context.Background(), v); err != nil {
				t.Fatal(err)
			}
		}
		got := out.get()
		if want := max(0, len(in)-n+1); len(got) != want {
			t.Fatalf("%d windows, want %d", len(got), want)
		}
		for i, w := range got {
			if fmt.Sprint(w) != fmt.Sprint(in[i:i+n]) {
				t.Fatalf("window %d is %v, want %v", i, w, in[i:i+n])
			}
		}
	})
}
