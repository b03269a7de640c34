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

// Recording writes pictures of a figure. It writes one picture for each refresh of the figure. A recording made by
// [LastPNG] or [LastSVG] writes one picture, at its end.
//
// A recording ends when all streams of the figure have closed, or when [Recording.Close] is called, whichever is first.
// At its end it closes the [File] that it writes to. If no picture was drawn before the end, it draws one then. If the
// figure has no streams, or if they have all closed before, the recording draws the figure once and ends when it is
// made.
//
// If a picture cannot be drawn or written, the refresh returns an error, and so does the Send or Emit that caused it.
// Close returns the first of these errors, joined with an error of the end. A picture that cannot be drawn is left out,
// and the recording continues. A refresh whose context is done draws nothing. The end of a recording ignores the
// context.
//
// The methods may be called from any goroutine.
type Recording struct {
	op          string
	fig         *viz.Figure
	display     recordingDisplay
	lastOnly    bool // draw one picture, at the end
	maxPictures int  // the recording ends after this number of pictures; 0: no limit
	bytes       atomic.Int64

	mu       sync.Mutex
	writer   pictureWriter
	pictures int
	ended    bool
	err      error
}

// pictureWriter draws a figure and writes pictures in one format.
type pictureWriter interface {
	// writePicture draws the figure with its current data, and writes or buffers the picture.
	writePicture() error
	// close writes what is buffered, and closes the file if there is one.
	close() error
}

// startRecording attaches r to a figure. newWriter makes its pictureWriter. The caller has set r.op and the options.
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
	if r.fig.Attach(r.display) != nil { // all streams have closed before, and the end of the recording failed
		return nil, r.Err()
	}
	return r, nil
}

// requireWriter panics if w is nil. op names the sink.
func requireWriter(op string, w io.Writer) {
	if w == nil {
		panic(op + ": needs a writer, got nil")
	}
}

// Frames returns the number of pictures that have been drawn so far.
func (r *Recording) Frames() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.pictures
}

// Bytes returns the number of bytes written so far. It can be 0 at first, because a GIF holds its first pictures back.
func (r *Recording) Bytes() int64 { return r.bytes.Load() }

// Err returns the first error of the recording so far, joined with an error of its end.
func (r *Recording) Err() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.err
}

// Close ends the recording, if it has not ended yet, and returns its errors: see [Recording]. Later refreshes are not
// recorded. A second call does nothing and returns the same error.
func (r *Recording) Close() error {
	err := r.end()
	// Detach must not hold r.mu: the figure may be waiting for r.mu in a refresh.
	r.fig.Detach(r.display)
	return err
}

// end ends the recording and returns its errors.
func (r *Recording) end() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.finish()
	return r.err
}

// refresh records a picture.
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

// writePicture draws one picture and counts it. r.mu is held.
func (r *Recording) writePicture() error {
	err := r.writer.writePicture()
	if err == nil {
		r.pictures++
	}
	return err
}

// finish draws a picture if there is none yet, and closes the output. r.mu is held.
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
		return // the error of close says that there is no picture; r.err has the cause
	}
	if !errors.Is(r.err, err) {
		_ = r.addError(err)
	}
}

// addError adds the sink's name to err, stores the result, and returns it. The recording stores the first error, and
// all errors of its end.
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

// recordingDisplay is the viz.Display of a Recording. Its Close ends the recording, but does not detach it from the
// figure, as Recording.Close does.
type recordingDisplay struct{ r *Recording }

var _ viz.Display = recordingDisplay{}

func (d recordingDisplay) Refresh(ctx context.Context) error { return d.r.refresh(ctx) }

func (d recordingDisplay) Close(context.Context) error { return d.r.end() }
