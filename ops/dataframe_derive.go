package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
)

// step is what an operator does with a batch.
type batchFunc func(frame.Frame) (frame.Frame, error)

// apply derives a DataFrame of an operator that keeps nothing: each batch is build's step of d's. build is called twice: to
// try the step on the example, which tells the schema and what is wrong with it, and for the stream.
func (d DataFrame) deriveStateless(op, label string, build func() batchFunc) DataFrame {
	return d.deriveStateful(op, label, func() operator { return operator{process: build()} })
}

// derive is apply for an operator that keeps something; the example is tried on one of its own.
func (d DataFrame) deriveStateful(op, label string, build func() operator) DataFrame {
	s, example, memories, err := d.newNode(op, label, build)
	if err != nil {
		return d.broken(err)
	}
	return DataFrame{Stream: s, example: example, origin: d.origin, states: memories, err: d.err}
}

// table is derive for an operator each of whose results is the whole new one.
func (d DataFrame) deriveTable(op, label string, build func() operator) Table {
	s, example, memories, err := d.newNode(op, label, build)
	if err != nil {
		d = d.broken(err)
		s = d.Stream
	}
	return Table{Stream: s, example: example, states: memories, err: d.err}
}

// node makes an operator's node. A broken d is given back as it is.
func (d DataFrame) newNode(op, label string, build func() operator) (flow.Stream[frame.Frame], frame.Frame, []*nodeState, error) {
	if d.err != nil {
		return d.Stream, d.example, d.states, nil
	}
	example, err := prefixErrors(op, build().process)(d.example)
	if err != nil {
		return nil, frame.Frame{}, nil, err
	}
	o := build()
	s := flow.TryMap(d.Stream, prefixErrors(op, o.process), flow.Name(label))
	memories := d.states
	if o.load != nil {
		memories = mergeStates(memories, []*nodeState{newNodeState(op+" ("+label+")", d.example.Schema(), s, o)})
	}
	return s, example, memories, nil
}

// named is a step whose errors name the operator.
func prefixErrors(op string, f batchFunc) batchFunc {
	return func(in frame.Frame) (frame.Frame, error) {
		out, err := f(in)
		if err != nil {
			return frame.Frame{}, fmt.Errorf("ops.%s: %w", op, err)
		}
		return out, nil
	}
}

// failTable is a Table of d's graph, which has an error from now on.
func (d DataFrame) failTable(op string, err error) Table {
	d = d.fail(op, err)
	return Table{Stream: d.Stream, example: d.example, err: d.err}
}
