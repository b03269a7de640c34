package viz

import (
	"context"
	"fmt"
	"sync"
)

// DataStream holds the data that a figure shows. Send replaces the data (HoloViews' DataStream, later Pipe). It is safe
// for concurrent use. It is a receiver for flow.To.
type DataStream[T any] struct {
	publisher
	mu    sync.Mutex
	value T
}

// NewDataStream makes a stream with initial data. Without initial data, the stream holds the zero value of T. The zero
// frame has no columns and is drawn as an empty plot. It panics on more than one value.
func NewDataStream[T any](initial ...T) *DataStream[T] {
	if len(initial) > 1 {
		panic(fmt.Sprintf("viz.NewDataStream: takes at most one initial value, got %d", len(initial)))
	}
	d := &DataStream[T]{publisher: publisher{noInitialData: len(initial) == 0}}
	if len(initial) == 1 {
		d.value = initial[0]
	}
	return d
}

// Send replaces the data and refreshes the figures that show it. It returns after they are drawn, with the errors of
// drawing. The data must not be changed afterwards. After Close it returns ErrClosed.
func (d *DataStream[T]) Send(ctx context.Context, v T) error {
	if err := d.Put(ctx, v); err != nil {
		return err
	}
	return d.Refresh(ctx)
}

// Put replaces the data without refreshing. After Close it returns ErrClosed.
func (d *DataStream[T]) Put(_ context.Context, v T) error {
	err := d.update(func() error {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.value = v
		return nil
	})
	if err != nil {
		return fmt.Errorf("viz.DataStream: %w", err)
	}
	return nil
}

// Refresh draws every figure of the stream that has not shown its current data.
func (d *DataStream[T]) Refresh(ctx context.Context) error { return d.refresh(ctx) }

// Close ends the stream. It closes each display (a file, a page) all of whose streams are closed now, and returns the
// errors.
func (d *DataStream[T]) Close(ctx context.Context) error { return d.close(ctx) }

// Open is called by flow.To with the name of the node that feeds the stream. A second call returns ErrFed, because only
// one node can feed a stream.
func (d *DataStream[T]) Open(from string) error { return d.open(from) }

// Data returns the data that the figures show now.
func (d *DataStream[T]) Data() T { return d.current() }

func (d *DataStream[T]) current() T {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.value
}
