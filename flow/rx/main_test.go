package rx_test

import (
	"errors"
	"testing"

	"github.com/reactivex/rxgo/v2"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	// The goroutines that WithPool and Serialize leave have no context and cannot be ended: see TestPoolAndSerializeHang.
	goleak.VerifyTestMain(m, goleak.IgnoreTopFunction("github.com/reactivex/rxgo/v2.(*ObservableImpl).serialize.func2"))
}

var errTest = errors.New("test")

// readAll returns the values of an observable until it completes, and its last error.
func readAll(items <-chan rxgo.Item) (all []any, err error) {
	for item := range items {
		if item.E != nil {
			err = item.E
		} else {
			all = append(all, item.V)
		}
	}
	return all, err
}

// observableOf returns an observable of exactly these items.
func observableOf(items ...rxgo.Item) rxgo.Observable {
	c := make(chan rxgo.Item, len(items))
	for _, i := range items {
		c <- i
	}
	close(c)
	return rxgo.FromChannel(c)
}
