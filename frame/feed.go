package frame

import "context"

// Receiver takes frames, all of one schema, until Close.
type Receiver interface {
	Send(ctx context.Context, f Frame) error
	Close(ctx context.Context) error
}

// Feed gives frames of one schema to a Receiver: a streaming data frame, or a plain [Frame], which has nothing more to
// give. A Feed may also have a method Err() error: it is broken, and why.
type Feed interface {
	// Example tells the schema. Its rows, if it has any, are what there is before the first frame.
	Example() Frame
	// Attach sends all later frames to r, and closes it after the last.
	Attach(r Receiver)
}

var _ Feed = Frame{}

// Example is f itself.
func (f Frame) Example() Frame { return f }

// Attach does nothing: a Frame is a Feed that has ended.
func (f Frame) Attach(Receiver) {}
