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

// operator computes results batch by batch. save and load write and read its state; they are nil if it has none, save
// also if its state cannot be saved.
type operator struct {
	process batchFunc
	save    func(dst []byte) []byte
	load    func(src []byte) (rest []byte, err error)
}

// nodeState is an operator with state in a graph.
type nodeState struct {
	id     int64 // in the order in which operators were built
	op     string
	schema string // of its input
	node   flow.Node
	operator
}

// savableWith returns the operator of reductions, without save if one of the reductions cannot be saved.
func (o operator) savableWith(outs []output) operator {
	for _, out := range outs {
		if k := out.reduction.floats; k != nil && !k.Serializable() {
			o.save = nil
		}
	}
	return o
}

var nodeStateCount atomic.Int64

// newNodeState numbers an operator.
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

// stateMagic begins every state; the byte behind it is the version of the encoding.
const (
	stateMagic   = "sgst"
	stateVersion = 1
)

// SaveState returns the state of all operators from the sources down to results: sums, windows, groups. It is taken
// between two batches; what waits in a queue (flow.Buffer) is not in it. It may be called while the graph runs, but not
// from within the graph; it waits until ctx ends at most. Joins of streams, and a [Custom] reduction without Append,
// cannot be saved: an [ErrState] that names the operator.
//
// A program that stores the state together with the position of its source, and starts again with [RestoreState],
// continues where it stopped. The encoding has a version, and its size is that of the state: about 8 bytes for each
// value in a window.
func SaveState(ctx context.Context, results ...Derived) ([]byte, error) {
	all, nodes, err := statesOf("SaveState", results)
	if err != nil {
		return nil, err
	}
	state := binary.AppendUvarint(append([]byte(stateMagic), stateVersion), uint64(len(all)))
	err = flow.Exclusively(ctx, func() error {
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

// RestoreState sets the operators from the sources down to results to a state that SaveState has returned. The graph
// must be built as the other was: the same operators on the same columns, in the same order. If it is not, or the state
// is damaged, it returns an [ErrState] that names the first operator that differs; other operators may be restored by
// then, so build the graph anew. Call it before the first batch.
func RestoreState(ctx context.Context, state []byte, results ...Derived) error {
	all, nodes, err := statesOf("RestoreState", results)
	if err != nil {
		return err
	}
	kept, err := splitState(state, all)
	if err != nil {
		return fmt.Errorf("ops.RestoreState: %w", err)
	}
	return flow.Exclusively(ctx, func() error {
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

// statesOf returns the operators with state above results, and all nodes concerned.
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

// splitState splits a state into those of the operators, and checks that it belongs to them.
func splitState(state []byte, all []*nodeState) (kept [][]byte, err error) {
	body := len(state) - 8
	if body < len(stateMagic)+1 || string(state[:len(stateMagic)]) != stateMagic {
		return nil, fmt.Errorf("%w: its first bytes are not those of a state", ErrState)
	}
	if v := state[len(stateMagic)]; v != stateVersion {
		return nil, fmt.Errorf("%w: the state's version must be %d, got %d", ErrState, stateVersion, v)
	}
	h := fnv.New64a()
	_, _ = h.Write(state[:body])
	if h.Sum64() != binary.BigEndian.Uint64(state[body:]) {
		return nil, fmt.Errorf("%w: the state is damaged", ErrState)
	}
	r := stateReader{state[len(stateMagic)+1 : body], nil}
	if n := r.uint(); n != uint64(len(all)) {
		return nil, fmt.Errorf("%w: the state has %d operators, the graph has %d", ErrState, n, len(all))
	}
	for _, m := range all {
		if op, schema := r.text(), r.text(); op != m.op || schema != m.schema {
			return nil, fmt.Errorf("%w: the state has %s of [%s], the graph has %s of [%s]", ErrState, op, schema, m.op, m.schema)
		}
		kept = append(kept, []byte(r.text()))
	}
	if r.check(len(r.src) == 0); r.err != nil {
		return nil, fmt.Errorf("%w: %w", ErrState, r.err)
	}
	return kept, nil
}
