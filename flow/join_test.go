package flow

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestZip3And4AndN(t *testing.T) {
	a, b, c := NewSource[int](), NewSource[string](), NewSource[bool]()
	three := collect(Zip3(a, b, c))
	four := collect(Zip4(a, b, c, a))
	n := collect(ZipN([]Stream[int]{a, a, a}))
	emit(t, a, 1, 2)
	emit(t, b, "x")
	emit(t, c, true, false)
	emit(t, b, "y")
	for _, err := range []error{a.Close(t.Context()), b.Close(t.Context()), c.Close(t.Context())} {
		if err != nil {
			t.Fatal(err)
		}
	}
	wantShown(t, three, "[{1 x true} {2 y false}]")
	wantShown(t, four, "[{1 x true 1} {2 y false 2}]")
	wantShown(t, n, "[[1 1 1] [2 2 2]]")
}

func TestZip3DropsWhatFindsNoPartner(t *testing.T) {
	a, b, c, l := NewSource[int](), NewSource[int](), NewSource[int](), &ledger{}
	out := collect(Zip3(a, b, c))
	emitAcked(t, a, l, 1, 2)
	emitAcked(t, b, l, 11)
	closeOK(t, b)
	l.want(t) // a row can still come about
	emitAcked(t, c, l, 21)
	l.want(t, 1, 2, 11, 21) // and now none
	emitAcked(t, a, l, 3)
	l.want(t, 1, 2, 3, 11, 21)
	closeOK(t, a)
	closeOK(t, c)
	wantShown(t, out, "[{1 11 21}]")
}

// A side that waits for room must not wait for one that ends meanwhile.
func TestZipLetsGoOfAWaitingEmitter(t *testing.T) {
	for name, build := range map[string]func(a, b Stream[int]) Node{
		"zip":        func(a, b Stream[int]) Node { return Zip(a, b, Bound(1)) },
		"zip latest": func(a, b Stream[int]) Node { return ZipLatest(a, b, Bound(1)) },
	} {
		t.Run(name, func(t *testing.T) {
			a, b, l := NewSource[int](), NewSource[int](), &ledger{}
			build(a, b)
			emitAcked(t, a, l, 1)
			done := make(chan error)
			go func() { done <- a.EmitAck(context.Background(), 2, l.ack(2)) }()
			time.Sleep(2 * ms)
			closeOK(t, b)
			if err := <-done; err != nil {
				t.Fatal(err)
			}
			l.want(t, 1, 2)
			closeOK(t, a)
		})
	}
}

func TestCombineLatest(t *testing.T) {
	a, b := NewSource[int](), NewSource[string]()
	all, on := collect(CombineLatest(a, b)), collect(CombineLatest(a, b, EmitOn(b)))
	emit(t, a, 1, 2)
	emit(t, b, "x")
	emit(t, a, 3)
	emit(t, b, "y")
	wantShown(t, all, "[{2 x} {3 x} {3 y}]")
	wantShown(t, on, "[{2 x} {3 y}]")
	closeOK(t, a)
	emit(t, b, "z")
	closeOK(t, b)
	wantShown(t, all, "[{2 x} {3 x} {3 y} {3 z}]")
}

func TestCombineLatest3And4(t *testing.T) {
	src := NewSource[int]()
	neg := Map(src, func(x int) int { return -x })
	three, four := collect(CombineLatest3(src, neg, src)), collect(CombineLatest4(src, neg, src, neg, EmitOn(neg)))
	emit(t, src, 1, 2)
	closeOK(t, src)
	// neg was connected to src first, so -1 comes before 1; and each way gives a row.
	wantShown(t, three, "[{1 -1 1} {1 -2 1} {2 -2 1} {2 -2 2}]")
	wantShown(t, four, "[{1 -2 1 -1} {1 -2 1 -2}]")
}

func TestAckOfCombineLatest(t *testing.T) {
	a, b, l := NewSource[int](), NewSource[int](), &ledger{}
	collect(CombineLatest(a, b))
	emitAcked(t, a, l, 1, 2)
	l.want(t, 1)
	emitAcked(t, b, l, 10, 11)
	l.want(t, 1, 10)
	closeOK(t, a)
	emitAcked(t, b, l, 12)
	l.want(t, 1, 10, 11)
	closeOK(t, b)
	l.want(t, 1, 2, 10, 11, 12)
}

func TestCombineLatestLetsGoWhenNothingMoreCanCome(t *testing.T) {
	a, b, l := NewSource[int](), NewSource[int](), &ledger{}
	out := collect(CombineLatest(a, b))
	emitAcked(t, a, l, 1)
	closeOK(t, b) // without an element
	l.want(t, 1)
	emitAcked(t, a, l, 2)
	l.want(t, 1, 2)
	closeOK(t, a)
	wantShown(t, out, "[]")

	a, b, l = NewSource[int](), NewSource[int](), &ledger{}
	collect(CombineLatest(a, b, EmitOn(a)))
	emitAcked(t, b, l, 10)
	emitAcked(t, a, l, 1)
	closeOK(t, a) // what b gives triggers nothing
	emitAcked(t, b, l, 11)
	l.want(t, 1, 10, 11)
	closeOK(t, b)
}

func TestCombineLatestFailureBelow(t *testing.T) {
	a, b, l := NewSource[int](), NewSource[int](), &ledger{}
	Sink(CombineLatest(a, b), func(_ context.Context, p Pair[int, int]) error {
		if p.First == 2 {
			panic("two")
		}
		return nil
	})
	emitAcked(t, b, l, 10)
	if a.EmitAck(t.Context(), 2, l.ack(2)) == nil {
		t.Fatal("the panic was not returned")
	}
	emitAcked(t, a, l, 3)
	closeOK(t, a)
	closeOK(t, b)
	l.want(t, 2, 3, 10)
	if l.fired[2][0] == nil || l.fired[10][0] == nil || l.fired[3][0] != nil {
		t.Fatal(l.fired)
	}
}

func TestCombineLatestMisuse(t *testing.T) {
	a, b := NewSource[int](), NewSource[int](SourceName("other"))
	wantPanic(t, "flow.CombineLatest: EmitOn names a stream that is not one of its own, got other", func() {
		CombineLatest(a, a, EmitOn(b))
	})
	wantPanic(t, "flow.EmitOn: needs at least one stream", func() { EmitOn() })
	wantPanic(t, "flow.ZipN: needs at least one stream", func() { ZipN[int](nil) })
}

func TestZipLatest(t *testing.T) {
	a, b, l := NewSource[int](), NewSource[int](), &ledger{}
	out := collect(ZipLatest(a, b))
	emitAcked(t, a, l, 1, 2)
	l.want(t)
	emitAcked(t, b, l, 10, 11)
	l.want(t, 1, 2, 10)
	emitAcked(t, a, l, 3)
	l.want(t, 1, 2, 3, 10)
	closeOK(t, a)
	emitAcked(t, b, l, 12)
	l.want(t, 1, 2, 3, 10, 11, 12)
	closeOK(t, b)
	wantShown(t, out, "[{1 10} {2 10} {3 11}]")
}

func TestZipLatestStillPairsWhatWaitedAtTheEndOfLossless(t *testing.T) {
	a, b, l := NewSource[int](), NewSource[int](), &ledger{}
	out := collect(ZipLatest(a, b))
	emitAcked(t, a, l, 1, 2)
	closeOK(t, a)
	emitAcked(t, b, l, 10)
	l.want(t, 1, 2, 10)
	closeOK(t, b)
	wantShown(t, out, "[{1 10} {2 10}]")
}

func TestZipLatestOfOneSource(t *testing.T) {
	src := NewSource[int]()
	out := collect(ZipLatest(src, Filter(src, func(x int) bool { return x >= 3 }), Bound(1)))
	emit(t, src, 1)
	wantError(t, src.Emit(t.Context(), 2), ErrFull)
	closeOK(t, src)
	wantShown(t, out, "[]")
}

// A failure for one of those that waited does not keep the others from coming.
func TestZipLatestGoesOnAfterAPanic(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	var got []int
	Sink(ZipLatest(a, b), func(_ context.Context, p Pair[int, int]) error {
		if p.First == 1 {
			panic("one")
		}
		got = append(got, p.First)
		return nil
	})
	emit(t, a, 1, 2)
	if b.Emit(t.Context(), 10) == nil {
		t.Fatal("the panic was not returned")
	}
	emit(t, a, 3)
	wantValues(t, got, 2, 3)
	closeOK(t, a)
	closeOK(t, b)
}

func second(x int) time.Time { return epoch.Add(time.Duration(x/10) * time.Second) } // the last digit says which stream

func TestMergeByTime(t *testing.T) {
	a, b, l := NewSource[int](), NewSource[int](), &ledger{}
	out := collect(MergeByTime(second, []Stream[int]{a, b}))
	emitAcked(t, a, l, 11, 41)
	wantShown(t, out, "[]")
	emitAcked(t, b, l, 22, 42) // of the same time, a's goes first
	wantShown(t, out, "[11 22 41]")
	l.want(t, 11, 22, 41)
	closeOK(t, a)
	wantShown(t, out, "[11 22 41 42]")
	emitAcked(t, b, l, 52) // nothing to wait for
	closeOK(t, b)
	wantShown(t, out, "[11 22 41 42 52]")
	l.want(t, 11, 22, 41, 42, 52)
}

func TestMergeByTimeUnsorted(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	out := collect(MergeByTime(second, []Stream[int]{a, b}, Name("merge")))
	emit(t, a, 20)
	err := a.Emit(t.Context(), 10)
	wantError(t, err, ErrUnsorted)
	wantNode(t, err, "merge")
	closeOK(t, a)
	emit(t, b, 10) // late for a, in order for b, and nothing has gone out
	closeOK(t, b)
	wantShown(t, out, "[10 20]")
}

func TestMergeByTimeFull(t *testing.T) {
	src := NewSource[int]()
	collect(MergeByTime(second, []Stream[int]{src, Filter(src, func(int) bool { return false })}, Bound(1)))
	emit(t, src, 10)
	wantError(t, src.Emit(t.Context(), 20), ErrFull)
	closeOK(t, src)

	a, b := NewSource[int](), NewSource[int]()
	out := collect(MergeByTime(second, []Stream[int]{a, b}, Bound(1)))
	emit(t, a, 10)
	done := make(chan error)
	go func() { done <- a.Emit(context.Background(), 20) }()
	time.Sleep(2 * ms)
	emit(t, b, 30) // makes room
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	closeOK(t, a)
	closeOK(t, b)
	wantShown(t, out, "[10 20 30]")
}

// Sorted streams from as many goroutines come out as one sorted stream with everything in it.
func TestMergeByTimeProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 4).Draw(t, "streams")
		bound := rapid.IntRange(1, 3).Draw(t, "Bound")
		var want []int
		sources := make([]*Source[int], n)
		streams := make([]Stream[int], n)
		in := make([][]int, n)
		for i := range n {
			in[i] = rapid.SliceOfN(rapid.IntRange(0, 50), 0, 20).Draw(t, "in")
			slices.Sort(in[i])
			want = append(want, in[i]...)
			sources[i] = NewSource[int]()
			streams[i] = sources[i]
		}
		slices.Sort(want)
		out := collect(MergeByTime(func(x int) time.Time { return epoch.Add(time.Duration(x)) }, streams, Bound(bound)))
		var wg sync.WaitGroup
		for i, s := range sources {
			wg.Go(func() {
				var err error
				for _, v := range in[i] {
					err = errors.Join(err, s.Emit(context.Background(), v))
				}
				if err = errors.Join(err, s.Close(context.Background())); err != nil {
					t.Errorf("%v", err)
				}
			})
		}
		wg.Wait()
		if got := out.get(); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}
