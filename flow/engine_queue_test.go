package flow

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

// With a small queue, producer and consumer park all the time. A lost wake-up would hang.
func TestQueueStress(t *testing.T) {
	for _, room := range []int{1, 2, 7} {
		t.Run(fmt.Sprint("room=", room), func(t *testing.T) {
			const n = 300_000
			src := NewSource[int]()
			next := 0
			Sink(Buffer(src, room), func(_ context.Context, v int) error {
				if v != next {
					return fmt.Errorf("got %d, want %d", v, next)
				}
				next++
				return nil
			})
			ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
			defer cancel()
			for i := range n {
				check.NoError(t, src.Emit(ctx, i))
			}
			if err := src.Close(ctx); err != nil || next != n {
				t.Fatalf("%d elements arrived, Close: %v", next, err)
			}
		})
	}
}
