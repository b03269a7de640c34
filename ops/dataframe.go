package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
)

// DataFrame is a stream of frames of one schema, each of which is new rows. It is a flow.Stream[frame.Frame] and a
// frame.Feed. Make one with [From], [Random] or [Replay]; it is a small value, to be copied.
type DataFrame struct {
	flow.Stream[frame.Frame]
	example frame.Frame
	origin  *origin
	// memories are the operators above, itself included, that keep something from batch to batch.
	states []*nodeState
	err    error
}

var _ frame.Feed = DataFrame{}

// origin is where a data frame's batches come from: those with the same origin come batch by batch.
type origin struct {
	batch uint64 // the number of the batch that passes; under the guard of the graph
}

// From makes a DataFrame of a stream of frames. example tells the columns, their types and the index; its rows, if it has
// any, are not emitted, but seen as what was there before (a plot shows them). Operators derive their own example from
// it, by themselves, as in streamz: CumSum of the stream does not start from the example's sum.
//
// A frame that does not have the example's schema fails with an error that tells the difference. An example without columns is a
// build error. It panics if s is nil.
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

// Broken gives a DataFrame of s that could not be built: err is an error of its graph, and of all that is derived of it.
// It is for packages with sources of their own. It panics if s or err is nil.
func Broken(s flow.Stream[frame.Frame], err error) DataFrame {
	if s == nil || err == nil {
		panic("ops.Broken: the stream and the error must not be nil")
	}
	return DataFrame{Stream: s, origin: &origin{}}.broken(err)
}

// Example tells the schema. Its rows, if the source's example had any, are what there was before the first batch.
func (d DataFrame) Example() frame.Frame { return d.example }

// Attach sends all batches to r and closes it after the last: flow.To(d, r).
func (d DataFrame) Attach(r frame.Receiver) { flow.To(d.Stream, r) }

// Err tells what is wrong with how d was built, or nil. Run, Emit and Close return it too.
func (d DataFrame) Err() error { return d.err }

// broken gives d with an error, which is an error of its graph from now on. What is derived of it does nothing.
func (d DataFrame) broken(err error) DataFrame {
	flow.Break(d.Stream, err)
	d.err = err
	return d
}

// fail is broken with the operator's name, unless d is broken already: the first error is the one that counts.
func (d DataFrame) fail(op string, err error) DataFrame {
	if d.err != nil {
		return d
	}
	return d.broken(fmt.Errorf("ops.%s: %w", op, err))
}
