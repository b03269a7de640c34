package flow

import (
	"context"
	"fmt"
	"iter"
	"time"
)

// kit is what a node of the standard cases is built of.
type kit struct {
	a, b Stream[int]
	f    func(int) int  // to be called with an element where the node calls a function of the user's: gives it back
	opts []NodeOption   // the node's
	src  []SourceOption // a junction's
}

// standardNode is a node, and what it makes of 1 2 3 3 4, by hand.
type standardNode struct {
	build func(k kit) Stream[string]
	want  string
	one   string // what it makes of a single 7
	joins bool   // it takes two sources: each element comes from a, and then the same from b
	calls bool   // it calls f with each element, but perhaps the first
	lossy bool   // what comes of elements depends on when they come, the last aside
	order bool   // each source has to be in order
	whole bool   // of an element of which something fails below, the rest does not come
}

// shown turns what a node gives into texts.
func shown[A any](s Stream[A]) Stream[string] {
	return Map(s, func(v A) string { return fmt.Sprint(v) }, Name("shown"))
}

func (k kit) fails(_ context.Context, x int) (int, error) { return k.f(x), nil }

func (k kit) odd(x int) bool { return k.f(x)%2 == 1 }

func (k kit) parity(x int) int { return k.f(x) % 2 }

func (k kit) add(sum, x int) int { return sum + k.f(x) }

func doubled(x int) []int { return []int{x, x} }

func each5(x int) time.Time { return epoch.Add(time.Duration(x) * time.Second) }

const (
	same5  = "[1 2 3 3 4]"
	sums5  = "[1 3 6 9 13]"
	twice5 = "[1 1 2 2 3 3 3 3 4 4]"
	pairs5 = "[{1 1} {2 2} {3 3} {3 3} {4 4}]"
)

// standardNodes are all nodes that give elements.
var standardNodes = map[string]standardNode{
	"Map": {want: same5, one: "[7]", calls: true, build: func(k kit) Stream[string] { return shown(Map(k.a, k.f, k.opts...)) }},
	"TryMap": {want: same5, one: "[7]", calls: true, build: func(k kit) Stream[string] {
		return shown(TryMap(k.a, func(x int) (int, error) { return k.f(x), nil }, k.opts...))
	}},
	"MapContext": {want: same5, one: "[7]", calls: true, build: func(k kit) Stream[string] {
		return shown(MapContext(k.a, k.fails, k.opts...))
	}},
	"Map2": {want: "[2 4 6 6 8]", one: "[14]", calls: true, build: func(k kit) Stream[string] {
		pairs := Map(k.a, func(x int) Pair[int, int] { return Pair[int, int]{x, x} })
		return shown(Map2(pairs, func(x, y int) int { return k.f(x) + y }, k.opts...))
	}},
	"Transform": {want: "[1 2 3 3 4 end]", one: "[7 end]", calls: true, build: func(k kit) Stream[string] {
		return Transform(k.a, func(_ context.Context, x int, emit func(string) error) error {
			return emit(fmt.Sprint(k.f(x)))
		}, func(_ context.Context, emit func(string) error) error { return emit("end") }, k.opts...)
	}},
	"Filter": {want: "[1 3 3]", one: "[7]", calls: true, build: func(k kit) Stream[string] { return shown(Filter(k.a, k.odd, k.opts...)) }},
	"Remove": {want: "[2 4]", one: "[]", calls: true, build: func(k kit) Stream[string] { return shown(Remove(k.a, k.odd, k.opts...)) }},
	"Accumulate": {want: sums5, one: "[7]", calls: true, build: func(k kit) Stream[string] {
		return shown(Accumulate(k.a, 0, k.add, k.opts...))
	}},
	"TryAccumulate": {want: sums5, one: "[7]", calls: true, build: func(k kit) Stream[string] {
		return shown(TryAccumulate(k.a, 0, func(s, x int) (int, error) { return k.add(s, x), nil }, k.opts...))
	}},
	"AccumulateState": {want: "[0 1 3 6 9]", one: "[0]", calls: true, build: func(k kit) Stream[string] {
		return shown(AccumulateState(k.a, 0, func(s, x int) (int, int) { return k.add(s, x), s }, k.opts...))
	}},
	"Scan":  {want: sums5, one: "[7]", calls: true, build: func(k kit) Stream[string] { return shown(Scan(k.a, k.add, k.opts...)) }},
	"Slice": {want: "[2 3]", one: "[]", build: func(k kit) Stream[string] { return shown(Slice(k.a, 1, End, 2, k.opts...)) }},
	"DistinctUntilChanged": {want: "[1 2 3 4]", one: "[7]", build: func(k kit) Stream[string] {
		return shown(DistinctUntilChanged(k.a, k.opts...))
	}},
	"DistinctUntilChangedFunc": {want: "[1 2 3 4]", one: "[7]", calls: true, build: func(k kit) Stream[string] {
		return shown(DistinctUntilChangedFunc(k.a, func(x, y int) bool { return x == k.f(y) }, k.opts...))
	}},
	"Unique": {want: "[1 2 3 4]", one: "[7]", calls: true, build: func(k kit) Stream[string] { return shown(Unique(k.a, k.f, k.opts...)) }},
	"SlidingWindow": {want: "[[1 2] [2 3] [3 3] [3 4]]", one: "[]", build: func(k kit) Stream[string] {
		return shown(SlidingWindow(k.a, 2, k.opts...))
	}},
	"SlidingWindowPartial": {want: "[[1] [1 2] [2 3] [3 3] [3 4]]", one: "[[7]]", build: func(k kit) Stream[string] {
		return shown(SlidingWindow(k.a, 2, append(k.opts, Partial(true))...))
	}},
	"Partition": {want: "[[1 2] [3 3] [4]]", one: "[[7]]", build: func(k kit) Stream[string] { return shown(Partition(k.a, 2, k.opts...)) }},
	"PartitionTimeout": {want: "[[1 2] [3 3] [4]]", one: "[[7]]", build: func(k kit) Stream[string] {
		return shown(Partition(k.a, 2, append(k.opts, Timeout(time.Hour))...))
	}},
	"PartitionBy": {want: "[[1 3] [2 4] [3]]", one: "[[7]]", calls: true, build: func(k kit) Stream[string] {
		return shown(PartitionBy(k.a, 2, k.parity, k.opts...))
	}},
	"PartitionUnique": {want: "[[1 2] [3 4]]", one: "[[7]]", calls: true, build: func(k kit) Stream[string] {
		return shown(PartitionUnique(k.a, 2, k.f, k.opts...))
	}},
	"Flatten": {want: twice5, one: "[7 7]", whole: true, build: func(k kit) Stream[string] { return shown(Flatten(Map(k.a, doubled), k.opts...)) }},
	"Frequencies": {want: "[map[1:1] map[1:1 2:1] map[1:1 2:1 3:1] map[1:1 2:1 3:2] map[1:1 2:1 3:2 4:1]]", one: "[map[7:1]]", build: func(k kit) Stream[string] {
		return shown(Frequencies(k.a, k.opts...))
	}},
	"Collect": {want: "[[1 2 3 3 4]]", one: "[[7]]", build: func(k kit) Stream[string] { return shown[[]int](Collect(k.a, k.opts...)) }},
	"Latest":  {want: same5, one: "[7]", lossy: true, build: func(k kit) Stream[string] { return shown(Latest(k.a, k.opts...)) }},
	"Buffer":  {want: same5, one: "[7]", build: func(k kit) Stream[string] { return shown(Buffer(k.a, 2, k.opts...)) }},
	"Async": {want: same5, one: "[7]", build: func(k kit) Stream[string] {
		return shown(Async(k.a, func(_ context.Context, in iter.Seq[int], emit func(int) error) error {
			for x := range in {
				_ = emit(x) // what fails below is the sink's to say
			}
			return nil
		}, k.opts...))
	}},
	"MapAsync": {want: same5, one: "[7]", calls: true, build: func(k kit) Stream[string] { return shown(MapAsync(k.a, 3, k.fails, k.opts...)) }},
	"MapAsyncCompletion": {want: same5, one: "[7]", calls: true, build: func(k kit) Stream[string] {
		return shown(MapAsync(k.a, 1, k.fails, append(k.opts, CompletionOrder())...))
	}},
	"RateLimit": {want: same5, one: "[7]", build: func(k kit) Stream[string] { return shown(RateLimit(k.a, time.Microsecond, k.opts...)) }},
	"Delay":     {want: same5, one: "[7]", build: func(k kit) Stream[string] { return shown(Delay(k.a, ms, k.opts...)) }},
	"Debounce":  {want: "[4]", one: "[7]", build: func(k kit) Stream[string] { return shown(Debounce(k.a, time.Hour, k.opts...)) }},
	"TimedWindow": {want: "[[1 2 3 3 4]]", one: "[[7]]", build: func(k kit) Stream[string] {
		return shown(TimedWindow(k.a, time.Hour, k.opts...))
	}},
	"TimedWindowUnique": {want: "[[1 2 3 4]]", one: "[[7]]", calls: true, build: func(k kit) Stream[string] {
		return shown(TimedWindowUnique(k.a, time.Hour, k.f, k.opts...))
	}},
	"GroupByKey": {want: "[1 2 4 7 6]", one: "[7]", calls: true, build: func(k kit) Stream[string] {
		return shown(GroupByKey(k.a, k.parity, sumsOf, k.opts...))
	}},
	"GroupByKeyExpiry": {want: "[1 2 4 7 6]", one: "[7]", calls: true, build: func(k kit) Stream[string] {
		return shown(GroupByKey(k.a, k.parity, sumsOf, append(k.opts, Expiry(time.Hour))...))
	}},
	"Junction": {want: twice5, one: "[7 7]", joins: true, build: func(k kit) Stream[string] {
		j := NewJunction[int](append(k.src, SourceName("tested"))...)
		Break(j, Connect(k.a, j))
		Break(j, Connect(k.b, j))
		return shown(j)
	}},
	"Union": {want: twice5, one: "[7 7]", joins: true, build: func(k kit) Stream[string] { return shown(Union(k.a, k.b)) }},
	"Zip":   {want: pairs5, one: "[{7 7}]", joins: true, build: func(k kit) Stream[string] { return shown(Zip(k.a, k.b, k.opts...)) }},
	"Zip3": {want: "[{1 1 1} {2 2 2} {3 3 3} {3 3 3} {4 4 4}]", one: "[{7 7 7}]", joins: true, build: func(k kit) Stream[string] {
		return shown(Zip3(k.a, k.b, k.a, k.opts...))
	}},
	"Zip4": {want: "[{1 1 1 1} {2 2 2 2} {3 3 3 3} {3 3 3 3} {4 4 4 4}]", one: "[{7 7 7 7}]", joins: true, build: func(k kit) Stream[string] {
		return shown(Zip4(k.a, k.b, k.a, k.b, k.opts...))
	}},
	"ZipN": {want: "[[1 1] [2 2] [3 3] [3 3] [4 4]]", one: "[[7 7]]", joins: true, build: func(k kit) Stream[string] {
		return shown(ZipN([]Stream[int]{k.a, k.b}, k.opts...))
	}},
	"ZipLatest": {want: "[{1 1} {2 1} {3 2} {3 3} {4 3}]", one: "[{7 7}]", joins: true, build: func(k kit) Stream[string] {
		return shown(ZipLatest(k.a, k.b, k.opts...))
	}},
	"CombineLatest": {want: "[{1 1} {2 1} {2 2} {3 2} {3 3} {3 3} {3 3} {4 3} {4 4}]", one: "[{7 7}]", joins: true, build: func(k kit) Stream[string] {
		return shown(CombineLatest(k.a, k.b, k.opts...))
	}},
	"CombineLatest3": {want: "[{1 1 1} {2 2 1} {2 2 2} {3 3 2} {3 3 3} {3 3 3} {3 3 3} {4 4 3} {4 4 4}]", one: "[{7 7 7}]", joins: true, build: func(k kit) Stream[string] {
		return shown(CombineLatest3(k.a, k.a, k.b, append(k.opts, GlitchFree())...))
	}},
	"CombineLatest4": {want: "[{1 1 1 1} {2 2 1 1} {2 2 2 2} {3 3 2 2} {3 3 3 3} {3 3 3 3} {3 3 3 3} {4 4 3 3} {4 4 4 4}]", one: "[{7 7 7 7}]", joins: true, build: func(k kit) Stream[string] {
		return shown(CombineLatest4(k.a, k.a, k.b, k.b, append(k.opts, GlitchFree())...))
	}},
	"MergeByTime": {want: twice5, one: "[7 7]", joins: true, order: true, build: func(k kit) Stream[string] {
		return shown(MergeByTime(each5, []Stream[int]{k.a, k.b}, k.opts...))
	}},
	"JoinWith": {want: "[2 4 6 6 8]", one: "[14]", joins: true, build: func(k kit) Stream[string] {
		return shown(JoinWith(&adder{bound: 10}, []Stream[int]{k.a, k.b}, k.opts...))
	}},
}

func sumsOf(_ int, s Stream[int]) Stream[int] { return Scan(s, func(a, x int) int { return a + x }) }
