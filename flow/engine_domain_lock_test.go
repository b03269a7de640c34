package flow

import (
	"context"
	"fmt"
	"testing"
	"time"
)

// A waiter that is woken and cancelled at the same time passes the wake on: else the next one would sleep for ever.
func TestGuardPassesAWakeOn(t *testing.T) {
	lock := newDomainLock(RealClock())
	lock.tryLock()
	first, second := lock.clock.newWaiter(), lock.clock.newWaiter()
	if lock.enqueue(first, anonymousOwner) || lock.enqueue(second, anonymousOwner) {
		t.Fatal("taken though held")
	}
	lock.unlock()       // wakes the first
	lock.dequeue(first) // which has been cancelled meanwhile
	select {
	case <-second.token:
	default:
		t.Fatal("the second was not woken")
	}
}

func TestGuardWaitersBehindAWokenOneAreWoken(t *testing.T) {
	lock := newDomainLock(RealClock())
	lock.tryLock()
	got := make(chan int, 3)
	for i := range 3 {
		go func() {
			if err := lock.lock(context.Background(), nil); err != nil {
				t.Error(err)
			}
			got <- i
			lock.unlock()
		}()
	}
	time.Sleep(5 * time.Millisecond) // all three are parked
	lock.unlock()
	for range 3 {
		select {
		case <-got:
		case <-time.After(5 * time.Second):
			t.Fatal("a waiter was forgotten")
		}
	}
}

// Small queues make producer and consumer park all the time: a lost wake would hang.
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
				if err := src.Emit(ctx, i); err != nil {
					t.Fatal(err)
				}
			}
			if err := src.Close(ctx); err != nil || next != n {
				t.Fatalf("%d elements arrived, Close: %v", next, err)
			}
		})
	}
}

// A waiter's alarm that is set for later than it is wanted next is set anew, and one that has rung too.
func TestAlarmIsSetToWhatIsWanted(t *testing.T) {
	c := realClock{}
	w := c.newWaiter()
	until := func(d time.Duration) parkOptions { return parkOptions{until: time.Now().Add(d)} }
	c.wake(w)
	if err := c.park(w, until(time.Hour)); err != nil { // has been woken
		t.Fatal(err)
	}
	for range 2 {
		done := make(chan error)
		go func() { done <- c.park(w, until(5*ms)) }()
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
		case <-time.After(5 * time.Second):
			t.Fatal("it sleeps on")
		}
	}
}
