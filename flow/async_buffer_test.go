package flow

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

func TestBufferKeepsOrderAndDrainsAtClose(t *testing.T) {
	src := NewSource[int]()
	out := collect(Map(Buffer(src, 3), func(x int) int { time.Sleep(time.Millisecond); return x }))
	var want []int
	for i := range 20 {
		emit(t, src, i)
		want = append(want, i)
	}
	mustClose(t, src)
	check.Values(t, out.get(), want...)
}

func TestBufferBackPressure(t *testing.T) {
	src := NewSource[int]()
	release := make(chan struct{})
	var out atomic.Int32
	Sink(Buffer(src, 2), func(context.Context, int) error { <-release; out.Add(1); return nil })
	emit(t, src, 1)
	time.Sleep(5 * time.Millisecond) // until 1 is in the sink
	emit(t, src, 2, 3)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	err := src.Emit(ctx, 4)
	check.Error(t, err, context.DeadlineExceeded)
	wantNode(t, err, "buffer")
	close(release)
	emit(t, src, 5)
	mustClose(t, src)
	if out.Load() != 4 {
		t.Fatalf("%d elements arrived, want 1, 2, 3 and 5", out.Load())
	}
}

// After an error the buffer continues. A streamz buffer ends with the error, and later emits block for ever.
func TestBufferContinuesAfterError(t *testing.T) {
	src := NewSource[int]()
	passed := make(chan int, 10)
	Sink(Buffer(src, 2), func(_ context.Context, x int) error {
		passed <- x
		if x == 1 {
			return errTest
		}
		return nil
	}, Name("shaky"))
	emit(t, src, 1)
	<-passed
	time.Sleep(5 * time.Millisecond)
	err := src.Emit(t.Context(), 2) // returns the error of 1, and does not take 2
	check.Error(t, err, errTest)
	check.Error(t, err, ErrNotTaken)
	wantNode(t, err, "shaky")
	emit(t, src, 3, 4, 5, 6, 7)
	check.Error(t, src.Close(t.Context()), errTest)
	close(passed)
	var rest []int
	for x := range passed {
		rest = append(rest, x)
	}
	check.Values(t, rest, 3, 4, 5, 6, 7)
}

func TestPanicBehindBuffer(t *testing.T) {
	src := NewSource[int]()
	out := collect(Map(Buffer(src, 4), func(x int) int { return 10 / x }, Name("divide")))
	emit(t, src, 0)
	err := src.Close(t.Context())
	wantNode(t, err, "divide")
	check.Values(t, out.get())
}
