package flow

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// A waiter that is woken and cancelled at the same time passes its wake-up on. Otherwise the next waiter would sleep for ever.
func TestDomainLockPassesWakeToNextWaiter(t *testing.T) {
	lock := newDomainLock(RealClock())
	lock.tryLock()
	first, second := lock.clock.newWaiter(), lock.clock.newWaiter()
	if lock.enqueue(first, anonymousOwner) || lock.enqueue(second, anonymousOwner) {
		t.Fatal("enqueue acquired a lock that is held")
	}
	lock.unlock()       // wakes first
	lock.dequeue(first) // first has been cancelled at the same time
	select {
	case <-second.wakes:
	default:
		t.Fatal("the second waiter was not woken")
	}
}

func TestDomainLockWakesEveryWaiter(t *testing.T) {
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
	time.Sleep(5 * time.Millisecond) // until all three are parked
	lock.unlock()
	for range 3 {
		select {
		case <-got:
		case <-time.After(5 * time.Second):
			t.Fatal("a waiter was not woken")
		}
	}
}

func TestDomainLockSerialisesEmitters(t *testing.T) {
	const emitters, each = 8, 2000
	src := NewSource[int]()
	var inside atomic.Int32
	count := 0 // the domain lock protects it
	Sink(src, func(context.Context, int) error {
		if inside.Add(1) != 1 {
			return errors.New("two at once")
		}
		count++
		inside.Add(-1)
		return nil
	})
	var wg sync.WaitGroup
	for range emitters {
		wg.Go(func() {
			for i := range each {
				if err := src.Emit(context.Background(), i); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	mustClose(t, src)
	if count != emitters*each {
		t.Fatalf("%d elements arrived, want %d", count, emitters*each)
	}
}

// Emitters whose context ends while they wait for the domain lock do not keep it from the others.
func TestCancelledEmittersDoNotKeepDomainLock(t *testing.T) {
	src := NewSource[int]()
	var inside, done atomic.Int32
	Sink(src, func(context.Context, int) error {
		if inside.Add(1) != 1 {
			t.Error("two at once")
		}
		time.Sleep(20 * time.Microsecond)
		inside.Add(-1)
		done.Add(1)
		return nil
	})
	var accepted atomic.Int32
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for i := range 200 {
				ctx, cancel := context.WithTimeout(context.Background(), time.Duration(1+(g*i)%150)*time.Microsecond)
				if src.Emit(ctx, i) == nil {
					accepted.Add(1)
				}
				cancel()
			}
		})
	}
	wg.Wait()
	emit(t, src, 1) // the domain lock is free
	mustClose(t, src)
	if got, want := done.Load(), accepted.Load()+1; got != want {
		t.Fatalf("%d elements arrived, %d were accepted", got, want)
	}
}
