package flow

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

func TestExclusively(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	count, sum := 0, 0
	counted := Map(a, func(x int) int { count++; return x })
	both := Map(Union(counted, b), func(x int) int { sum += x; return x })
	behind := Buffer(both, 4)
	seen := 0
	end := Sink(behind, func(context.Context, int) error { seen++; return nil })
	var wg sync.WaitGroup
	for _, s := range []*Source[int]{a, b} {
		wg.Go(func() {
			for range 2000 {
				if err := s.Emit(t.Context(), 1); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range 200 {
		if err := Exclusively(t.Context(), func() error {
			if count > sum || seen > sum { // no element is between two of the nodes
				t.Errorf("counted %d, summed %d, seen %d", count, sum, seen)
			}
			return nil
		}, end, both, counted); err != nil {
			t.Fatal(err)
		}
	}
	wg.Wait()
	mustClose(t, a)
	mustClose(t, b)
	check.Error(t, Exclusively(t.Context(), func() error { return errTest }, both), errTest)
}

func TestExclusivelyWaitsForRunningFunction(t *testing.T) {
	src := NewSource[int]()
	m := Map(src, identity[int])
	inside, release := make(chan bool), make(chan bool)
	var err error
	Sink(m, func(ctx context.Context, _ int) error {
		err = Exclusively(ctx, func() error { return nil }, m)
		inside <- true
		<-release
		return nil
	})
	done := make(chan error)
	go func() { done <- src.Emit(t.Context(), 1) }()
	<-inside
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Millisecond)
	defer cancel()
	check.Error(t, Exclusively(ctx, func() error { return nil }, m), context.DeadlineExceeded)
	close(release)
	if err := <-done; err != nil {
		t.Error(err)
	}
	check.Error(t, err, ErrReentrant)
	mustClose(t, src)
}

func TestExclusivelyOnVirtualClock(t *testing.T) {
	src := NewSource[int](WithClock(Virtual(epoch)))
	queue := Buffer(src, 2)
	count := 0
	Sink(queue, func(context.Context, int) error { count++; return nil })
	emit(t, src, 1, 2)
	if err := Exclusively(t.Context(), func() error { return nil }, queue, src); err != nil {
		t.Error(err)
	}
	mustClose(t, src)
	if count != 2 {
		t.Errorf("%d of 2 arrived", count)
	}
}
