package flow

import (
	"context"
	"testing"
)

func TestFlatten(t *testing.T) {
	src := NewSource[[]int]()
	out := collect(Flatten(src))
	emit(t, src, []int{1, 2}, nil, []int{}, []int{3})
	closeOK(t, src)
	wantValues(t, out.get(), 1, 2, 3)
}

func TestFlattenStopsAnElementAtItsFirstFailure(t *testing.T) {
	src := NewSource[[]int]()
	var got []int
	Sink(Flatten(src), func(_ context.Context, x int) error {
		got = append(got, x)
		if x == 2 {
			return errTest
		}
		return nil
	})
	wantError(t, src.Emit(t.Context(), []int{1, 2, 3}), errTest)
	emit(t, src, []int{4})
	wantValues(t, got, 1, 2, 4)
	closeOK(t, src)
}

// streamz acks an element with its last item, wherever the others are.
func TestAckOfAFlattenedElementCoversAllItems(t *testing.T) {
	src, l := NewSource[[]int](), &ledger{}
	let := make(chan struct{})
	Sink(Buffer(Flatten(src), 4), func(_ context.Context, x int) error {
		if x == 1 {
			<-let
		}
		return nil
	})
	for i, v := range [][]int{{1, 2}, {}} {
		if err := src.EmitAck(t.Context(), v, l.ack(i)); err != nil {
			t.Fatal(err)
		}
	}
	l.want(t, 1) // the empty one
	close(let)
	closeOK(t, src)
	l.want(t, 0, 1)
}
