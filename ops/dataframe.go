package ops

import (
	"fmt"
	"strings"

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
	memories []*memory
	err      error
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

// step is what an operator does with a batch.
type step func(frame.Frame) (frame.Frame, error)

// apply derives a DataFrame of an operator that keeps nothing: each batch is build's step of d's. build is called twice: to
// try the step on the example, which tells the schema and what is wrong with it, and for the stream.
func (d DataFrame) apply(op, label string, build func() step) DataFrame {
	return d.derive(op, label, func() operator { return operator{step: build()} })
}

// derive is apply for an operator that keeps something; the example is tried on one of its own.
func (d DataFrame) derive(op, label string, build func() operator) DataFrame {
	s, example, memories, err := d.node(op, label, build)
	if err != nil {
		return d.broken(err)
	}
	return DataFrame{Stream: s, example: example, origin: d.origin, memories: memories, err: d.err}
}

// table is derive for an operator each of whose results is the whole new one.
func (d DataFrame) table(op, label string, build func() operator) Table {
	s, example, memories, err := d.node(op, label, build)
	if err != nil {
		d = d.broken(err)
		s = d.Stream
	}
	return Table{Stream: s, example: example, memories: memories, err: d.err}
}

// node makes an operator's node. A broken d is given back as it is.
func (d DataFrame) node(op, label string, build func() operator) (flow.Stream[frame.Frame], frame.Frame, []*memory, error) {
	if d.err != nil {
		return d.Stream, d.example, d.memories, nil
	}
	example, err := named(op, build().step)(d.example)
	if err != nil {
		return nil, frame.Frame{}, nil, err
	}
	o := build()
	s := flow.TryMap(d.Stream, named(op, o.step), flow.Name(label))
	memories := d.memories
	if o.load != nil {
		memories = joinMemories(memories, []*memory{newMemory(op+" ("+label+")", d.example.Schema(), s, o)})
	}
	return s, example, memories, nil
}

// named is a step whose errors name the operator.
func named(op string, f step) step {
	return func(in frame.Frame) (frame.Frame, error) {
		out, err := f(in)
		if err != nil {
			return frame.Frame{}, fmt.Errorf("ops.%s: %w", op, err)
		}
		return out, nil
	}
}

// values lists the columns that are not the index.
func values(s frame.Schema) []frame.Field {
	all := s.Fields()
	if _, ok := s.Index(); ok {
		return all[1:]
	}
	return all
}

func names(fields []frame.Field) string {
	all := make([]string, len(fields))
	for i, f := range fields {
		all[i] = f.Name
	}
	return strings.Join(all, ", ")
}

// numbers lists the columns that are not the index; one that does not hold numbers is an error.
func numbers(s frame.Schema) ([]frame.Field, error) {
	fields := values(s)
	for _, f := range fields {
		if err := isNumber(f); err != nil {
			return nil, err
		}
	}
	return fields, nil
}

func isNumber(f frame.Field) error {
	if f.Type != frame.Float64 && f.Type != frame.Int64 {
		return fmt.Errorf("%w: want numbers, got %q of type %v; Select the columns to work on", ErrType, f.Name, f.Type)
	}
	return nil
}

// known says whether the columns are there, as ordinary columns.
func known(s frame.Schema, wanted ...string) error {
	for _, name := range wanted {
		f, ok := s.Lookup(name)
		if !ok {
			return fmt.Errorf("%w %q; columns are %s", ErrColumn, name, names(values(s)))
		}
		if f.Index {
			return fmt.Errorf("%w %q, which is the index; columns are %s", ErrColumn, name, names(values(s)))
		}
	}
	return nil
}
