package flow

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

func TestAsync(t *testing.T) {
	src := NewSource[int]()
	out := collect(Async(src, func(_ context.Context, in iter.Seq[int], emit func(string) error) error {
		n := 0
		for x := range in {
			n++
			if err := emit(fmt.Sprint("a", x)); err != nil {
				return err
			}
		}
		return emit(fmt.Sprint(n, " in all"))
	}))
	emit(t, src, 1, 2)
	mustClose(t, src)
	check.Values(t, out.get(), "a1", "a2", "2 in all")
}

func TestAsyncFunctionReturnsEarly(t *testing.T) {
	src := NewSource[int]()
	out := collect(Async(src, func(_ context.Context, in iter.Seq[int], emit func(int) error) error {
		for x := range in {
			return errors.Join(emit(x), errTest)
		}
		return nil
	}, Name("first")))
	emit(t, src, 1)
	var err error
	for range 100 { // the queue takes elements while it has room
		if err = src.Emit(t.Context(), 2); errors.Is(err, ErrAborted) {
			break
		}
		time.Sleep(time.Millisecond)
	}
	check.Error(t, err, ErrAborted)
	err = src.Close(t.Context())
	check.Error(t, err, errTest)
	wantNode(t, err, "first")
	check.Values(t, out.get(), 1)
}

// An element that the function cannot receive any more is not taken, and its Ack fires.
func TestAsyncRejectsElementsAfterItsFunctionReturned(t *testing.T) {
	src, acks := NewSource[int](), &ledger{}
	ended := make(chan struct{})
	collect(Async(src, func(_ context.Context, in iter.Seq[int], _ func(int) error) error {
		defer close(ended)
		for range in {
			return nil
		}
		return nil
	}))
	emitAcked(t, src, acks, 1)
	<-ended
	time.Sleep(5 * time.Millisecond)
	check.Error(t, src.EmitAck(t.Context(), 2, acks.ack(2)), ErrAborted)
	mustClose(t, src)
	acks.want(t, 1, 2)
}

func TestAckOfElementThatAsyncFailedOn(t *testing.T) {
	for name, fail := range map[string]func() error{
		"error": func() error { return errTest },
		"panic": func() error { panic(errTest) },
	} {
		t.Run(name, func(t *testing.T) {
			src, acks := NewSource[int](), &ledger{}
			collect(Async(src, func(_ context.Context, in iter.Seq[int], _ func(int) error) error {
				for range in {
					return fail()
				}
				return nil
			}))
			emitAcked(t, src, acks, 1)
			check.Error(t, src.Close(t.Context()), errTest)
			acks.want(t, 1)
			check.Error(t, acks.fired[1][0], errTest)
		})
	}
}

func TestGraphWithoutElementsStartsNoGoroutine(t *testing.T) {
	src := NewSource[int]()
	collect(Buffer(src, 4)) // goleak is the assertion: no goroutine starts before the first element
}
