package rx

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/reactivex/rxgo/v2"
)

// The errors of this package. They are wrapped: test with errors.Is.
var (
	// ErrItemType is the error for an item of an observable whose type is not the stream's.
	ErrItemType = errors.New("wrong type of item")
	// ErrVirtualClock is the build error of rx nodes in a graph on a virtual clock, because rxgo's timers use wall time.
	ErrVirtualClock = errors.New("rxgo uses wall time, and the graph's clock is virtual; the option rx.WallTime allows it")
)

// itemValue returns an item's error, or its value as a T. op is the function that errors name.
func itemValue[T any](op string, item rxgo.Item) (v T, err error) {
	if item.E != nil {
		return v, item.E
	}
	v, ok := item.V.(T)
	want := reflect.TypeFor[T]()
	if !ok && !(item.V == nil && want.Kind() == reflect.Interface) { // a nil interface has no dynamic type to assert
		return v, fmt.Errorf("rx.%s: %w: want %v, got %T", op, ErrItemType, want, item.V)
	}
	return v, nil
}
