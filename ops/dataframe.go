package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
)

// DataFrame is a stream of frames of one schema. Each frame is new rows. A DataFrame is a flow.Stream[frame.Frame] and
// a frame.Feed. Make one with [From], [Decode], [FollowCSV], [FollowJSON], [FromStructs], [FromStructBatches],
// [Random], [Replay], [Periodic] or [FromFiles]. It is a small value, to be copied.
type DataFrame struct {
	flow.Stream[frame.Frame]
	example frame.Frame
	origin  *origin
	states  []*nodeState // of the operators from the sources down to this one, for SaveState
	err     error        // the build error; nil: none
}

var _ frame.Feed = DataFrame{}

// origin identifies where a data frame's batches come from. Data frames of one origin have the same batches, so they can
// be combined batch by batch.
type origin struct {
	batch uint64 // the number of the batch in progress; guarded by the lock of the domain
}

// From returns the DataFrame of a stream of frames. example defines the columns, their types and the index. If example
// has rows, they are not emitted: they count as the rows before the first batch, and a plot shows them. Each operator
// computes its own example from it, separately from the stream, as in streamz: CumSum of the stream does not start from
// the example's sum.
//
// A frame with another schema than the example's fails with an error that names the difference. An example without
// columns is a build error, an [ErrExample]. From panics if s is nil.
func From(s flow.Stream[frame.Frame], example frame.Frame) DataFrame {
	if s == nil {
		panic("ops.From: the stream must not be nil")
	}
	d := DataFrame{Stream: s, example: example, origin: &origin{}}
	if example.NumCols() == 0 {
		return d.fail("From", fmt.Errorf("%w, got the zero Frame", ErrExample))
	}
	schema, o := example.Schema(), d.origin
	d.Stream = flow.TryMap(s, func(f frame.Frame) (frame.Frame, error) {
		if err := schema.Check(f); err != nil {
			return frame.Frame{}, fmt.Errorf("ops.From: %w", err)
		}
		o.batch++
		return f, nil
	}, flow.Name("from"))
	return d
}

// Broken returns a DataFrame of s that could not be built: err is an error of its graph, and of all DataFrames derived
// from it. It is for packages with sources of their own. Broken panics if s or err is nil.
func Broken(s flow.Stream[frame.Frame], err error) DataFrame {
	if s == nil || err == nil {
		panic("ops.Broken: the stream and the error must not be nil")
	}
	return DataFrame{Stream: s, origin: &origin{}}.broken(err)
}

// Example returns a frame of the schema. If the source's example has rows, its rows count as those before the first
// batch.
func (d DataFrame) Example() frame.Frame { return d.example }

// Attach sends all batches to r and closes r after the last one: flow.To(d, r).
func (d DataFrame) Attach(r frame.Receiver) { flow.To(d.Stream, r) }

// Err returns the error with which d was built, or nil. Run, Emit and Close return it too.
func (d DataFrame) Err() error { return d.err }

// broken records err as an error of d's graph and returns d with it. Operators on a broken DataFrame do nothing.
func (d DataFrame) broken(err error) DataFrame {
	flow.AddBuildError(d.Stream, err)
	d.err = err
	return d
}

// fail is broken with the operator's name in the error. If d is broken already, it keeps its first error.
func (d DataFrame) fail(op string, err error) DataFrame {
	if d.err != nil {
		return d
	}
	return d.broken(fmt.Errorf("ops.%s: %w", op, err))
}
