package rx

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/reactivex/rxgo/v2"
)

var (
	// ErrItemType: an observable's item is not of the stream's type.
	ErrItemType = errors.New("wrong type of item")
	// ErrVirtualClock is the build error of rx nodes in a graph on a virtual clock, where rxgo's timers would not fit.
	ErrVirtualClock = errors.New("rxgo keeps wall time, and this graph's clock is virtual; rx.WallTime says that it is meant")
)

// as gives an item's value as a T.
func itemValue[T any](op string, item rxgo.Item) (v T, err error) {
	if item.E != nil {
		return v, item.E
	}
	v, ok := item.V.(T)
	want := reflect.TypeFor[T]()
	if !ok && !(item.V == nil && want.Kind() == reflect.Interface) { // a nil interface has no type to assert
		return v, fmt.Errorf("rx.%s: %w: want %v, got %T", op, ErrItemType, want, item.V)
	}
	return v, nil
}
