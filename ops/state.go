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
	"github.com/streamgage/streamgage/ops/internal/state"
)

// operator computes results batch by batch. save appends its state to dst. load reads the state from the front of src,
// and returns the bytes after it. Both are nil if the operator has no state. save is nil if the state cannot be saved.
type operator struct {
	process batchFunc
	save    func(dst []byte) []byte
	load    func(src []byte) (rest []byte, err error)
}

// nodeState is an operator with state, and its node in a graph.
type nodeState struct {
	id     int64 // in the order in which operators were built
	op     string
	schema string // of its input
	node   flow.Node
	operator
}

// savableWith returns the operator, without save if one of its reductions cannot be saved.
func (o operator) savableWith(outs []output) operator {
	for _, out := range outs {
		if k := out.reduction.floats; k != nil && !k.Serializable() {
			o.save = nil
		}
	}
	return o
}

var nodeStateCount atomic.Int64

// newNodeState returns the nodeState of an operator, with the next id.
func newNodeState(op string, in frame.Schema, node flow.Node, o operator) *nodeState {
	return &nodeState{id: nodeStateCount.Add(1), op: op, schema: in.String(), node: node, operator: o}
}

// mergeStates returns the operators of several data frames, each once, in the order in which they were built.
func mergeStates(lists ...[]*nodeState) []*nodeState {
	all := slices.Concat(lists...)
	slices.SortFunc(all, func(a, b *nodeState) int { return int(a.id - b.id) })
	return slices.Compact(all)
}

// Derived is the result of an operator of this package: a [DataFrame] or a [Table].
type Derived interface {
	flow.Node
	nodeStates() []*nodeState
	Err() error
}

func (d DataFrame) nodeStates() []*nodeState { return d.states }
func (t Table) nodeStates() []*nodeState     { return t.states }

const (
	stateMagic   = "sgst" // the first bytes of every state
	stateVersion = 2      // of the encoding: the byte after stateMagic. An older state is refused
)

// SaveState returns the state of all operators from the sources down to results: sums, windows, groups. It reads the
// state between two batches. Elements in a queue (flow.Buffer) are not in it. SaveState may be called while the graph
// runs, but not by a function that runs in the graph. It waits for the end of the current batch, or until ctx ends.
// Joins of streams, and a [Custom] reduction without Append, cannot be saved: an [ErrState] that names the operator.
//
// A program that stores the state together with the position of its source, and starts again with [RestoreState],
// continues from the saved position. The encoding has a version, and a state of another version is an ErrState. Its size is that
// of the state: about 8 bytes for each value in a window.
func SaveState(ctx context.Context, results ...Derived) ([]byte, error) {
	all, nodes, err := statesOf("SaveState", results)
	if err != nil {
		return nil, err
	}
	saved := state.AppendCount(append([]byte(stateMagic), stateVersion), len(all))
	err = flow.Exclusively(ctx, func() error {
		for _, s := range all {
			if s.save == nil {
				return fmt.Errorf("ops.SaveState: %w: %s cannot be saved: it joins streams, or has a reduction without Append", ErrState, s.op)
			}
			saved = state.AppendText(state.AppendText(saved, s.op), s.schema)
			part := s.save(nil)
			saved = append(state.AppendCount(saved, len(part)), part...)
		}
		return nil
	}, nodes...)
	if err != nil {
		return nil, err
	}
	h := fnv.New64a()
	_, _ = h.Write(saved)
	return h.Sum(saved), nil
}

// RestoreState sets all operators from the sources down to results to a state that SaveState has returned. The graph must
// be built as the saved one was: the same operators on the same columns, in the same order. If it is not, or the state is
// damaged, RestoreState returns an [ErrState] that names the first operator that differs. Some operators may be restored
// then already, so build the graph anew. Call RestoreState before the first batch.
func RestoreState(ctx context.Context, state []byte, results ...Derived) error {
	all, nodes, err := statesOf("RestoreState", results)
	if err != nil {
		return err
	}
	parts, err := splitState(state, all)
	if err != nil {
		return fmt.Errorf("ops.RestoreState: %w", err)
	}
	return flow.Exclusively(ctx, func() error {
		for i, s := range all {
			if rest, err := s.load(parts[i]); err != nil {
				return fmt.Errorf("ops.RestoreState: %w: %s: %w", ErrState, s.op, err)
			} else if len(rest) > 0 {
				return fmt.Errorf("ops.RestoreState: %w: %s: %d bytes too many", ErrState, s.op, len(rest))
			}
		}
		return nil
	}, nodes...)
}

// statesOf returns the operators with state from the sources down to results, and their nodes and those of results.
func statesOf(op string, results []Derived) (all []*nodeState, nodes []flow.Node, err error) {
	for _, r := range results {
		if r.Err() != nil {
			return nil, nil, fmt.Errorf("ops.%s: %w", op, r.Err())
		}
		all = append(all, r.nodeStates()...)
		nodes = append(nodes, r)
	}
	all = mergeStates(all)
	for _, s := range all {
		nodes = append(nodes, s.node)
	}
	return all, nodes, nil
}

// splitState splits a saved state into the parts of the operators, and checks that it belongs to them.
func splitState(saved []byte, all []*nodeState) (parts [][]byte, err error) {
	body := len(saved) - 8
	if body < len(stateMagic)+1 || string(saved[:len(stateMagic)]) != stateMagic {
		return nil, fmt.Errorf("%w: its first bytes are not those of a state", ErrState)
	}
	if v := saved[len(stateMagic)]; v != stateVersion {
		return nil, fmt.Errorf("%w: the state's version must be %d, got %d", ErrState, stateVersion, v)
	}
	h := fnv.New64a()
	_, _ = h.Write(saved[:body])
	if h.Sum64() != binary.BigEndian.Uint64(saved[body:]) {
		return nil, fmt.Errorf("%w: the state is damaged", ErrState)
	}
	r := state.NewReader(saved[len(stateMagic)+1 : body])
	if n := r.Uint(); n != uint64(len(all)) {
		return nil, fmt.Errorf("%w: the state has %d operators, the graph has %d", ErrState, n, len(all))
	}
	for _, s := range all {
		if op, schema := r.Text(), r.Text(); op != s.op || schema != s.schema {
			return nil, fmt.Errorf("%w: the state has %s of [%s], the graph has %s of [%s]", ErrState, op, schema, s.op, s.schema)
		}
		parts = append(parts, []byte(r.Text()))
	}
	if r.Check(r.Len() == 0); r.Err() != nil {
		return nil, fmt.Errorf("%w: %w", ErrState, r.Err())
	}
	return parts, nil
}
