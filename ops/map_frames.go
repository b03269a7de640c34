package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
)

// MapFrames emits the result of f for each batch: streamz' map_partitions. example defines the columns, their types and
// the index of the results; its rows are not emitted. If example is the zero Frame, f is called with d's own example,
// and its result is the example. A result of another schema fails its batch with a frame.ErrSchema. f may return other
// rows than it receives, also none. A result of other rows can no longer be combined with d, see [DataFrame.Where]. It
// panics if f is nil.
func (d DataFrame) MapFrames(example frame.Frame, f func(frame.Frame) (frame.Frame, error)) DataFrame {
	if f == nil {
		panic("ops.MapFrames: the function must not be nil")
	}
	if d.err != nil {
		return d
	}
	if example.NumCols() == 0 {
		var err error
		if example, err = f(d.example); err != nil {
			return d.fail("MapFrames", err)
		}
		if example.NumCols() == 0 {
			return d.fail("MapFrames", fmt.Errorf("%w, got the zero Frame", ErrExample))
		}
	}
	schema := example.Schema()
	s := flow.TryMap(d.Stream, func(in frame.Frame) (frame.Frame, error) {
		out, err := f(in)
		if err == nil {
			err = schema.Check(out)
		}
		if err != nil {
			return frame.Frame{}, fmt.Errorf("ops.MapFrames: %w", err)
		}
		return out, nil
	}, flow.Name("map"))
	return DataFrame{Stream: s, example: example, origin: d.origin, states: d.states}
}
