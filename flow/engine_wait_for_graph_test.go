package flow

import (
	"context"
	"errors"
	"testing"
	"time"
)

// soon runs f and fails if it hangs.
func soon(t *testing.T, what string, f func() error) error {
	t.Helper()
	done := make(chan error, 1)
	go func() { done <- f() }()
	select {
	case err := <-done:
		return err
	case <-time.After(10 * time.Second):
		t.Fatalf("%s hangs", what)
		return nil
	}
}

// A sink below a join that emits into one of the join's sources would wait for itself.
func TestEmitIntoAJoinFromBelowIt(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	Sink(Union[int](a, b), func(ctx context.Context, x int) error {
		if x == 1 {
			return b.Emit(ctx, 2)
		}
		return nil
	})
	err := soon(t, "Emit", func() error { return a.Emit(context.Background(), 1) })
	wantError(t, err, ErrReentrant)
	emit(t, b, 3) // all locks are free again
	closeOK(t, a)
	closeOK(t, b)
}

// The same with the other source's own emission waiting at the join: neither may wait for ever.
func TestTwoEmissionsThatWaitForEachOther(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	entered, emitting := make(chan struct{}), make(chan struct{})
	Sink(Union[int](a, b), func(ctx context.Context, x int) error {
		if x != 1 {
			return nil
		}
		close(entered)
		<-emitting
		time.Sleep(20 * time.Millisecond) // b's element waits for the join by now
		return b.Emit(ctx, 2)
	})
	first := make(chan error, 1)
	go func() { first <- a.Emit(context.Background(), 1) }()
	<-entered
	second := make(chan error, 1)
	go func() { second <- b.Emit(context.Background(), 3) }()
	close(emitting)
	err := soon(t, "Emit", func() error { return errors.Join(<-first, <-second) })
	wantError(t, err, ErrReentrant)
	closeOK(t, a)
	closeOK(t, b)
}

func TestZipThatOnlyItsOwnEmitterCouldFill(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	collect(Zip(Union[int](a, b), Stream[int](a), Bound(2)))
	emit(t, b, 1, 2)
	// a's element is one too many for the first side, and only a could bring the second one's.
	err := soon(t, "Emit", func() error { return a.Emit(context.Background(), 3) })
	wantError(t, err, ErrFull)
	closeOK(t, a)
	closeOK(t, b)
}

func TestASinkThatFillsItsOwnQueue(t *testing.T) {
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
	wantError(t, soon(t, "the sink", func() error { return <-failed }), ErrFull)
	if err := soon(t, "Close", func() error { return src.Close(context.Background()) }); err != nil {
		t.Fatal(err)
	}
}

// Close of a source does not wait, beyond its time, for another one's element below a join.
func TestCloseBehindAnotherSourcesElement(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	in, let := make(chan struct{}), make(chan struct{})
	r := To(Union[int](a, b), &receiver[int]{})
	_ = r
	Sink(Union[int](a, b), func(context.Context, int) error { close(in); <-let; return nil })
	emitted := make(chan error, 1)
	go func() { emitted <- b.Emit(context.Background(), 1) }()
	<-in
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	err := soon(t, "Close", func() error { return a.Close(ctx) })
	wantError(t, err, context.DeadlineExceeded)
	wantError(t, err, ErrNotDrained)
	close(let)
	if err := <-emitted; err != nil {
		t.Fatal(err)
	}
	closeOK(t, b)
}

// brief is a wait that ends when it has been looked at so often.
type brief struct {
	by   *root
	left int
}

func (b *brief) holder() *root {
	if b.left == 0 {
		return nil
	}
	b.left--
	return b.by
}

// A wait that ends while the chain behind it is followed is no deadlock: what its holder waits for by then is another
// matter.
func TestAWaitThatEndsMeanwhileIsNoDeadlock(t *testing.T) {
	me, other := &root{}, &root{}
	back := resource(&brief{me, -1})
	other.waitsFor.Store(&back)
	if hasCycle(&brief{other, 1}, []*root{me}) {
		t.Error("the wait has ended")
	}
	if !hasCycle(&brief{other, -1}, []*root{me}) {
		t.Error("each waits for the other")
	}
}
