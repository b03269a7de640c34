package flow_test

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/streamgage/streamgage/flow"
)

func ExampleUnion() {
	clock := flow.Virtual(start)
	every := func(d time.Duration, name string) flow.Stream[string] {
		return flow.Periodic(d, func(context.Context, time.Time) (string, error) { return name, nil },
			flow.WithClock(clock), flow.Limit(2))
	}
	u := flow.Union(every(2*time.Second, "slow"), every(time.Second, "quick"))
	flow.Sink(u, show)
	fmt.Println(flow.Run(ctx, u))
	// Output:
	// slow
	// quick
	// quick
	// slow
	// <nil>
}

func ExampleZip() {
	names := flow.FromSlice([]string{"a", "b"})
	sizes := flow.FromSlice([]int{1, 2})
	z := flow.Zip(names, sizes)
	flow.Sink(z, show)
	fmt.Println(flow.Run(ctx, z))
	// Output:
	// {a 1}
	// {b 2}
	// <nil>
}

func ExampleZip3() {
	s := flow.FromSlice([]int{1, 2})
	name := flow.Map(s, func(x int) string { return fmt.Sprint("no. ", x) })
	even := flow.Map(s, func(x int) bool { return x%2 == 0 })
	printAll(flow.Zip3(s, name, even))
	// Output:
	// {1 no. 1 false}
	// {2 no. 2 true}
}

func ExampleZip4() {
	a, b := flow.FromSlice([]int{1}), flow.FromSlice([]string{"x"})
	c, d := flow.FromSlice([]bool{true}), flow.FromSlice([]float64{0.5})
	z := flow.Zip4(a, b, c, d)
	flow.Sink(z, show)
	fmt.Println(flow.Run(ctx, z))
	// Output:
	// {1 x true 0.5}
	// <nil>
}

func ExampleZipN() {
	s := flow.FromSlice([]int{1, 2})
	streams := []flow.Stream[int]{s}
	for factor := range 3 {
		streams = append(streams, flow.Map(s, func(x int) int { return x * factor }))
	}
	printAll(flow.ZipN(streams))
	// Output:
	// [1 0 1 2]
	// [2 0 2 4]
}

// Bound limits the number of elements that a Zip holds for each input.
func ExampleBound() {
	s := flow.NewSource[int]()
	late := flow.Filter(s, func(x int) bool { return x > 100 })
	flow.Sink(flow.Zip(s, late, flow.Bound(2)), show)
	for i := range 3 {
		fmt.Println(s.Emit(ctx, i))
	}
	fmt.Println(s.Close(ctx))
	// Output:
	// <nil>
	// <nil>
	// flow: node "zip": full, and waiting could never end
	// <nil>
}

// Orders that arrive before the first rate wait for it.
func ExampleZipLatest() {
	orders, rate := flow.NewSource[string](), flow.NewSource[float64]()
	flow.Sink(flow.ZipLatest(orders, rate), show)
	fmt.Println(orders.Emit(ctx, "first"))
	fmt.Println(rate.Emit(ctx, 1.1))
	fmt.Println(rate.Emit(ctx, 1.2))
	fmt.Println(orders.Emit(ctx, "second"))
	fmt.Println(orders.Close(ctx), rate.Close(ctx))
	// Output:
	// <nil>
	// {first 1.1}
	// <nil>
	// <nil>
	// {second 1.2}
	// <nil>
	// <nil> <nil>
}

func ExampleCombineLatest() {
	price, amount := flow.NewSource[int](), flow.NewSource[int]()
	flow.Sink(flow.CombineLatest(price, amount), show)
	fmt.Println(price.Emit(ctx, 10))
	fmt.Println(amount.Emit(ctx, 1))
	fmt.Println(price.Emit(ctx, 11))
	fmt.Println(price.Close(ctx), amount.Close(ctx))
	// Output:
	// <nil>
	// {10 1}
	// <nil>
	// {11 1}
	// <nil>
	// <nil> <nil>
}

func ExampleCombineLatest3() {
	a, b, c := flow.NewSource[int](), flow.NewSource[int](), flow.NewSource[string]()
	flow.Sink(flow.CombineLatest3(a, b, c), show)
	fmt.Println(a.Emit(ctx, 1), b.Emit(ctx, 10), c.Emit(ctx, "x"), a.Emit(ctx, 2))
	// Output:
	// {1 10 x}
	// {2 10 x}
	// <nil> <nil> <nil> <nil>
}

func ExampleCombineLatest4() {
	s := flow.NewSource[int]()
	half := flow.Map(s, func(x int) int { return x / 2 })
	flow.Sink(flow.CombineLatest4(s, half, s, half), show)
	fmt.Println(s.Emit(ctx, 8))
	// Output:
	// {8 4 8 4}
	// <nil>
}

func ExampleEmitOn() {
	s := flow.FromSlice([]int{1, 2, 3})
	square := flow.Map(s, func(x int) int { return x * x })
	half := flow.Map(s, func(x int) float64 { return float64(x) / 2 })
	// square arrives first, and half triggers the pair, so both are of the same element.
	printAll(flow.CombineLatest(square, half, flow.EmitOn(half)))
	// Output:
	// {1 0.5}
	// {4 1}
	// {9 1.5}
}

// The sum and the product are of the same two numbers. Without GlitchFree, each pair would also be combined with a result of
// the pair before.
func ExampleGlitchFree() {
	pairs := flow.NewSource[[2]int]()
	sum := flow.Map(pairs, func(p [2]int) int { return p[0] + p[1] })
	product := flow.Map(pairs, func(p [2]int) int { return p[0] * p[1] })
	flow.Sink(flow.CombineLatest(sum, product, flow.GlitchFree()), show)
	_ = pairs.Emit(ctx, [2]int{2, 3})
	_ = pairs.Emit(ctx, [2]int{4, 5})
	// Output:
	// {5 6}
	// {9 20}
}

func ExampleMergeByTime() {
	day := func(d int) time.Time { return start.AddDate(0, 0, d) }
	a := flow.FromSlice([]time.Time{day(0), day(3), day(6)})
	b := flow.FromSlice([]time.Time{day(1), day(4)})
	both := flow.MergeByTime(func(t time.Time) time.Time { return t }, []flow.Stream[time.Time]{a, b})
	printAll(flow.Map(both, func(t time.Time) int { return t.Day() }))
	// Output:
	// 1
	// 2
	// 4
	// 5
	// 7
}

// newest is a Joiner that emits the newer one of the latest times of two streams.
type newest struct{ latest [2]time.Time }

func (n *newest) Take(stream int, t time.Time) (time.Time, bool, error) {
	n.latest[stream] = t
	return slices.MaxFunc(n.latest[:], time.Time.Compare), true, nil
}

func (n *newest) End(int) (time.Time, bool, error) { return time.Time{}, false, nil }

// Full returns false, because newest holds no elements.
func (n *newest) Full(int) bool { return false }

// Holds returns 0, because each element is done at once.
func (n *newest) Holds(int) int { return 0 }

// A Joiner may hold elements until elements of other inputs arrive. This one does not.
func ExampleJoinWith() {
	a, b := flow.NewSource[time.Time](), flow.NewSource[time.Time]()
	both := flow.JoinWith(&newest{}, []flow.Stream[time.Time]{a, b})
	flow.Sink(flow.Map(both, time.Time.Day), show)
	for _, err := range []error{a.Emit(ctx, start.AddDate(0, 0, 2)), b.Emit(ctx, start), a.Close(ctx), b.Close(ctx)} {
		fmt.Println(err)
	}
	// Output:
	// 3
	// 3
	// <nil>
	// <nil>
	// <nil>
	// <nil>
}
