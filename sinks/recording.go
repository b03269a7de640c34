package sinks

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"

	"github.com/streamgage/streamgage/viz"
)

// Recording is one output being written: it takes a picture of its figure at each refresh. It ends, and closes the
// [File] it writes to, when all streams of the figure have closed, or at [Recording.Close], whichever comes first. A
// figure that has not refreshed by then is drawn once; a figure without streams, or whose streams have closed already,
// is drawn, and its recording ended, at once.
//
// A picture that cannot be drawn or written is an error of the refresh, and so of the Send or Emit that caused it; the
// first such error, and one of the end, are returned by Close again. A picture that cannot be drawn leaves a gap, no
// more. A refresh whose context is done draws nothing; the end of a recording does not heed the context.
//
// All methods may be called from any goroutine.
type Recording struct {
	op    string
	fig   *viz.Figure
	shape display
	last  bool // draw at the end only
	limit int  // end after so many pictures; 0: no limit
	bytes atomic.Int64

	mu     sync.Mutex
	press  press
	frames int
	done   bool
	err    error
}

// press makes pictures of a figure in one format.
type press interface {
	// draw draws the figure as it is now, and adds the picture.
	draw() error
	// finish writes what is left, and closes the file if there is one.
	finish() error
}

// record attaches a new recording to a figure. load makes its press.
func record(r *Recording, d viz.Drawable, view viz.View, load func(*viz.Renderer) press) (*Recording, error) {
	if d == nil {
		panic(r.op + ": needs a figure, got nil")
	}
	r.fig = d.Figure()
	if err := r.fig.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", r.op, err)
	}
	r.press = load(r.fig.Renderer(view))
	r.shape = display{r}
	if r.fig.Static() {
		if err := r.end(); err != nil {
			return nil, err
		}
		return r, nil
	}
	if r.fig.Attach(r.shape) != nil { // the streams have closed already, and the end went wrong
		return nil, r.Err()
	}
	return r, nil
}

// needWriter panics if a sink is given no writer.
func needWriter(op string, w io.Writer) {
	if w == nil {
		panic(op + ": needs a writer, got nil")
	}
}

// Frames is how many pictures have been drawn.
func (r *Recording) Frames() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.frames
}

// Bytes is how many bytes have been written. A GIF holds back its first pictures, so it may be 0 for a while.
func (r *Recording) Bytes() int64 { return r.bytes.Load() }

// Err is the first error of the recording so far, with that of its end.
func (r *Recording) Err() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.err
}

// Close ends the recording, if its streams have not done so, and returns all its errors; a second call does nothing
// and returns the same. Later refreshes are not recorded.
func (r *Recording) Close() error {
	err := r.end()
	// Outside of r.mu: the figure may be waiting for this recording in a refresh.
	r.fig.Detach(r.shape)
	return err
}

func (r *Recording) end() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.finish()
	return r.err
}

func (r *Recording) refresh(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.done || r.last {
		return nil
	}
	if err := r.draw(); err != nil {
		return r.keep(err)
	}
	if r.frames == r.limit {
		r.finish()
		return r.err
	}
	return nil
}

func (r *Recording) draw() error {
	err := r.press.draw()
	if err == nil {
		r.frames++
	}
	return err
}

func (r *Recording) finish() {
	if r.done {
		return
	}
	r.done = true
	if r.frames == 0 {
		if err := r.draw(); r.err == nil {
			_ = r.keep(err)
		}
	}
	err := r.press.finish()
	if r.frames == 0 && r.err != nil {
		return // that there is no picture is no news
	}
	if !errors.Is(r.err, err) {
		_ = r.keep(err)
	}
}

// keep adds to the recording's errors, at most the first one and that of the end, and returns err with its origin.
func (r *Recording) keep(err error) error {
	if err == nil {
		return nil
	}
	err = fmt.Errorf("%s: %w", r.op, err)
	if r.err == nil {
		r.err = err
	} else if r.done {
		r.err = errors.Join(r.err, err)
	}
	return err
}

// display is the recording as its figure sees it.
type display struct{ r *Recording }

var _ viz.Display = display{}

func (d display) Refresh(ctx context.Context) error { return d.r.refresh(ctx) }

func (d display) Close(context.Context) error { return d.r.end() }
