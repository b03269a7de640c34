package flow

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

// A sink downstream of a join emits into one of the join's sources. It would wait for itself.
func TestEmitIntoJoinFromItsSink(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	Sink(Union[int](a, b), func(ctx context.Context, x int) error {
		if x == 1 {
			return b.Emit(ctx, 2)
		}
		return nil
	})
	err := mustReturn(t, "Emit", func() error { return a.Emit(context.Background(), 1) })
	check.Error(t, err, ErrReentrant)
	emit(t, b, 3) // all locks have been released
	mustClose(t, a)
	mustClose(t, b)
}

// In addition the other source's own emission waits at the join. Neither emission may wait for ever.
func TestTwoEmissionsWaitForEachOther(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	entered, emitting := make(chan struct{}), make(chan struct{})
	Sink(Union[int](a, b), func(ctx context.Context, x int) error {
		if x != 1 {
			return nil
		}
		close(entered)
		<-emitting
		time.Sleep(20 * time.Millisecond) // until b's element waits at the join
		return b.Emit(ctx, 2)
	})
	first := make(chan error, 1)
	go func() { first <- a.Emit(context.Background(), 1) }()
	<-entered
	second := make(chan error, 1)
	go func() { second <- b.Emit(context.Background(), 3) }()
	close(emitting)
	err := mustReturn(t, "Emit", func() error { return errors.Join(<-first, <-second) })
	check.Error(t, err, ErrReentrant)
	mustClose(t, a)
	mustClose(t, b)
}

func TestZipWhoseOtherInputOnlyTheWaitingSourceFeeds(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	collect(Zip(Union[int](a, b), Stream[int](a), Bound(2)))
	emit(t, b, 1, 2)
	// The first input is full, and only a, which waits, could emit an element of the second input.
	err := mustReturn(t, "Emit", func() error { return a.Emit(context.Background(), 3) })
	check.Error(t, err, ErrFull)
	mustClose(t, a)
	mustClose(t, b)
}

func TestSinkFillsItsOwnQueue(t *testing.T) {
	src := NewSource[int]()
	failed := make(chan error, 1)
	Sink(Buffer(src, 2), func(ctx context.Context, x int) error {
		for i := range 5 {
			if err := src.Emit(ctx, 0); x == 1 && err != nil {
				failed <- err
				return nil
			} else if x == 0 || i == 4 {
				return nil
			}
		}
		return nil
	})
	emit(t, src, 1)
	check.Error(t, mustReturn(t, "the sink", func() error { return <-failed }), ErrFull)
	check.NoError(t, mustReturn(t, "Close", func() error { return src.Close(context.Background()) }))
}

// Close of one source stops waiting at its deadline while another source's element is in the join's sink.
func TestCloseTimeoutBehindElementOfOtherSource(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	entered, release := make(chan struct{}), make(chan struct{})
	To(Union[int](a, b), &receiver[int]{})
	Sink(Union[int](a, b), func(context.Context, int) error { close(entered); <-release; return nil })
	emitted := make(chan error, 1)
	go func() { emitted <- b.Emit(context.Background(), 1) }()
	<-entered
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	err := mustReturn(t, "Close", func() error { return a.Close(ctx) })
	check.Error(t, err, context.DeadlineExceeded)
	check.Error(t, err, ErrNotDrained)
	close(release)
	check.NoError(t, <-emitted)
	mustClose(t, b)
}

// endingResource is a resource whose wait ends after remaining calls of holder. A negative number never ends.
type endingResource struct {
	waitsFor  *root
	remaining int
}

func (e *endingResource) holder() *root {
	if e.remaining == 0 {
		return nil
	}
	e.remaining--
	return e.waitsFor
}

// A wait that ends while hasCycle follows its path is no deadlock: what its holder waits for afterwards belongs to another
// wait.
func TestWaitThatEndsDuringSearchIsNoDeadlock(t *testing.T) {
	me, other := &root{}, &root{}
	back := resource(&endingResource{me, -1})
	other.waitsFor.Store(&back)
	if hasCycle(&endingResource{other, 1}, []*root{me}) {
		t.Error("got a cycle, but the wait has ended")
	}
	if !hasCycle(&endingResource{other, -1}, []*root{me}) {
		t.Error("got no cycle, but each waits for the other")
	}
}

// A source waits for room in a queue, and the queue's loop waits in a Zip for that source. Neither may wait for ever.
func TestZipOfBufferAndItsSource(t *testing.T) {
	for name, clock := range map[string]Clock{"real": RealClock(), "virtual": Virtual(epoch)} {
		t.Run(name, func(t *testing.T) {
			src := NewSource[int](WithClock(clock))
			later := Filter(src, func(x int) bool { return x >= 100 })
			out := collect(Zip(Buffer(Buffer(src, 2), 2), later, Bound(2)))
			ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
			defer cancel()
			var err error
			sent := 0
			for ; err == nil && sent < 50; sent++ {
				err = src.Emit(ctx, sent)
			}
			check.Error(t, err, ErrFull)
			if sent < 9 || sent > 11 { // 2 in the Zip, 2 in each queue, 1 in each loop, or fewer if a loop is late
				t.Errorf("%d elements until the Zip was full", sent)
			}
			_ = src.Emit(ctx, 100) // completes a pair
			if err := src.Close(ctx); ctx.Err() != nil {
				t.Fatal(err)
			}
			if got := out.get(); len(got) > 0 && got[0] != (Pair[int, int]{0, 100}) {
				t.Fatal(got)
			}
		})
	}
}
