package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
)

// Head emits the first n rows of each batch, or all if there are fewer. It copies no data. It panics if n is negative.
func (d DataFrame) Head(n int) DataFrame {
	if n < 0 {
		panic(fmt.Sprintf("ops.Head: n must not be negative, got %d", n))
	}
	return d.deriveStateless("Head", fmt.Sprintf("head %d", n), func() batchFunc {
		return func(f frame.Frame) (frame.Frame, error) { return f.Slice(0, min(n, f.Len())), nil }
	})
}

// Tail emits the last n rows of each batch, or all if there are fewer: streamz' tail. For the last rows of the whole
// stream use [DataFrame.Window]. It copies no data. It panics if n is negative.
func (d DataFrame) Tail(n int) DataFrame {
	if n < 0 {
		panic(fmt.Sprintf("ops.Tail: n must not be negative, got %d", n))
	}
	return d.deriveStateless("Tail", fmt.Sprintf("tail %d", n), func() batchFunc {
		return func(f frame.Frame) (frame.Frame, error) { return f.Tail(n), nil }
	})
}
