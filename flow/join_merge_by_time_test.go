package flow

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
	"pgregory.net/rapid"
)

// timeOf returns the time of an element: x/10 seconds. The last digit of x is the number of its stream.
func timeOf(x int) time.Time { return epoch.Add(time.Duration(x/10) * time.Second) }

func TestMergeByTime(t *testing.T) {
	a, b, acks := NewSource[int](), NewSource[int](), &ledger{}
	out := collect(MergeByTime(timeOf, []Stream[int]{a, b}))
	emitAcked(t, a, acks, 11, 41)
	wantPrinted(t, out, "[]")
	emitAcked(t, b, acks, 22, 42) // of two elements with the same time, that of a goes first
	wantPrinted(t, out, "[11 22 41]")
	acks.want(t, 11, 22, 41)
	mustClose(t, a)
	wantPrinted(t, out, "[11 22 41 42]")
	emitAcked(t, b, acks, 52) // no other input is left
	mustClose(t, b)
	wantPrinted(t, out, "[11 22 41 42 52]")
	acks.want(t, 11, 22, 41, 42, 52)
}

func TestMergeByTimeUnsorted(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	out := collect(MergeByTime(timeOf, []Stream[int]{a, b}, Name("merge")))
	emit(t, a, 20)
	err := a.Emit(t.Context(), 10)
	check.Error(t, err, ErrUnsorted)
	wantNode(t, err, "merge")
	mustClose(t, a)
	emit(t, b, 10) // in order for b, and MergeByTime has emitted nothing yet
	mustClose(t, b)
	wantPrinted(t, out, "[10 20]")
}

func TestMergeByTimeFull(t *testing.T) {
	src := NewSource[int]()
	collect(MergeByTime(timeOf, []Stream[int]{src, Filter(src, func(int) bool { return false })}, Bound(1)))
	emit(t, src, 10)
	check.Error(t, src.Emit(t.Context(), 20), ErrFull)
	mustClose(t, src)

	a, b := NewSource[int](), NewSource[int]()
	out := collect(MergeByTime(timeOf, []Stream[int]{a, b}, Bound(1)))
	emit(t, a, 10)
	done := make(chan error)
	go func() { done <- a.Emit(context.Background(), 20) }()
	time.Sleep(2 * ms)
	emit(t, b, 30) // makes room
	check.NoError(t, <-done)
	mustClose(t, a)
	mustClose(t, b)
	wantPrinted(t, out, "[10 20 30]")
}

// Sorted streams, each fed by a goroutine, are merged into one sorted stream of all elements.
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
