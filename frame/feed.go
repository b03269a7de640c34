package frame

import "context"

// Receiver receives frames of one schema until Close is called.
type Receiver interface {
	Send(ctx context.Context, f Frame) error
	Close(ctx context.Context) error
}

// Feed sends frames of one schema to a Receiver. It is a streaming data frame, or a plain [Frame], which sends nothing.
// A Feed may also have a method Err() error, which returns its build error.
type Feed interface {
	// Example returns a frame of the feed's schema. Its rows, if there are any, are the data before the first frame.
	Example() Frame
	// Attach makes the feed send all later frames to r, and close r after the last one.
	Attach(r Receiver)
}

var _ Feed = Frame{}

// Example returns f.
func (f Frame) Example() Frame { return f }

// Attach does nothing: a Frame is a Feed that has ended.
func (f Frame) Attach(Receiver) {}
