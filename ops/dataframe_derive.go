package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
)

// batchFunc computes an operator's result for one batch.
type batchFunc func(frame.Frame) (frame.Frame, error)

// deriveStateless returns the DataFrame of an operator without state, which emits one batch for each batch of d. build
// is called twice: for the example, which shows the schema and build errors, and for the stream. label is the node's
// name.
func (d DataFrame) deriveStateless(op, label string, build func() batchFunc) DataFrame {
	return d.deriveStateful(op, label, func() operator { return operator{process: build()} })
}

// deriveStateful is deriveStateless for an operator that keeps state from batch to batch. The example goes through an
// operator of its own, so it does not change the stream's state.
func (d DataFrame) deriveStateful(op, label string, build func() operator) DataFrame {
	s, example, states, err := d.newNode(op, label, build)
	if err != nil {
		return d.broken(err)
	}
	return DataFrame{Stream: s, example: example, origin: d.origin, states: states, err: d.err}
}

// deriveTable is deriveStateful for an operator whose results each replace the one before.
func (d DataFrame) deriveTable(op, label string, build func() operator) Table {
	s, example, states, err := d.newNode(op, label, build)
	if err != nil {
		d = d.broken(err)
		s = d.Stream
	}
	return Table{Stream: s, example: example, states: states, err: d.err}
}

// newNode makes an operator's node and computes its example. If d is broken, it returns d's own stream and example.
func (d DataFrame) newNode(
	op, label string, build func() operator,
) (flow.Stream[frame.Frame], frame.Frame, []*nodeState, error) {
	if d.err != nil {
		return d.Stream, d.example, d.states, nil
	}
	example, err := prefixErrors(op, build().process)(d.example)
	if err != nil {
		return nil, frame.Frame{}, nil, err
	}
	o := build()
	s := flow.TryMap(d.Stream, prefixErrors(op, o.process), flow.Name(label))
	states := d.states
	if o.load != nil {
		states = mergeStates(states, []*nodeState{newNodeState(op+" ("+label+")", d.example.Schema(), s, o)})
	}
	return s, example, states, nil
}

// deriveUnaligned returns the DataFrame of the node s whose batches are not those of d. o is its origin. own is the
// node's operator, whose state is saved under name. others are the states of its other inputs.
func (d DataFrame) deriveUnaligned(
	name string, s flow.Stream[frame.Frame], example frame.Frame, o *origin, own operator, others ...[]*nodeState,
) DataFrame {
	states := append(others, d.states, []*nodeState{newNodeState(name, d.example.Schema(), s, own)})
	return DataFrame{Stream: s, example: example, origin: o, states: mergeStates(states...)}
}

// inheritError makes d broken if other, its second input, is. It returns whether one of the two is.
func (d DataFrame) inheritError(other DataFrame) (DataFrame, bool) {
	switch {
	case d.err != nil:
		return d, true
	case other.err == nil:
		return d, false
	case d.origin == other.origin: // the graph is the same, and already has the error
		d.err = other.err
		return d, true
	}
	return d.broken(other.err), true
}

// prefixErrors returns f with the operator's name before its errors.
func prefixErrors(op string, f batchFunc) batchFunc {
	return func(in frame.Frame) (frame.Frame, error) {
		out, err := f(in)
		if err != nil {
			return frame.Frame{}, fmt.Errorf("ops.%s: %w", op, err)
		}
		return out, nil
	}
}

// brokenTable returns the Table of a broken DataFrame.
func (d DataFrame) brokenTable() Table {
	return Table{Stream: d.Stream, example: d.example, states: d.states, err: d.err}
}
