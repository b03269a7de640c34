package flow

import (
	"context"
	"fmt"
	"math"
	"testing"
	"time"
)

func show[T any](c *collected[T]) string { return fmt.Sprint(c.get()) }

func wantShown[T any](t *testing.T, c *collected[T], want string) {
	t.Helper()
	if got := show(c); got != want {
		t.Fatalf("got  %s\nwant %s", got, want)
	}
}

const ms = time.Millisecond

// script emits each element at its time, in ms after the epoch, then ends at the time given last.
func script[T any](clock Clock, end int, at []int, values ...T) Stream[T] {
	return FromFunc(func(ctx context.Context, emit func(T) error) error {
		until := func(at int) error { return clock.Sleep(ctx, epoch.Add(time.Duration(at)*ms).Sub(clock.Now())) }
		for i, v := range values {
			if err := until(at[i]); err != nil {
				return err
			}
			if err := emit(v); err != nil {
				return err
			}
		}
		return until(end)
	}, WithClock(clock))
}

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
		closeOK(t, src)
		wantShown(t, out, c.want)
	}
}

func TestPartitionLargerThanItsFirstRoom(t *testing.T) {
	src := NewSource[int]()
	out := collect(Partition(src, 3000))
	for i := range 3001 {
		emit(t, src, i)
	}
	closeOK(t, src)
	if got := out.get(); len(got) != 2 || len(got[0]) != 3000 || got[0][2999] != 2999 || len(got[1]) != 1 {
		t.Fatal(len(got))
	}
}

func TestPartitionBy(t *testing.T) {
	src := NewSource[int]()
	out := collect(PartitionBy(src, 2, func(x int) int { return x % 3 }))
	emit(t, src, 0, 1, 2, 3, 5, 7, 4)
	closeOK(t, src)
	wantShown(t, out, "[[0 3] [2 5] [1 7] [4]]")
}

func TestPartitionByFlushesInTheOrderInWhichPartitionsWereBegun(t *testing.T) {
	src := NewSource[int]()
	out := collect(PartitionBy(src, 9, func(x int) int { return x % 5 }))
	emit(t, src, 4, 2, 0, 3, 1, 9)
	closeOK(t, src)
	wantShown(t, out, "[[4 9] [2] [0] [3] [1]]")
}

func TestPartitionByMaxKeys(t *testing.T) {
	src := NewSource[int]()
	out := collect(PartitionBy(src, 2, identity[int], MaxKeys(2)))
	emit(t, src, 1, 2, 3, 2, 3)
	wantShown(t, out, "[[1] [2 2] [3 3]]")
	closeOK(t, src)
}

func TestPartitionByNaN(t *testing.T) {
	src := NewSource[float64]()
	out := collect(PartitionBy(src, 2, identity[float64], MaxKeys(3)))
	emit(t, src, math.NaN(), 1, math.NaN(), 1)
	closeOK(t, src)
	wantShown(t, out, "[[1 1] [NaN] [NaN]]")
}

// The times are those of the first element of each slice plus 30.
func TestPartitionTimeoutTrace(t *testing.T) {
	c := Virtual(epoch)
	s := script(c, 200, []int{0, 10, 40, 45, 50, 70, 100, 190}, 1, 2, 3, 4, 5, 6, 7, 8)
	// 1 2 are due at 30; 3 4 5 are full at 50; 6 is due at 100, where 7 comes: the timer goes first; 7 is due at 130;
	// 8 comes out with the end.
	wantTrace(t, trace(t, c, Partition(s, 3, Timeout(30*ms))), "30:[1 2] 50:[3 4 5] 100:[6] 130:[7] 200:[8]")
}

func TestPartitionByTimeoutTrace(t *testing.T) {
	c := Virtual(epoch)
	s := script(c, 100, []int{0, 10, 20, 45}, 1, 2, 3, 5)
	// odd: 1 at 0 and 3 at 20, due at 30, again 5 at 45, due at 75; even: 2 at 10, due at 40.
	odd := func(x int) bool { return x%2 == 1 }
	wantTrace(t, trace(t, c, PartitionBy(s, 3, odd, Timeout(30*ms))), "30:[1 3] 40:[2] 75:[5]")
}

// What is below is busy until 100: the element that came at 35 still does not get into the slice that was due at 30.
func TestPartitionTimeoutGoesByWhenElementsCame(t *testing.T) {
	c := Virtual(epoch)
	s := script(c, 40, []int{0, 1, 5, 35}, 1, 2, 3, 4)
	wantTrace(t, trace(t, c, RateLimit(Partition(s, 2, Timeout(30*ms)), 100*ms)), "1:[1 2] 101:[3] 201:[4]")
}

func TestPartitionTimeoutOnTheRealClock(t *testing.T) {
	src := NewSource[int]()
	out := collect(Partition(src, 10, Timeout(5*ms)))
	emit(t, src, 1, 2)
	for range 1000 {
		if len(out.get()) > 0 {
			break
		}
		time.Sleep(ms)
	}
	wantShown(t, out, "[[1 2]]")
	closeOK(t, src)
}

func TestPartitionKeyThatPanics(t *testing.T) {
	for name, opts := range map[string][]NodeOption{"at once": nil, "timed": {Timeout(time.Hour)}} {
		t.Run(name, func(t *testing.T) {
			src, l := NewSource[int](), &ledger{}
			out := collect(PartitionBy(src, 2, func(x int) int { return 1 / x }, append(opts, Name("k"))...))
			emitAcked(t, src, l, 1)
			err := src.EmitAck(t.Context(), 0, l.ack(0))
			if err == nil {
				for range 1000 {
					if l.count() > 0 {
						break
					}
					time.Sleep(ms)
				}
				err = src.Close(t.Context())
			}
			wantNode(t, err, "k")
			_ = src.Close(t.Context())
			wantShown(t, out, "[[1]]")
			l.want(t, 0, 1)
			if l.fired[0][0] == nil || l.fired[1][0] != nil {
				t.Fatal(l.fired)
			}
		})
	}
}

func TestAckOfAPartition(t *testing.T) {
	for name, opts := range map[string][]NodeOption{"at once": nil, "timed": {Timeout(time.Hour)}} {
		t.Run(name, func(t *testing.T) {
			src, l := NewSource[int](), &ledger{}
			collect(Partition(src, 2, opts...))
			emitAcked(t, src, l, 1)
			time.Sleep(ms)
			l.want(t)
			emitAcked(t, src, l, 2, 3)
			closeOK(t, src)
			l.want(t, 1, 2, 3)
		})
	}
}

// A panic below must not keep Acks from firing.
func TestAckOfAPartitionWithAPanicBelow(t *testing.T) {
	src, l := NewSource[int](), &ledger{}
	Sink(Partition(src, 2), func(context.Context, []int) error { panic("below") })
	emitAcked(t, src, l, 1)
	if err := src.EmitAck(t.Context(), 2, l.ack(2)); err == nil {
		t.Fatal("the panic was not returned")
	}
	l.want(t, 1, 2)
	if l.fired[1][0] == nil || l.fired[2][0] == nil {
		t.Fatal(l.fired)
	}
	closeOK(t, src)
}

func TestPartitionCloseOutOfTimeNacks(t *testing.T) {
	src, l := NewSource[int](), &ledger{}
	Sink(Partition(src, 2, Timeout(time.Hour)), func(ctx context.Context, _ []int) error { <-ctx.Done(); return ctx.Err() })
	emitAcked(t, src, l, 1, 2, 3)
	ctx, cancel := context.WithTimeout(t.Context(), 10*ms)
	defer cancel()
	wantError(t, src.Close(ctx), ErrNotDrained)
	l.want(t, 1, 2, 3)
	for i := 1; i <= 3; i++ {
		if l.fired[i][0] == nil {
			t.Errorf("element %d was acked, though it was not done", i)
		}
	}
}

func TestPartitionUnique(t *testing.T) {
	for _, c := range []struct {
		opts []NodeOption
		want string
	}{
		{nil, "[[1 2 3] [3 2]]"},
		{[]NodeOption{KeepLast()}, "[[2 1 3] [3 2]]"},
	} {
		src, l := NewSource[int](), &ledger{}
		out := collect(PartitionUnique(src, 3, identity[int], c.opts...))
		for i, v := range []int{1, 2, 1, 3, 3, 3, 2} {
			if err := src.EmitAck(t.Context(), v, l.ack(i)); err != nil {
				t.Fatal(err)
			}
		}
		if l.count() != 5 { // all but the last 3 of the three, or the first of them, and 2
			t.Fatal(l.fired)
		}
		closeOK(t, src)
		wantShown(t, out, c.want)
		l.want(t, 0, 1, 2, 3, 4, 5, 6)
	}
}

// Many doubles do not make it grow.
func TestPartitionUniqueForgetsDoubles(t *testing.T) {
	d := newDedup[int, int](nodeConfig{keepLast: true})
	tn := &emission{}
	for i := range 10_000 {
		d.add(tn, Pair[int, int]{i % 3, i})
	}
	var got []int
	for slot := d.kept.Oldest(); slot != 0; slot = d.kept.Newer(slot) {
		if slot > 20 {
			t.Fatalf("slot %d for one of 3 keys", slot)
		}
		got = append(got, d.kept.Value(slot).v)
	}
	wantValues(t, got, 9997, 9998, 9999)
}

func TestPartitionMisuse(t *testing.T) {
	src := NewSource[int]()
	wantPanic(t, "flow.Partition: n must be positive, got 0", func() { Partition(src, 0) })
	wantPanic(t, "flow.PartitionUnique: n must be positive, got -1", func() { PartitionUnique(src, -1, identity[int]) })
	wantPanic(t, "flow.Timeout: the interval must be positive, got 0s", func() { Timeout(0) })
}
