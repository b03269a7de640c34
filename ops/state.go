package ops

import (
	"context"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"slices"
	"sync/atomic"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
)

// operator is a step, and what it keeps from batch to batch.
type operator struct {
	process batchFunc
	save    func(dst []byte) []byte
	load    func(src []byte) (rest []byte, err error)
}

// memory is an operator of a graph that keeps something.
type nodeState struct {
	id     int64 // in the order in which they were built
	op     string
	schema string // of its input: what it keeps is of these columns
	node   flow.Node
	operator
}

// saved is an operator of reductions, which can be saved if they can be.
func (o operator) savableWith(outs []output) operator {
	for _, out := range outs {
		if k := out.reduction.floats; k != nil && !k.Saves() {
			o.save = nil
		}
	}
	return o
}

var nodeStateCount atomic.Int64

func newNodeState(op string, in frame.Schema, node flow.Node, o operator) *nodeState {
	return &nodeState{id: nodeStateCount.Add(1), op: op, schema: in.String(), node: node, operator: o}
}

// join lists the memories of several data frames, each once, in the order in which they were built.
func mergeStates(lists ...[]*nodeState) []*nodeState {
	all := slices.Concat(lists...)
	slices.SortFunc(all, func(a, b *nodeState) int { return int(a.id - b.id) })
	return slices.Compact(all)
}

// Derived is what an operator of this package gives: a [DataFrame] or a [Table].
type Derived interface {
	flow.Node
	nodeStates() []*nodeState
	Err() error
}

func (d DataFrame) nodeStates() []*nodeState { return d.states }
func (t Table) nodeStates() []*nodeState     { return t.states }

// stateMagic begins every state; the byte behind it is the version of the encoding.
const (
	stateMagic   = "sgst"
	stateVersion = 1
)

// SaveState gives what all operators that results come of have kept: sums, windows, groups, from the sources down. It is
// taken between two batches; what waits in a queue (flow.Buffer) is not in it. It may be called while
// the graph runs, until ctx ends, but not from within it. Joins of streams and a [Custom] reduction without Append cannot be
// saved: an [ErrState] that names the operator.
//
// A program that stores the state together with how far its source has come, and starts again with [RestoreState], goes on
// where it stopped. The encoding has a version, and is as large as what is kept: about 8 bytes for each value in a
// window.
func SaveState(ctx context.Context, results ...Derived) ([]byte, error) {
	all, nodes, err := statesOf("SaveState", results)
	if err != nil {
		return nil, err
	}
	state := binary.AppendUvarint(append([]byte(stateMagic), stateVersion), uint64(len(all)))
	err = flow.Between(ctx, func() error {
		for _, m := range all {
			if m.save == nil {
				return fmt.Errorf("ops.SaveState: %w: %s cannot be saved: it joins streams, or has a reduction without Append", ErrState, m.op)
			}
			state = appendText(appendText(state, m.op), m.schema)
			kept := m.save(nil)
			state = append(binary.AppendUvarint(state, uint64(len(kept))), kept...)
		}
		return nil
	}, nodes...)
	if err != nil {
		return nil, err
	}
	h := fnv.New64a()
	_, _ = h.Write(state)
	return h.Sum(state), nil
}

// RestoreState gives the operators that results come of what SaveState has saved. The graph must be built as the other
// was: the same operators on the same columns, in the same order; else, and for a damaged state, it is an [ErrState] that
// names the first operator that differs. It may have given the others theirs then, so build the graph anew. Call it before
// the first batch.
func RestoreState(ctx context.Context, state []byte, results ...Derived) error {
	all, nodes, err := statesOf("RestoreState", results)
	if err != nil {
		return err
	}
	kept, err := splitState(state, all)
	if err != nil {
		return fmt.Errorf("ops.RestoreState: %w", err)
	}
	return flow.Between(ctx, func() error {
		for i, m := range all {
			if rest, err := m.load(kept[i]); err != nil {
				return fmt.Errorf("ops.RestoreState: %w: %s: %w", ErrState, m.op, err)
			} else if len(rest) > 0 {
				return fmt.Errorf("ops.RestoreState: %w: %s: %d bytes too many", ErrState, m.op, len(rest))
			}
		}
		return nil
	}, nodes...)
}

func statesOf(op string, results []Derived) (all []*nodeState, nodes []flow.Node, err error) {
	for _, r := range results {
		if r.Err() != nil {
			return nil, nil, fmt.Errorf("ops.%s: %w", op, r.Err())
		}
		all = append(all, r.nodeStates()...)
		nodes = append(nodes, r)
	}
	all = mergeStates(all)
	for _, m := range all {
		nodes = append(nodes, m.node)
	}
	return all, nodes, nil
}

// splitState takes a state apart, and checks that it is one of these operators.
func splitState(state []byte, all []*nodeState) (kept [][]byte, err error) {
	body := len(state) - 8
	if body < len(stateMagic)+1 || string(state[:len(stateMagic)]) != stateMagic {
		return nil, fmt.Errorf("%w: it does not begin as one", ErrState)
	}
	if v := state[len(stateMagic)]; v != stateVersion {
		return nil, fmt.Errorf("%w: its version must be %d, got %d", ErrState, stateVersion, v)
	}
	h := fnv.New64a()
	_, _ = h.Write(state[:body])
	if h.Sum64() != binary.BigEndian.Uint64(state[body:]) {
		return nil, fmt.Errorf("%w: it is damaged", ErrState)
	}
	r := stateReader{state[len(stateMagic)+1 : body], nil}
	if n := r.uint(); n != uint64(len(all)) {
		return nil, fmt.Errorf("%w: it is of %d operators that keep something, got %d", ErrState, n, len(all))
	}
	for _, m := range all {
		if op, schema := r.text(), r.text(); op != m.op || schema != m.schema {
			return nil, fmt.Errorf("%w: it has %s of [%s], got %s of [%s]", ErrState, op, schema, m.op, m.schema)
		}
		kept = append(kept, []byte(r.text()))
	}
	if r.check(len(r.src) == 0); r.err != nil {
		return nil, fmt.Errorf("%w: %w", ErrState, r.err)
	}
	return kept, nil
}
