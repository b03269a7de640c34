package flow

import (
	"context"
	"fmt"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

func TestCollect(t *testing.T) {
	src, acks := NewSource[int](), &ledger{}
	c := Collect(src, Name("c"))
	out := collect[[]int](c)
	emitAcked(t, src, acks, 1, 2)
	acks.want(t)
	check.NoError(t, c.Flush(t.Context()))
	acks.want(t, 1, 2)
	check.NoError(t, c.Flush(t.Context())) // emits an empty slice, as streamz does
	emitAcked(t, src, acks, 3)
	mustClose(t, src)
	acks.want(t, 1, 2, 3)
	wantPrinted(t, out, "[[1 2] [] [3]]")
	err := c.Flush(t.Context())
	check.Error(t, err, ErrClosed)
	wantNode(t, err, "c")
}

func TestCollectFailures(t *testing.T) {
	src, acks := NewSource[int](), &ledger{}
	c := Collect(src, Capacity(2))
	var again error
	Sink[[]int](c, func(ctx context.Context, v []int) error {
		again = c.Flush(ctx)
		return errTest
	})
	emitAcked(t, src, acks, 1, 2)
	check.Error(t, src.Emit(t.Context(), 3), ErrFull)
	check.Error(t, c.Flush(t.Context()), errTest)
	check.Error(t, again, ErrReentrant)
	acks.want(t, 1, 2)
	check.Error(t, acks.fired[1][0], errTest)
	emitAcked(t, src, acks, 4)
	check.Error(t, src.Close(t.Context()), errTest)
	check.Error(t, again, ErrClosed)
	acks.want(t, 1, 2, 4)
}

// A sink of another stream of the same graph may call Flush.
func TestCollectFlushedByAnotherStream(t *testing.T) {
	clock := Virtual(epoch)
	col := Collect(ticks(clock, 10*ms, 7))
	flush := ticks(clock, 25*ms, 3)
	Sink(flush, func(ctx context.Context, _ int) error { return col.Flush(ctx) })
	var log []string
	Sink[[]int](col, func(_ context.Context, v []int) error {
		log = append(log, fmt.Sprint(clock.Now().Sub(epoch).Milliseconds(), v))
		return nil
	})
	mustRun(t, col, flush)
	wantTrace(t, fmt.Sprint(log), "[0 [1] 25 [2 3] 50 [4 5 6] 60 [7]]")
}

func TestCollectConcurrently(t *testing.T) {
	src := NewSource[int]()
	c := Collect(src)
	var n int
	Sink[[]int](c, func(_ context.Context, v []int) error { n += len(v); return nil })
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 1000 {
			_ = src.Emit(context.Background(), 1)
		}
	}()
	for range 100 {
		check.NoError(t, c.Flush(t.Context()))
	}
	<-done
	mustClose(t, src)
	if n != 1000 {
		t.Fatal(n)
	}
}
