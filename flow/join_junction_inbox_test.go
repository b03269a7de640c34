package flow

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

func TestFullInbox(t *testing.T) {
	src, j := NewSource[int](), NewJunction[int](Inbox(2), SourceName("in"))
	check.NoError(t, Connect(src, j))
	twice := Flatten(Map(Buffer(j, 1), func(x int) []int { return []int{x, x} }))
	check.NoError(t, Connect(twice, j))
	collect(j)
	var err error
	for err == nil {
		err = src.Emit(t.Context(), 1)
	}
	check.Error(t, err, ErrFull)
	wantNode(t, err, "in")
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	check.Error(t, src.Close(ctx), ErrNotDrained) // the cycle never empties
}

// While the junction is locked, an inbox takes as many elements as it has room for, and one more that its loop holds.
func TestInboxCapacity(t *testing.T) {
	j := NewJunction[int](Inbox(2))
	src := NewSource[int]()
	j.lock.lockUninterruptibly()
	taken := 0
	for ; j.inbox.put(&src.root.emission, taken) == nil; taken++ {
		time.Sleep(time.Millisecond) // until the loop has taken the first
	}
	j.lock.unlock()
	if taken != 3 {
		t.Errorf("took %d, want 3", taken)
	}
	if err := Destroy(t.Context(), j); err != nil {
		t.Error(err)
	}
}

func TestCycleThroughQueueNeedsInbox(t *testing.T) {
	src, j := NewSource[int](), NewJunction[int]()
	check.NoError(t, Connect(src, j))
	err := Connect(Buffer(j, 4, Name("queue")), j)
	check.Error(t, err, ErrCycle, `"queue" is in it`)
	mustClose(t, src)
}

// Close returns after all elements have left a cycle with queues.
func TestFeedbackThroughQueue(t *testing.T) {
	for name, clock := range map[string]Clock{"real": RealClock(), "virtual": Virtual(epoch)} {
		t.Run(name, func(t *testing.T) {
			src, j := NewSource[int](WithClock(clock)), NewJunction[int](WithClock(clock), Inbox(100))
			check.NoError(t, Connect(src, j))
			late := Delay(Buffer(j, 3), ms)
			back := Filter(Map(late, func(x int) int { return x - 10 }), func(x int) bool { return x >= 0 })
			check.NoError(t, Connect(back, j))
			out := collect(j)
			r := To(late, &receiver[int]{})
			var fired int
			var mu sync.Mutex
			for v := 20; v < 40; v++ {
				if err := src.EmitAck(t.Context(), v, NewAck(func(err error) {
					mu.Lock()
					defer mu.Unlock()
					if err == nil {
						fired++
					}
				})); err != nil {
					t.Fatal(err)
				}
			}
			mustClose(t, src)
			got := out.get()
			slices.Sort(got)
			var want []int
			for v := range 40 { // 20 to 29 count down to 0 to 9, and so do 30 to 39
				want = append(want, slices.Repeat([]int{v}, map[bool]int{true: 2, false: 1}[v < 30])...)
			}
			check.Values(t, got, want...)
			if !r.closed() || fired != 20 {
				t.Errorf("closed: %v, acked %d, want 20", r.closed(), fired)
			}
		})
	}
}
