package flow

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
	"pgregory.net/rapid"
)

func TestGlitchFree(t *testing.T) {
	src := NewSource[int]()
	left, right := Map(src, plus(1)), Map(src, func(x int) int { return x * 10 })
	glitches := collect(CombineLatest(left, right)) // as in streamz
	clean := collect(CombineLatest(left, right, GlitchFree()))
	lossless := collect(ZipLatest(left, right, GlitchFree()))
	stale := collect(ZipLatest(left, right))
	emit(t, src, 1, 2)
	check.NoError(t, src.EmitAll(t.Context(), []int{3, 4}))
	mustClose(t, src)
	wantPrinted(t, glitches, "[{2 10} {3 10} {3 20} {4 20} {4 30} {5 30} {5 40}]")
	wantPrinted(t, stale, "[{2 10} {3 10} {4 20} {5 30}]")
	wantPrinted(t, clean, "[{2 10} {3 20} {4 30} {5 40}]")
	wantPrinted(t, lossless, "[{2 10} {3 20} {4 30} {5 40}]")
}

func TestGlitchFreeWithEmitOn(t *testing.T) {
	src := NewSource[int]()
	even := Filter(src, func(x int) bool { return x%2 == 0 })
	out := collect(CombineLatest(even, Map(src, plus(10)), EmitOn(even), GlitchFree())) // even arrives first, and is combined with the new element of the other input
	emit(t, src, 1, 2, 3, 4)
	mustClose(t, src)
	wantPrinted(t, out, "[{2 12} {4 14}]")
}

// If one path of an element fails, the join emits nothing for it, and does not join its other paths with the next element.
func TestGlitchFreeFailure(t *testing.T) {
	src := NewSource[int]()
	good := Map(src, plus(1))
	bad := TryMap(src, func(x int) (int, error) {
		if x == 2 {
			return 0, errTest
		}
		return x * 10, nil
	})
	even := Filter(good, func(x int) bool { return x%2 == 0 })
	out := collect(CombineLatest3(good, bad, even, GlitchFree()))
	fired := 0
	for x := 1; x < 5; x++ {
		err := src.EmitAck(t.Context(), x, NewAck(func(error) { fired++ }))
		if x == 2 {
			check.Error(t, err, errTest)
		} else if err != nil {
			t.Error(err)
		}
	}
	mustClose(t, src)
	wantPrinted(t, out, "[{2 10 2} {4 30 4} {5 40 4}]")
	if fired != 4 {
		t.Errorf("%d of 4 acked", fired)
	}
}

// Elements that a node holds until the end of the stream are joined too.
func TestGlitchFreeFlushAtEnd(t *testing.T) {
	src := NewSource[int]()
	parts := Partition(src, 2)
	out := collect(CombineLatest(Map(parts, func(p []int) int { return p[0] }), Map(parts, func(p []int) int { return len(p) }), GlitchFree()))
	emit(t, src, 1, 2, 3)
	mustClose(t, src)
	wantPrinted(t, out, "[{1 2} {3 1}]")
}

// The output of a glitch-free join can be joined again, also behind a queue.
func TestGlitchFreeNested(t *testing.T) {
	src := NewSource[int]()
	queue := Buffer(src, 3)
	a, b := Map(queue, plus(1)), Map(queue, plus(2))
	sum := Map2(CombineLatest(a, b, GlitchFree()), add)
	out := collect(CombineLatest3(sum, queue, b, GlitchFree()))
	emit(t, src, 1, 2)
	mustClose(t, src)
	wantPrinted(t, out, "[{5 1 3} {7 2 4}]")
}

// In a random graph of maps and glitch-free joins every stream is a function of the source: it emits the function's value once
// for each element, even if two sources emit at the same time.
func TestGlitchFreeRandomGraphs(t *testing.T) {
	type stream struct {
		s Stream[[2]int]
		f func([2]int) [2]int
	}
	join := func(a, b [2]int) [2]int { return [2]int{a[0]*31 + b[0], a[1]*17 + b[1] + 1} }
	rapid.Check(t, func(t *rapid.T) {
		src, other := NewSource[[2]int](), NewSource[[2]int]()
		top := Stream[[2]int](src)
		two := rapid.Bool().Draw(t, "two sources")
		if two {
			top = Union(src, other)
		}
		all := []stream{{top, identity[[2]int]}}
		pick := func() stream { return rapid.SampledFrom(all).Draw(t, "from") }
		for range rapid.IntRange(1, 10).Draw(t, "operators") {
			a, b := pick(), pick()
			if rapid.Bool().Draw(t, "map") {
				f := func(x [2]int) [2]int { return join(x, x) }
				all = append(all, stream{Map(a.s, f), func(x [2]int) [2]int { return f(a.f(x)) }})
				continue
			}
			all = append(all, stream{Map2(CombineLatest(a.s, b.s, GlitchFree()), join),
				func(x [2]int) [2]int { return join(a.f(x), b.f(x)) }})
		}
		var seen [][2]int
		var outs []*collected[[2]int]
		Sink(top, func(_ context.Context, x [2]int) error {
			seen = append(seen, x)
			return nil
		})
		for _, s := range all {
			outs = append(outs, collect(s.s))
		}
		var wg sync.WaitGroup
		for i, s := range []*Source[[2]int]{src, other} {
			wg.Go(func() {
				for x := range 10 {
					if err := s.Emit(context.Background(), [2]int{i, x}); err != nil {
						t.Errorf("Emit: %v", err)
					}
				}
				if err := s.Close(context.Background()); err != nil {
					t.Errorf("Close: %v", err)
				}
			})
		}
		wg.Wait()
		for i, s := range all {
			var want [][2]int
			for _, x := range seen {
				want = append(want, s.f(x))
			}
			if got := outs[i].get(); fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("stream %d: got %v, want %v", i, got, want)
			}
		}
	})
}

// With two sources, all paths of an element are joined together: never a new left element with an old right one.
func TestGlitchFreeWithTwoSources(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	joined := CombineLatest3(Map(a, plus(0)), Map(a, plus(0)), b, GlitchFree())
	emitted := 0
	Sink(joined, func(_ context.Context, v Triple[int, int, int]) error {
		if emitted++; v.First != v.Second {
			t.Errorf("got %v", v)
		}
		return nil
	})
	emit(t, a, -1)
	emit(t, b, -1)
	var wg sync.WaitGroup
	for _, s := range []*Source[int]{a, b} {
		wg.Go(func() {
			for x := range 3000 {
				if err := s.Emit(t.Context(), x); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	mustClose(t, a)
	mustClose(t, b)
	if emitted != 6001 {
		t.Errorf("emitted %d, want 6001", emitted)
	}
}

// A receiver behind a glitch-free join is refreshed in the emission of the joined element.
func TestGlitchFreeRefreshesInSameEmission(t *testing.T) {
	src := NewSource[int]()
	s := To(CombineLatest(src, Map(src, plus(1)), GlitchFree()), &refreshingReceiver[Pair[int, int]]{})
	emit(t, src, 1)
	if got := fmt.Sprint(s.log); got != "[{1 2} refresh]" {
		t.Errorf("after the first: %s", got)
	}
	emit(t, src, 2)
	if got := fmt.Sprint(s.log); got != "[{1 2} refresh {2 3} refresh]" {
		t.Errorf("after the second: %s", got)
	}
	mustClose(t, src)
}
