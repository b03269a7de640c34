package flow

import (
	"context"
	"math"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

func TestPartition(t *testing.T) {
	for _, c := range []struct {
		n    int
		in   []int
		want string
	}{
		{2, nil, "[]"},
		{2, []int{1}, "[[1]]"},
		{2, []int{1, 2}, "[[1 2]]"},
		{2, []int{1, 2, 3}, "[[1 2] [3]]"},
		{1, []int{1, 2}, "[[1] [2]]"},
	} {
		src := NewSource[int]()
		out := collect(Partition(src, c.n))
		emit(t, src, c.in...)
		mustClose(t, src)
		wantPrinted(t, out, c.want)
	}
}

func TestPartitionLargerThanInitialCapacity(t *testing.T) {
	src := NewSource[int]()
	out := collect(Partition(src, 3000))
	for i := range 3001 {
		emit(t, src, i)
	}
	mustClose(t, src)
	if got := out.get(); len(got) != 2 || len(got[0]) != 3000 || got[0][2999] != 2999 || len(got[1]) != 1 {
		t.Fatal(len(got))
	}
}

func TestPartitionBy(t *testing.T) {
	src := NewSource[int]()
	out := collect(PartitionBy(src, 2, func(x int) int { return x % 3 }))
	emit(t, src, 0, 1, 2, 3, 5, 7, 4)
	mustClose(t, src)
	wantPrinted(t, out, "[[0 3] [2 5] [1 7] [4]]")
}

func TestPartitionByFlushOrder(t *testing.T) {
	src := NewSource[int]()
	out := collect(PartitionBy(src, 9, func(x int) int { return x % 5 }))
	emit(t, src, 4, 2, 0, 3, 1, 9)
	mustClose(t, src)
	wantPrinted(t, out, "[[4 9] [2] [0] [3] [1]]")
}

func TestPartitionByMaxKeys(t *testing.T) {
	src := NewSource[int]()
	out := collect(PartitionBy(src, 2, identity[int], MaxKeys(2)))
	emit(t, src, 1, 2, 3, 2, 3)
	wantPrinted(t, out, "[[1] [2 2] [3 3]]")
	mustClose(t, src)
}

func TestPartitionByNaN(t *testing.T) {
	src := NewSource[float64]()
	out := collect(PartitionBy(src, 2, identity[float64], MaxKeys(3)))
	emit(t, src, math.NaN(), 1, math.NaN(), 1)
	mustClose(t, src)
	wantPrinted(t, out, "[[1 1] [NaN] [NaN]]")
}

// A slice is emitted when it is full, or 30 ms after its first element.
func TestPartitionTimeoutTrace(t *testing.T) {
	clock := Virtual(epoch)
	s := scheduled(clock, 200, []int{0, 10, 40, 45, 50, 70, 100, 190}, 1, 2, 3, 4, 5, 6, 7, 8)
	// [1 2] is due at 30. [3 4 5] is full at 50. [6] is due at 100, when 7 arrives: the timer goes first. [7] is due at 130. The
	// end of the stream emits [8].
	wantTrace(t, trace(t, clock, Partition(s, 3, Timeout(30*ms))), "30:[1 2] 50:[3 4 5] 100:[6] 130:[7] 200:[8]")
}

func TestPartitionByTimeoutTrace(t *testing.T) {
	clock := Virtual(epoch)
	s := scheduled(clock, 100, []int{0, 10, 20, 45}, 1, 2, 3, 5)
	// Odd: 1 at 0 and 3 at 20 are due at 30; 5 at 45 is due at 75. Even: 2 at 10 is due at 40.
	odd := func(x int) bool { return x%2 == 1 }
	wantTrace(t, trace(t, clock, PartitionBy(s, 3, odd, Timeout(30*ms))), "30:[1 3] 40:[2] 75:[5]")
}

// The node downstream is busy until 101. Nevertheless 4, which arrives at 35, is not in the slice of 3, which is due at 35.
func TestPartitionTimeoutUsesArrivalTime(t *testing.T) {
	clock := Virtual(epoch)
	s := scheduled(clock, 40, []int{0, 1, 5, 35}, 1, 2, 3, 4)
	wantTrace(t, trace(t, clock, RateLimit(Partition(s, 2, Timeout(30*ms)), 100*ms)), "1:[1 2] 101:[3] 201:[4]")
}

func TestPartitionTimeoutOnRealClock(t *testing.T) {
	src := NewSource[int]()
	out := collect(Partition(src, 10, Timeout(5*ms)))
	emit(t, src, 1, 2)
	check.Eventually(t, "the slice", func() bool { return len(out.get()) > 0 })
	wantPrinted(t, out, "[[1 2]]")
	mustClose(t, src)
}

func TestPartitionByPanicInKeyFunction(t *testing.T) {
	for name, opts := range map[string][]NodeOption{"at once": nil, "timed": {Timeout(time.Hour)}} {
		t.Run(name, func(t *testing.T) {
			src, acks := NewSource[int](), &ledger{}
			out := collect(PartitionBy(src, 2, func(x int) int { return 1 / x }, append(opts, Name("k"))...))
			emitAcked(t, src, acks, 1)
			err := src.EmitAck(t.Context(), 0, acks.ack(0))
			if err == nil {
				check.Eventually(t, "an Ack", func() bool { return acks.count() > 0 })
				err = src.Close(t.Context())
			}
			wantNode(t, err, "k")
			_ = src.Close(t.Context())
			wantPrinted(t, out, "[[1]]")
			acks.want(t, 0, 1)
			if acks.fired[0][0] == nil || acks.fired[1][0] != nil {
				t.Fatal(acks.fired)
			}
		})
	}
}

func TestPartitionCloseTimeoutNacks(t *testing.T) {
	src, acks := NewSource[int](), &ledger{}
	Sink(Partition(src, 2, Timeout(time.Hour)), func(ctx context.Context, _ []int) error { <-ctx.Done(); return ctx.Err() })
	emitAcked(t, src, acks, 1, 2, 3)
	ctx, cancel := context.WithTimeout(t.Context(), 10*ms)
	defer cancel()
	check.Error(t, src.Close(ctx), ErrNotDrained)
	acks.want(t, 1, 2, 3)
	for i := 1; i <= 3; i++ {
		if acks.fired[i][0] == nil {
			t.Errorf("element %d was acked although it was not done", i)
		}
	}
}

func TestPartitionMisuse(t *testing.T) {
	src := NewSource[int]()
	check.PanicsWith(t, "flow.Partition: n must be positive, got 0", func() { Partition(src, 0) })
	check.PanicsWith(t, "flow.PartitionUnique: n must be positive, got -1", func() { PartitionUnique(src, -1, identity[int]) })
	check.PanicsWith(t, "flow.Timeout: the interval must be positive, got 0s", func() { Timeout(0) })
}

// With Timeout the errors of the slices that the end of the stream emits are returned by Close, as without.
func TestPartitionReturnsErrorsOfTheEnd(t *testing.T) {
	for name, opts := range map[string][]NodeOption{"without timeout": nil, "with timeout": {Timeout(time.Hour)}} {
		t.Run(name, func(t *testing.T) {
			src := NewSource[int]()
			Sink(Partition(src, 10, opts...), func(context.Context, []int) error { return errTest })
			emit(t, src, 1)
			check.Error(t, src.Close(t.Context()), errTest)
		})
	}
}
