package flow

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"
)

var errTest = errors.New("test")

func TestMapCases(t *testing.T) {
	for _, in := range [][]int{{}, {1}, {1, 2, 3}} {
		src := NewSource[int]()
		out := collect(Map(src, func(x int) string { return fmt.Sprint(x * x) }))
		emit(t, src, in...)
		closeOK(t, src)
		var want []string
		for _, x := range in {
			want = append(want, fmt.Sprint(x*x))
		}
		wantValues(t, out.get(), want...)
	}
}

func TestTryMapStopsTheElementAndNamesTheNode(t *testing.T) {
	src := NewSource[int]()
	out := collect(TryMap(src, func(x int) (int, error) {
		if x == 2 {
			return 0, errTest
		}
		return x, nil
	}, Name("parse")))
	emit(t, src, 1)
	err := src.Emit(t.Context(), 2)
	wantError(t, err, errTest)
	wantNode(t, err, "parse")
	emit(t, src, 3) // the stream goes on
	wantValues(t, out.get(), 1, 3)
	closeOK(t, src)
}

func TestPanicIsAnErrorOfItsNode(t *testing.T) {
	src := NewSource[int]()
	m := Map(src, func(x int) int { return 10 / x }, Name("divide"))
	out := collect(m)
	err := src.Emit(t.Context(), 0)
	wantNode(t, err, "divide")
	var p *PanicError
	if !errors.As(err, &p) || len(p.Stack) == 0 {
		t.Fatalf("got %v, want a PanicError with a stack", err)
	}
	emit(t, src, 5) // the guard is free again
	wantValues(t, out.get(), 2)
	closeOK(t, src)
}

func TestMapContextGetsTheEmissionsContext(t *testing.T) {
	type key struct{}
	src := NewSource[int]()
	out := collect(MapContext(src, func(ctx context.Context, x int) (string, error) {
		return fmt.Sprintf("%v %d", ctx.Value(key{}), x), nil
	}))
	if err := src.Emit(context.WithValue(t.Context(), key{}, "request"), 1); err != nil {
		t.Fatal(err)
	}
	wantValues(t, out.get(), "request 1")
	closeOK(t, src)
}

func TestAccumulate(t *testing.T) {
	src := NewSource[int]()
	out := collect(Accumulate(src, 100, func(sum, x int) int { return sum + x }))
	emit(t, src, 1, 2, 3)
	wantValues(t, out.get(), 101, 103, 106)
	closeOK(t, src)
}

func TestFilter(t *testing.T) {
	src := NewSource[int]()
	out := collect(Filter(src, func(x int) bool { return x%3 == 0 }))
	emit(t, src, 1, 2, 3, 4, 5, 6)
	wantValues(t, out.get(), 3, 6)
	closeOK(t, src)
}

func TestSlidingWindow(t *testing.T) {
	for _, c := range []struct {
		n       int
		partial bool
		want    string
	}{
		{1, false, "[[1] [2] [3] [4] [5]]"},
		{2, false, "[[1 2] [2 3] [3 4] [4 5]]"},
		{3, false, "[[1 2 3] [2 3 4] [3 4 5]]"},
		{3, true, "[[1] [1 2] [1 2 3] [2 3 4] [3 4 5]]"},
		{6, false, "[]"},
	} {
		src := NewSource[int]()
		out := collect(SlidingWindow(src, c.n, Partial(c.partial)))
		emit(t, src, 1, 2, 3, 4, 5)
		closeOK(t, src)
		if got := fmt.Sprint(out.get()); got != c.want {
			t.Errorf("n=%d partial=%v: got %s, want %s", c.n, c.partial, got, c.want)
		}
	}
}

func TestMisusePanics(t *testing.T) {
	src := NewSource[int]()
	wantPanic(t, "flow.SlidingWindow: n must be positive, got 0", func() { SlidingWindow(src, 0) })
	wantPanic(t, "flow.Map: the function must not be nil", func() { Map[int, int](src, nil) })
	wantPanic(t, "flow.Buffer: n must be positive, got -1", func() { Buffer(src, -1) })
	wantPanic(t, "flow.RateLimit: the interval must not be negative, got -1s", func() { RateLimit(src, -time.Second) })
	wantPanic(t, "flow.Periodic: the interval must be positive, got 0s", func() {
		Periodic(0, func(context.Context, time.Time) (int, error) { return 0, nil })
	})
	wantPanic(t, "flow.Map: does not take the option Partial", func() {
		Map(src, func(x int) int { return x }, Partial(true))
	})
	wantPanic(t, "flow: map: the stream must not be nil", func() { Map(nil, identity[int]) })
	wantPanic(t, "flow: delay: the stream must not be nil", func() { Delay[int](nil, time.Second) })
	wantPanic(t, "flow: join: the stream must not be nil", func() { Zip[int, int](src, nil) })
	wantPanic(t, "flow.Limit: must be positive, got 0", func() { Limit(0) })
	wantPanic(t, "flow.NewSource: Limit and For are for self-driven sources", func() { NewSource[int](Limit(1)) })
	closeOK(t, src)
}

func TestUnionOfOneSourceKeepsSubscriptionOrder(t *testing.T) {
	src := NewSource[int]()
	out := collect(Union[int](Map(src, func(x int) int { return x * 10 }), src))
	emit(t, src, 1, 2)
	wantValues(t, out.get(), 10, 1, 20, 2)
	closeOK(t, src)
}

func TestUnionEndsWithItsLastInput(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	r := To(Union[int](a, b), &receiver[int]{})
	emit(t, a, 1)
	closeOK(t, a)
	emit(t, b, 2)
	if got := fmt.Sprint(r.log); got != "[1 2]" {
		t.Fatalf("before the second Close: %s", got)
	}
	closeOK(t, b)
	if got := fmt.Sprint(r.log); got != "[1 2 close]" {
		t.Fatalf("after it: %s", got)
	}
}

func TestZipPairsInOrder(t *testing.T) {
	a, b := NewSource[int](), NewSource[string]()
	out := collect(Zip(a, b))
	emit(t, a, 1, 2)
	emit(t, b, "x")
	emit(t, b, "y", "z")
	emit(t, a, 3)
	wantValues(t, out.get(), Pair[int, string]{1, "x"}, Pair[int, string]{2, "y"}, Pair[int, string]{3, "z"})
	closeOK(t, a)
	closeOK(t, b)
}

func TestZipWithItself(t *testing.T) {
	src := NewSource[int]()
	out := collect(Zip(src, src))
	emit(t, src, 1, 2)
	wantValues(t, out.get(), Pair[int, int]{1, 1}, Pair[int, int]{2, 2})
	closeOK(t, src)
}

func TestZipFullWaitsForTheOtherSide(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	out := collect(Zip(a, b, Bound(2)))
	emit(t, a, 1, 2)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	err := a.Emit(ctx, 3)
	wantError(t, err, context.DeadlineExceeded)
	wantNode(t, err, "zip")

	emitted := make(chan error)
	go func() { emitted <- a.Emit(t.Context(), 4) }()
	time.Sleep(5 * time.Millisecond)
	emit(t, b, 10) // makes room
	if err := <-emitted; err != nil {
		t.Fatal(err)
	}
	emit(t, b, 20, 40)
	wantValues(t, out.get(), Pair[int, int]{1, 10}, Pair[int, int]{2, 20}, Pair[int, int]{4, 40})
	closeOK(t, a)
	closeOK(t, b)
}

func TestZipOfOneSourceFailsWhenFull(t *testing.T) {
	src := NewSource[int]()
	out := collect(Zip(src, Filter(src, func(x int) bool { return x > 3 }), Bound(2)))
	emit(t, src, 1, 2)
	wantError(t, src.Emit(t.Context(), 3), ErrFull)
	wantValues(t, out.get())
	closeOK(t, src)
}

func TestZipDoesNotWaitForASideThatHasEnded(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	out := collect(Zip(a, b, Bound(1)))
	emit(t, b, 1)
	closeOK(t, b)
	emit(t, a, 1, 2, 3, 4) // 2, 3 and 4 have no partner
	wantValues(t, out.get(), Pair[int, int]{1, 1})
	closeOK(t, a)
}

func TestZipEndLetsAWaitingEmitterGo(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	out := collect(Zip(a, b, Bound(1)))
	emit(t, a, 1)
	emitted := make(chan error)
	go func() { emitted <- a.Emit(t.Context(), 2) }()
	time.Sleep(5 * time.Millisecond)
	emit(t, b, 1)
	if err := <-emitted; err != nil {
		t.Fatal(err)
	}
	go func() { emitted <- a.Emit(t.Context(), 3) }()
	time.Sleep(5 * time.Millisecond)
	closeOK(t, b)
	if err := <-emitted; err != nil { // 3 can have no partner any more
		t.Fatal(err)
	}
	closeOK(t, a)
	wantValues(t, out.get(), Pair[int, int]{1, 1})
}
