package viz

import (
	"context"
	"fmt"
	"sync"

	"github.com/streamgage/streamgage/frame"
)

// defaultBacklog is how many rows a DataFrameStream keeps, as in HoloViews.
const defaultBacklog = 1000

// DataFrameStream holds the last rows of what it is sent (HoloViews' DataFrameStream, later Buffer): Send appends. It
// is safe for concurrent use.
type DataFrameStream struct {
	publisher
	mu          sync.Mutex
	backlog     *frame.Backlog
	useIndex    bool
	inputSchema frame.Schema // of what is sent
}

// BufferOption changes what a DataFrameStream keeps.
type BufferOption interface{ buffer(*bufferConfig) }

type bufferConfig struct {
	rows     int
	useIndex bool
}

type bufferOption func(*bufferConfig)

func (o bufferOption) buffer(c *bufferConfig) { o(c) }

// Backlog is how many rows are kept. Default: 1000. It panics unless rows > 0.
func Backlog(rows int) BufferOption {
	if rows <= 0 {
		panic(fmt.Sprintf("viz.Backlog: must be positive, got %d", rows))
	}
	return bufferOption(func(c *bufferConfig) { c.rows = rows })
}

// Index says whether the frames' index, if they have one, is kept: as the first dimension, which is a curve's x.
// Default: true.
func Index(on bool) BufferOption {
	return bufferOption(func(c *bufferConfig) { c.useIndex = on })
}

// NewDataFrameStream makes a stream of what the feed gives: an ops.DataFrame, which it attaches itself to, or a plain
// frame, whose columns say what Send takes. The rows of the feed's example are the first data.
//
// The feed's own error, if it is badly built, is the error of every figure that shows the stream.
func NewDataFrameStream(feed frame.Feed, opts ...BufferOption) *DataFrameStream {
	if feed == nil {
		panic("viz.NewDataFrameStream: the feed must not be nil")
	}
	c := bufferConfig{rows: defaultBacklog, useIndex: true}
	for _, o := range opts {
		o.buffer(&c)
	}
	example := feed.Example()
	d := &DataFrameStream{useIndex: c.useIndex, inputSchema: example.Schema()}
	first := d.applyIndexOption(example)
	d.backlog = frame.NewBacklog(c.rows, first.Schema())
	if f, ok := feed.(interface{ Err() error }); ok && f.Err() != nil {
		d.err = f.Err()
		return d
	}
	if err := d.backlog.Append(first); err != nil {
		d.err = fmt.Errorf("viz.NewDataFrameStream: %w", err)
		return d
	}
	feed.Attach(d)
	return d
}

// kept is the part of a frame that is kept: its index, if any, becomes an ordinary first column.
func (d *DataFrameStream) applyIndexOption(f frame.Frame) frame.Frame {
	if d.useIndex {
		return f.ResetIndex()
	}
	return f.DropIndex()
}

// Send appends rows and refreshes the figures that show them; it returns when they are drawn, with what went wrong. A
// frame of another schema than the example's is an error that names both.
func (d *DataFrameStream) Send(ctx context.Context, f frame.Frame) error {
	if err := d.Put(ctx, f); err != nil {
		return err
	}
	return d.Refresh(ctx)
}

// Put appends rows without refreshing: amortised, it costs a copy of the new rows. Of a frame longer than the backlog
// the last rows are kept.
func (d *DataFrameStream) Put(_ context.Context, f frame.Frame) error {
	err := d.update(func() error {
		if err := d.inputSchema.Check(f); err != nil {
			return err
		}
		d.mu.Lock()
		defer d.mu.Unlock()
		return d.backlog.Append(d.applyIndexOption(f))
	})
	if err != nil {
		return fmt.Errorf("viz.DataFrameStream: %w", err)
	}
	return nil
}

// Refresh draws every figure of the stream that has not shown its rows yet.
func (d *DataFrameStream) Refresh(ctx context.Context) error { return d.refresh(ctx) }

// Clear drops all rows and refreshes.
func (d *DataFrameStream) Clear(ctx context.Context) error {
	err := d.update(func() error {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.backlog.Clear()
		return nil
	})
	if err != nil {
		return fmt.Errorf("viz.DataFrameStream: %w", err)
	}
	return d.Refresh(ctx)
}

// Close ends the stream, and with it the files and pages that show no other open stream.
func (d *DataFrameStream) Close(ctx context.Context) error { return d.close(ctx) }

// Open is called by flow.To: a stream can be fed by one node only.
func (d *DataFrameStream) Open(from string) error { return d.open(from) }

// Data is what the figures show now: an immutable snapshot, for which nothing is copied unless the backlog is longer
// than about 100,000 rows.
func (d *DataFrameStream) Data() frame.Frame { return d.current() }

func (d *DataFrameStream) current() frame.Frame {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.backlog.Frame()
}
