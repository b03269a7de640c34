package flow

import (
	"context"
	"fmt"
	"iter"
	"time"
)

// nodeInputs are the inputs, function and options that a node of the standard cases is built from.
type nodeInputs struct {
	a, b       Stream[int]
	f          func(int) int  // the node's function calls it with each element; it returns the element
	opts       []NodeOption   // the options of the node
	sourceOpts []SourceOption // the options of a junction
}

// standardNode is a node with its expected output for the input 1 2 3 3 4.
type standardNode struct {
	build       func(in nodeInputs) Stream[string]
	want        string
	wantSingle  string // expected output for the input 7
	twoInputs   bool   // it has two inputs: each element is emitted by a, and then by b
	callsFunc   bool   // it calls f with each element, possibly except the first
	lossy       bool   // which elements it drops depends on timing; it always emits the last
	sortedInput bool   // each input must be sorted
	abortsRest  bool   // it emits several values for an element, and stops at the first that fails downstream
}

// printed converts each element to its text.
func printed[A any](s Stream[A]) Stream[string] {
	return Map(s, func(v A) string { return fmt.Sprint(v) }, Name("printed"))
}

func (in nodeInputs) mapContext(_ context.Context, x int) (int, error) { return in.f(x), nil }

func (in nodeInputs) odd(x int) bool { return in.f(x)%2 == 1 }

func (in nodeInputs) parity(x int) int { return in.f(x) % 2 }

func (in nodeInputs) add(sum, x int) int { return sum + in.f(x) }

func twoOf(x int) []int { return []int{x, x} }

func elementTime(x int) time.Time { return epoch.Add(time.Duration(x) * time.Second) }

const (
	sameElements = "[1 2 3 3 4]"
	runningSums  = "[1 3 6 9 13]"
	eachTwice    = "[1 1 2 2 3 3 3 3 4 4]"
	equalPairs   = "[{1 1} {2 2} {3 3} {3 3} {4 4}]"
)

// standardNodes are all nodes that emit elements.
var standardNodes = map[string]standardNode{
	"Map": {want: sameElements, wantSingle: "[7]", callsFunc: true, build: func(in nodeInputs) Stream[string] { return printed(Map(in.a, in.f, in.opts...)) }},
	"TryMap": {want: sameElements, wantSingle: "[7]", callsFunc: true, build: func(in nodeInputs) Stream[string] {
		return printed(TryMap(in.a, func(x int) (int, error) { return in.f(x), nil }, in.opts...))
	}},
	"MapContext": {want: sameElements, wantSingle: "[7]", callsFunc: true, build: func(in nodeInputs) Stream[string] {
		return printed(MapContext(in.a, in.mapContext, in.opts...))
	}},
	"Map2": {want: "[2 4 6 6 8]", wantSingle: "[14]", callsFunc: true, build: func(in nodeInputs) Stream[string] {
		pairs := Map(in.a, func(x int) Pair[int, int] { return Pair[int, int]{x, x} })
		return printed(Map2(pairs, func(x, y int) int { return in.f(x) + y }, in.opts...))
	}},
	"Transform": {want: "[1 2 3 3 4 end]", wantSingle: "[7 end]", callsFunc: true, build: func(in nodeInputs) Stream[string] {
		return Transform(in.a, func(_ context.Context, x int, emit func(string) error) error {
			return emit(fmt.Sprint(in.f(x)))
		}, func(_ context.Context, emit func(string) error) error { return emit("end") }, in.opts...)
	}},
	"Filter": {want: "[1 3 3]", wantSingle: "[7]", callsFunc: true, build: func(in nodeInputs) Stream[string] { return printed(Filter(in.a, in.odd, in.opts...)) }},
	"Remove": {want: "[2 4]", wantSingle: "[]", callsFunc: true, build: func(in nodeInputs) Stream[string] { return printed(Remove(in.a, in.odd, in.opts...)) }},
	"Accumulate": {want: runningSums, wantSingle: "[7]", callsFunc: true, build: func(in nodeInputs) Stream[string] {
		return printed(Accumulate(in.a, 0, in.add, in.opts...))
	}},
	"TryAccumulate": {want: runningSums, wantSingle: "[7]", callsFunc: true, build: func(in nodeInputs) Stream[string] {
		return printed(TryAccumulate(in.a, 0, func(s, x int) (int, error) { return in.add(s, x), nil }, in.opts...))
	}},
	"AccumulateState": {want: "[0 1 3 6 9]", wantSingle: "[0]", callsFunc: true, build: func(in nodeInputs) Stream[string] {
		return printed(AccumulateState(in.a, 0, func(s, x int) (int, int) { return in.add(s, x), s }, in.opts...))
	}},
	"Scan":  {want: runningSums, wantSingle: "[7]", callsFunc: true, build: func(in nodeInputs) Stream[string] { return printed(Scan(in.a, in.add, in.opts...)) }},
	"Slice": {want: "[2 3]", wantSingle: "[]", build: func(in nodeInputs) Stream[string] { return printed(Slice(in.a, 1, End, 2, in.opts...)) }},
	"DistinctUntilChanged": {want: "[1 2 3 4]", wantSingle: "[7]", build: func(in nodeInputs) Stream[string] {
		return printed(DistinctUntilChanged(in.a, in.opts...))
	}},
	"DistinctUntilChangedFunc": {want: "[1 2 3 4]", wantSingle: "[7]", callsFunc: true, build: func(in nodeInputs) Stream[string] {
		return printed(DistinctUntilChangedFunc(in.a, func(x, y int) bool { return x == in.f(y) }, in.opts...))
	}},
	"Unique": {want: "[1 2 3 4]", wantSingle: "[7]", callsFunc: true, build: func(in nodeInputs) Stream[string] { return printed(Unique(in.a, in.f, in.opts...)) }},
	"SlidingWindow": {want: "[[1 2] [2 3] [3 3] [3 4]]", wantSingle: "[]", build: func(in nodeInputs) Stream[string] {
		return printed(SlidingWindow(in.a, 2, in.opts...))
	}},
	"SlidingWindowPartial": {want: "[[1] [1 2] [2 3] [3 3] [3 4]]", wantSingle: "[[7]]", build: func(in nodeInputs) Stream[string] {
		return printed(SlidingWindow(in.a, 2, append(in.opts, Partial(true))...))
	}},
	"Partition": {want: "[[1 2] [3 3] [4]]", wantSingle: "[[7]]", build: func(in nodeInputs) Stream[string] { return printed(Partition(in.a, 2, in.opts...)) }},
	"PartitionTimeout": {want: "[[1 2] [3 3] [4]]", wantSingle: "[[7]]", build: func(in nodeInputs) Stream[string] {
		return printed(Partition(in.a, 2, append(in.opts, Timeout(time.Hour))...))
	}},
	"PartitionBy": {want: "[[1 3] [2 4] [3]]", wantSingle: "[[7]]", callsFunc: true, build: func(in nodeInputs) Stream[string] {
		return printed(PartitionBy(in.a, 2, in.parity, in.opts...))
	}},
	"PartitionUnique": {want: "[[1 2] [3 4]]", wantSingle: "[[7]]", callsFunc: true, build: func(in nodeInputs) Stream[string] {
		return printed(PartitionUnique(in.a, 2, in.f, in.opts...))
	}},
	"Flatten": {want: eachTwice, wantSingle: "[7 7]", abortsRest: true, build: func(in nodeInputs) Stream[string] { return printed(Flatten(Map(in.a, twoOf), in.opts...)) }},
	"Frequencies": {want: "[map[1:1] map[1:1 2:1] map[1:1 2:1 3:1] map[1:1 2:1 3:2] map[1:1 2:1 3:2 4:1]]", wantSingle: "[map[7:1]]", build: func(in nodeInputs) Stream[string] {
		return printed(Frequencies(in.a, in.opts...))
	}},
	"Collect": {want: "[[1 2 3 3 4]]", wantSingle: "[[7]]", build: func(in nodeInputs) Stream[string] { return printed[[]int](Collect(in.a, in.opts...)) }},
	"Latest":  {want: sameElements, wantSingle: "[7]", lossy: true, build: func(in nodeInputs) Stream[string] { return printed(Latest(in.a, in.opts...)) }},
	"Buffer":  {want: sameElements, wantSingle: "[7]", build: func(in nodeInputs) Stream[string] { return printed(Buffer(in.a, 2, in.opts...)) }},
	"Async": {want: sameElements, wantSingle: "[7]", build: func(in nodeInputs) Stream[string] {
		return printed(Async(in.a, func(_ context.Context, elements iter.Seq[int], emit func(int) error) error {
			for x := range elements {
				_ = emit(x) // a sink reports its own error
			}
			return nil
		}, in.opts...))
	}},
	"MapAsync": {want: sameElements, wantSingle: "[7]", callsFunc: true, build: func(in nodeInputs) Stream[string] { return printed(MapAsync(in.a, 3, in.mapContext, in.opts...)) }},
	"MapAsyncCompletion": {want: sameElements, wantSingle: "[7]", callsFunc: true, build: func(in nodeInputs) Stream[string] {
		return printed(MapAsync(in.a, 1, in.mapContext, append(in.opts, CompletionOrder())...))
	}},
	"RateLimit": {want: sameElements, wantSingle: "[7]", build: func(in nodeInputs) Stream[string] { return printed(RateLimit(in.a, time.Microsecond, in.opts...)) }},
	"Delay":     {want: sameElements, wantSingle: "[7]", build: func(in nodeInputs) Stream[string] { return printed(Delay(in.a, ms, in.opts...)) }},
	"Debounce":  {want: "[4]", wantSingle: "[7]", build: func(in nodeInputs) Stream[string] { return printed(Debounce(in.a, time.Hour, in.opts...)) }},
	"TimedWindow": {want: "[[1 2 3 3 4]]", wantSingle: "[[7]]", build: func(in nodeInputs) Stream[string] {
		return printed(TimedWindow(in.a, time.Hour, in.opts...))
	}},
	"TimedWindowUnique": {want: "[[1 2 3 4]]", wantSingle: "[[7]]", callsFunc: true, build: func(in nodeInputs) Stream[string] {
		return printed(TimedWindowUnique(in.a, time.Hour, in.f, in.opts...))
	}},
	"GroupByKey": {want: "[1 2 4 7 6]", wantSingle: "[7]", callsFunc: true, build: func(in nodeInputs) Stream[string] {
		return printed(GroupByKey(in.a, in.parity, sumPerKey, in.opts...))
	}},
	"GroupByKeyExpiry": {want: "[1 2 4 7 6]", wantSingle: "[7]", callsFunc: true, build: func(in nodeInputs) Stream[string] {
		return printed(GroupByKey(in.a, in.parity, sumPerKey, append(in.opts, Expiry(time.Hour))...))
	}},
	"Junction": {want: eachTwice, wantSingle: "[7 7]", twoInputs: true, build: func(in nodeInputs) Stream[string] {
		j := NewJunction[int](append(in.sourceOpts, SourceName("tested"))...)
		AddBuildError(j, Connect(in.a, j))
		AddBuildError(j, Connect(in.b, j))
		return printed(j)
	}},
	"Union": {want: eachTwice, wantSingle: "[7 7]", twoInputs: true, build: func(in nodeInputs) Stream[string] { return printed(Union(in.a, in.b)) }},
	"Zip":   {want: equalPairs, wantSingle: "[{7 7}]", twoInputs: true, build: func(in nodeInputs) Stream[string] { return printed(Zip(in.a, in.b, in.opts...)) }},
	"Zip3": {want: "[{1 1 1} {2 2 2} {3 3 3} {3 3 3} {4 4 4}]", wantSingle: "[{7 7 7}]", twoInputs: true, build: func(in nodeInputs) Stream[string] {
		return printed(Zip3(in.a, in.b, in.a, in.opts...))
	}},
	"Zip4": {want: "[{1 1 1 1} {2 2 2 2} {3 3 3 3} {3 3 3 3} {4 4 4 4}]", wantSingle: "[{7 7 7 7}]", twoInputs: true, build: func(in nodeInputs) Stream[string] {
		return printed(Zip4(in.a, in.b, in.a, in.b, in.opts...))
	}},
	"ZipN": {want: "[[1 1] [2 2] [3 3] [3 3] [4 4]]", wantSingle: "[[7 7]]", twoInputs: true, build: func(in nodeInputs) Stream[string] {
		return printed(ZipN([]Stream[int]{in.a, in.b}, in.opts...))
	}},
	"ZipLatest": {want: "[{1 1} {2 1} {3 2} {3 3} {4 3}]", wantSingle: "[{7 7}]", twoInputs: true, build: func(in nodeInputs) Stream[string] {
		return printed(ZipLatest(in.a, in.b, in.opts...))
	}},
	"CombineLatest": {want: "[{1 1} {2 1} {2 2} {3 2} {3 3} {3 3} {3 3} {4 3} {4 4}]", wantSingle: "[{7 7}]", twoInputs: true, build: func(in nodeInputs) Stream[string] {
		return printed(CombineLatest(in.a, in.b, in.opts...))
	}},
	"CombineLatest3": {want: "[{1 1 1} {2 2 1} {2 2 2} {3 3 2} {3 3 3} {3 3 3} {3 3 3} {4 4 3} {4 4 4}]", wantSingle: "[{7 7 7}]", twoInputs: true, build: func(in nodeInputs) Stream[string] {
		return printed(CombineLatest3(in.a, in.a, in.b, append(in.opts, GlitchFree())...))
	}},
	"CombineLatest4": {want: "[{1 1 1 1} {2 2 1 1} {2 2 2 2} {3 3 2 2} {3 3 3 3} {3 3 3 3} {3 3 3 3} {4 4 3 3} {4 4 4 4}]", wantSingle: "[{7 7 7 7}]", twoInputs: true, build: func(in nodeInputs) Stream[string] {
		return printed(CombineLatest4(in.a, in.a, in.b, in.b, append(in.opts, GlitchFree())...))
	}},
	"MergeByTime": {want: eachTwice, wantSingle: "[7 7]", twoInputs: true, sortedInput: true, build: func(in nodeInputs) Stream[string] {
		return printed(MergeByTime(elementTime, []Stream[int]{in.a, in.b}, in.opts...))
	}},
	"JoinWith": {want: "[2 4 6 6 8]", wantSingle: "[14]", twoInputs: true, build: func(in nodeInputs) Stream[string] {
		return printed(JoinWith(&adder{bound: 10}, []Stream[int]{in.a, in.b}, in.opts...))
	}},
}

func sumPerKey(_ int, s Stream[int]) Stream[int] { return Scan(s, func(a, x int) int { return a + x }) }
