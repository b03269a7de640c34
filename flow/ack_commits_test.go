package flow

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
	"pgregory.net/rapid"
)

// An element that is done before an earlier one is committed only after the earlier one.
func TestCommitsAreInOrder(t *testing.T) {
	src := NewSource[int]()
	var committed []int
	commits := NewCommits(func(place int) { committed = append(committed, place) })
	release := map[int]chan struct{}{1: make(chan struct{}), 2: make(chan struct{}), 3: make(chan struct{})}
	done := make(chan int)
	Sink(MapAsync(src, 3, func(_ context.Context, x int) (int, error) {
		<-release[x]
		return x, nil
	}, CompletionOrder()), func(context.Context, int) error { return nil })
	for i := 1; i <= 3; i++ {
		ack := commits.Ack(i)
		check.NoError(t, src.EmitAck(t.Context(), i, NewAck(func(err error) { ack.release(err); done <- i })))
	}
	for _, step := range []struct {
		release int
		want    string
		open    int
	}{{2, "[]", 3}, {1, "[2]", 1}, {3, "[2 3]", 0}} {
		close(release[step.release])
		<-done
		if got := fmt.Sprint(committed); got != step.want || commits.Open() != step.open {
			t.Errorf("after %d: committed %s, %d open; want %s, %d", step.release, got, commits.Open(), step.want, step.open)
		}
	}
	mustClose(t, src)
}

func TestCommitsStopAtFailure(t *testing.T) {
	src := NewSource[int]()
	var committed []int
	commits := NewCommits(func(place int) { committed = append(committed, place) })
	collect(TryMap(src, func(x int) (int, error) {
		if x == 3 {
			return 0, errTest
		}
		return x, nil
	}))
	for i := 1; i <= 5; i++ {
		_ = src.EmitAck(t.Context(), i, commits.Ack(i))
	}
	check.Error(t, commits.Err(), errTest)
	check.Values(t, committed, 1, 2)
	if commits.Open() != 3 {
		t.Errorf("%d open, want 3", commits.Open())
	}
	mustClose(t, src)
}

// A source that has been stopped rejects the next element. It is not committed, so the program reads it again after a restart.
func TestCommitsOfSelfDrivenSource(t *testing.T) {
	var committed []int
	commits := NewCommits(func(place int) { committed = append(committed, place) })
	s := FromFuncAck(func(_ context.Context, emit func(int, *Ack) error) error {
		for i := 1; ; i++ {
			if err := emit(i, commits.Ack(i)); err != nil {
				return err
			}
		}
	})
	Sink(s, func(_ context.Context, x int) error {
		if x == 3 {
			Stop(s)
		}
		return nil
	})
	mustRun(t, s)
	check.Values(t, committed, 1, 2, 3)
	check.Error(t, commits.Err(), ErrStopped)
}

// Commits skips an element that was not taken because an earlier one failed. The element is emitted again, with another Ack.
func TestCommitsSkipElementsThatWereNotTaken(t *testing.T) {
	var committed []string
	commits := NewCommits(func(place string) { committed = append(committed, place) })
	first, rejected, again, next := commits.Ack("a"), commits.Ack("b"), commits.Ack("b again"), commits.Ack("c")
	rejected.release(&notTaken{errTest})
	next.release(nil)
	first.release(nil)
	again.release(nil)
	check.Values(t, committed, "a", "c")
	if commits.Err() != nil || commits.Open() != 0 {
		t.Error(commits.Err(), commits.Open())
	}
}

// A panic of the commit function is an error of Emit. The next commit covers the place that was not committed.
func TestCommitsContinueAfterPanic(t *testing.T) {
	src := NewSource[int]()
	var committed []int
	commits := NewCommits(func(place int) {
		if place == 1 {
			panic("one")
		}
		committed = append(committed, place)
	})
	collect[int](src)
	if err := src.EmitAck(t.Context(), 1, commits.Ack(1)); err == nil {
		t.Error("the panic was not returned")
	}
	if err := src.EmitAck(t.Context(), 2, commits.Ack(2)); err != nil {
		t.Error(err)
	}
	check.Values(t, committed, 2)
	mustClose(t, src)
}

// For any order of completion and any number of failures: after each completed element, the committed place is the last one
// up to which all elements are done.
func TestCommitsProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 30).Draw(t, "n")
		last := -1
		commits := NewCommits(func(place int) {
			if place <= last {
				t.Fatalf("%d after %d", place, last)
			}
			last = place
		})
		acks, outcomes := make([]*Ack, n), make([]commitState, n)
		order := make([]int, n)
		for i := range acks {
			acks[i], order[i] = commits.Ack(i), i
		}
		for _, i := range rapid.Permutation(order).Draw(t, "order") {
			outcomes[i] = rapid.SampledFrom([]commitState{commitDone, commitDone, commitDone, commitDone, commitNotTaken, commitFailed}).Draw(t, "outcome")
			acks[i].release(map[commitState]error{commitFailed: errTest, commitNotTaken: ErrNotTaken}[outcomes[i]])
			want := -1
			for k := 0; k < n && (outcomes[k] == commitDone || outcomes[k] == commitNotTaken); k++ {
				if outcomes[k] == commitDone {
					want = k
				}
			}
			if last != want {
				t.Fatalf("after %d: committed %d, want %d; outcomes %v", i, last, want, outcomes)
			}
		}
	})
}

func TestCommitsConcurrently(t *testing.T) {
	const many = 20_000
	last, calls := 0, 0
	commits := NewCommits(func(place int) {
		calls++
		if place <= last {
			t.Errorf("%d after %d", place, last)
		}
		last = place
	})
	acks := make(chan *Ack, 100)
	var releasing sync.WaitGroup
	for range 4 {
		releasing.Go(func() {
			for a := range acks {
				a.release(nil)
			}
		})
	}
	for i := range many {
		acks <- commits.Ack(i + 1)
	}
	close(acks)
	releasing.Wait()
	if last != many || commits.Open() != 0 {
		t.Errorf("committed %d in %d calls, %d open", last, calls, commits.Open())
	}
}

func TestCommitsMisuse(t *testing.T) {
	check.PanicsWith(t, "flow.NewCommits: the function must not be nil", func() { NewCommits[int](nil) })
}
