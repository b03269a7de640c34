package rx_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/reactivex/rxgo/v2"
	"github.com/streamgage/streamgage/flow"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	// What WithPool and Serialize leave behind has no context, and cannot be ended: TestTrapPoolAndSerialize.
	goleak.VerifyTestMain(m, goleak.IgnoreTopFunction("github.com/reactivex/rxgo/v2.(*ObservableImpl).serialize.func2"))
}

var errTest = errors.New("test")

// values collects what a stream gives.
type values[T any] struct {
	mu  sync.Mutex
	all []T
}

func collect[T any](s flow.Stream[T]) *values[T] {
	v := &values[T]{}
	flow.Sink(s, func(_ context.Context, x T) error {
		v.mu.Lock()
		defer v.mu.Unlock()
		v.all = append(v.all, x)
		return nil
	})
	return v
}

func (v *values[T]) get() []T {
	v.mu.Lock()
	defer v.mu.Unlock()
	return slices.Clone(v.all)
}

func (v *values[T]) wait(t *testing.T, n int) {
	t.Helper()
	for range 2000 {
		if len(v.get()) >= n {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatalf("got %v after 2s, want %d values", v.get(), n)
}

func want[T comparable](t *testing.T, got []T, want ...T) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func wantErr(t *testing.T, err, kind error, parts ...string) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Fatalf("got error %v, want %v", err, kind)
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("error %q does not say %q", err, part)
		}
	}
}

// read gives what an observable gives until it completes.
func read(items <-chan rxgo.Item) (all []any, err error) {
	for item := range items {
		if item.E != nil {
			err = item.E
		} else {
			all = append(all, item.V)
		}
	}
	return all, err
}

func noError(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// channel gives an observable of items, as they are.
func channel(items ...rxgo.Item) rxgo.Observable {
	c := make(chan rxgo.Item, len(items))
	for _, i := range items {
		c <- i
	}
	close(c)
	return rxgo.FromChannel(c)
}
