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
	op          string
	fig         *viz.Figure
	display     recordingDisplay
	lastOnly    bool // draw at the end only
	maxPictures int  // end after so many pictures; 0: no limit
	bytes       atomic.Int64

	mu       sync.Mutex
	writer   pictureWriter
	pictures int
	ended    bool
	err      error
}

// press makes pictures of a figure in one format.
type pictureWriter interface {
	// draw draws the figure as it is now, and adds the picture.
	writePicture() error
	// finish writes what is left, and closes the file if there is one.
	close() error
}

// record attaches a new recording to a figure. load makes its press.
func startRecording(r *Recording, d viz.Drawable, view viz.View, newWriter func(*viz.Renderer) pictureWriter) (*Recording, error) {
	if d == nil {
		panic(r.op + ": needs a figure, got nil")
	}
	r.fig = d.Figure()
	if err := r.fig.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", r.op, err)
	}
	r.writer = newWriter(r.fig.Renderer(view))
	r.display = recordingDisplay{r}
	if r.fig.Static() {
		if err := r.end(); err != nil {
			return nil, err
		}
		return r, nil
	}
	if r.fig.Attach(r.display) != nil { // the streams have closed already, and the end went wrong
		return nil, r.Err()
	}
	return r, nil
}

// requireWriter panics if a sink is given no writer.
func requireWriter(op string, w io.Writer) {
	if w == nil {
		panic(op + ": needs a writer, got nil")
	}
}

// Frames is how many pictures have been drawn.
func (r *Recording) Frames() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.pictures
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
	r.fig.Detach(r.display)
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
	if r.ended || r.lastOnly {
		return nil
	}
	if err := r.writePicture(); err != nil {
		return r.addError(err)
	}
	if r.pictures == r.maxPictures {
		r.finish()
		return r.err
	}
	return nil
}

func (r *Recording) writePicture() error {
	err := r.writer.writePicture()
	if err == nil {
		r.pictures++
	}
	return err
}

func (r *Recording) finish() {
	if r.ended {
		return
	}
	r.ended = true
	if r.pictures == 0 {
		if err := r.writePicture(); r.err == nil {
			_ = r.addError(err)
		}
	}
	err := r.writer.close()
	if r.pictures == 0 && r.err != nil {
		return // that there is no picture is no news
	}
	if !errors.Is(r.err, err) {
		_ = r.addError(err)
	}
}

// keep adds to the recording's errors, at most the first one and that of the end, and returns err with its origin.
func (r *Recording) addError(err error) error {
	if err == nil {
		return nil
	}
	err = fmt.Errorf("%s: %w", r.op, err)
	if r.err == nil {
		r.err = err
	} else if r.ended {
		r.err = errors.Join(r.err, err)
	}
	return err
}

// display is the recording as its figure sees it.
type recordingDisplay struct{ r *Recording }

var _ viz.Display = recordingDisplay{}

func (d recordingDisplay) Refresh(ctx context.Context) error { return d.r.refresh(ctx) }

func (d recordingDisplay) Close(context.Context) error { return d.r.end() }
