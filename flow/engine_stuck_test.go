package flow

import (
	"context"
	"testing"
	"time"
)

// A source that waits for room in a queue, whose loop waits in a Zip for that source: neither may wait for ever.
func TestZipOfABufferWithItsOwnSource(t *testing.T) {
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
			wantError(t, err, ErrFull)
			if sent < 9 || sent > 11 { // 2 in the Zip, 2 in each queue, 1 in each loop's hands, or fewer where a loop is late
				t.Errorf("%d elements until it was full", sent)
			}
			_ = src.Emit(ctx, 100) // finds a partner
			if err := src.Close(ctx); ctx.Err() != nil {
				t.Fatal(err)
			}
			if got := out.get(); len(got) > 0 && got[0] != (Pair[int, int]{0, 100}) {
				t.Fatal(got)
			}
		})
	}
}
