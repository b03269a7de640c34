package rx

import (
	"context"
	"slices"

	"github.com/reactivex/rxgo/v2"
	"github.com/streamgage/streamgage/flow"
)

// From makes a source from an observable whose items have type T. Run observes it once, with a context that ends with
// the source. The source receives an item after the previous one has passed the graph, so back-pressure reaches the
// observable.
//
// The source ends when the observable completes. An error item ends the run with its error. An item of another type
// ends the run with an [ErrItemType]. From panics if the observable is nil.
func From[T any](observable rxgo.Observable, opts ...flow.SourceOption) flow.Stream[T] {
	if observable == nil {
		panic("rx.From: the observable must not be nil")
	}
	cfg := &fromConfig{}
	name := ""
	setDefaults := func(c *flow.SourceConfig) { c.Name, c.Extra = "rx from", cfg }
	readResult := func(c *flow.SourceConfig) { name = c.Name }
	s := flow.FromFunc(func(ctx context.Context, emit func(T) error) error {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		items := observable.Observe(rxgo.WithContext(ctx))
		for {
			var item rxgo.Item
			var ok bool
			flow.Blocking(ctx, func() {
				select {
				case <-ctx.Done():
				case item, ok = <-items:
				}
			})
			if !ok {
				return ctx.Err()
			}
			v, err := itemValue[T]("From", item)
			if err != nil {
				return &flow.NodeError{Node: name, Err: err}
			}
			if err := emit(v); err != nil {
				return err
			}
		}
	}, slices.Concat([]flow.SourceOption{setDefaults}, opts, []flow.SourceOption{readResult})...)
	_ = checkClock("From", s, cfg.wallTime) // the graph returns the error
	return s
}
