package viz

import (
	"context"
	"fmt"
	"sync"

	"github.com/streamgage/streamgage/frame"
)

// defaultBacklog is the number of rows that a DataFrameStream keeps, as in HoloViews.
const defaultBacklog = 1000

// DataFrameStream holds the last rows of a stream. Send appends rows (HoloViews' DataFrameStream, later Buffer). It is
// safe for concurrent use. It is a receiver for flow.To.
type DataFrameStream struct {
	publisher
	mu          sync.Mutex
	backlog     *frame.Backlog
	useIndex    bool
	inputSchema frame.Schema // the schema of the frames that Put accepts
}

// BufferOption changes what a DataFrameStream keeps.
type BufferOption interface{ buffer(*bufferConfig) }

type bufferConfig struct {
	rows     int
	useIndex bool
}

type bufferOption func(*bufferConfig)

func (o bufferOption) buffer(c *bufferConfig) { o(c) }

// Backlog is the number of rows that are kept. Default: 1000. It panics unless rows > 0.
func Backlog(rows int) BufferOption {
	if rows <= 0 {
		panic(fmt.Sprintf("viz.Backlog: must be positive, got %d", rows))
	}
	return bufferOption(func(c *bufferConfig) { c.rows = rows })
}

// Index sets whether the index of the frames, if they have one, is kept. It becomes the first dimension, which is a
// curve's x. Default: true.
func Index(on bool) BufferOption {
	return bufferOption(func(c *bufferConfig) { c.useIndex = on })
}

// NewDataFrameStream makes a stream and attaches it to a feed. The feed is an ops.DataFrame, or a plain frame, whose
// schema is then that of Send. The rows of the feed's example are the first data. A build error of the feed is the
// error of every figure that shows the stream. It panics if the feed is nil.
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

// applyIndexOption makes the index of a frame its ordinary first column, or drops it. A frame without an index does not
// change.
func (d *DataFrameStream) applyIndexOption(f frame.Frame) frame.Frame {
	if d.useIndex {
		return f.ResetIndex()
	}
	return f.DropIndex()
}

// Send appends rows and refreshes the figures that show them. It returns after they are drawn, with the errors of
// drawing. A frame whose schema differs from that of the example is an error that names both. After Close it returns
// ErrClosed.
func (d *DataFrameStream) Send(ctx context.Context, f frame.Frame) error {
	if err := d.Put(ctx, f); err != nil {
		return err
	}
	return d.Refresh(ctx)
}

// Put appends rows without refreshing. If the frame is longer than the backlog, its last rows are kept. The amortised
// cost is a copy of the new rows. The errors are those of Send without those of drawing.
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

// Refresh draws every figure of the stream that has not shown its current rows.
func (d *DataFrameStream) Refresh(ctx context.Context) error { return d.refresh(ctx) }

// Clear drops all rows and refreshes. After Close it returns ErrClosed.
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

// Close ends the stream. It closes each display (a file, a page) all of whose streams are closed now, and returns the
// errors.
func (d *DataFrameStream) Close(ctx context.Context) error { return d.close(ctx) }

// Open is called by flow.To with the name of the node that feeds the stream. A second call returns ErrFed, because only
// one node can feed a stream.
func (d *DataFrameStream) Open(from string) error { return d.open(from) }

// Data returns an immutable snapshot of the rows that the figures show now. It copies nothing, unless the capacity of
// the backlog exceeds 100,000 rows.
func (d *DataFrameStream) Data() frame.Frame { return d.current() }

func (d *DataFrameStream) current() frame.Frame {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.backlog.Frame()
}

var _ Stream[frame.Frame] = (*DataFrameStream)(nil)
