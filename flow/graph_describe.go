package flow

import (
	"slices"
	"time"
)

// Graph is a description of a graph at one moment: the result of Describe.
type Graph struct {
	Nodes []NodeInfo // in build order
	Edges []Edge     // in the order of Nodes, then of subscription
}

// NodeInfo describes one node of a graph.
type NodeInfo struct {
	ID       int    // the node's index in Graph.Nodes
	Kind     string // the operator's name
	Name     string // set with Name or SourceName; default: the operator's name
	In       uint64 // elements taken; for a source: emitted
	Out      uint64 // elements emitted
	Errors   uint64 // elements that failed in this node
	Queued   int    // elements that wait in an asynchronous node's queue
	Capacity int    // the capacity of that queue; 0: the node has no queue
	// Busy is how long the node's own function has run, estimated from one emission in 256. It is real time, also on a
	// virtual clock. It is 0 for a node without a function.
	Busy time.Duration
	// Stale is true if In, Out and Busy are those of an earlier call, because a function in the node's domain ran during
	// the whole call.
	Stale bool
	Err   string // build errors; empty: none
}

// Edge is a connection: Nodes[To] takes what Nodes[From] emits.
type Edge struct {
	From, To int
	Back     bool // a feedback edge of a cycle, to a Junction
}

// Describe returns the nodes, edges and counters of the graphs that nodes belong to. It may be called at any time and
// from any goroutine, except from functions of the graph. It does not wait for an emission that waits for a rate limit
// or for room. If a user function runs, Describe waits a few milliseconds at most and then returns the counters of an
// earlier call (Stale).
func Describe(nodes ...Node) Graph {
	graphMu.Lock()
	all := component(asNodes(nodes)...)
	g := graphLayout(all)
	graphMu.Unlock()
	for _, group := range snapshotGroups(all) {
		current := map[int]counters{}
		fresh := group.snapshot(func() {
			for _, i := range group.members {
				current[i] = all[i].counters
			}
		})
		for _, i := range group.members {
			all[i].fillInfo(&g.Nodes[i], current[i], fresh)
		}
	}
	return g
}

// snapshotGroup is a set of nodes whose counters are read together: those of a domain, or all of a virtual clock.
type snapshotGroup struct {
	snapshot func(read func()) bool
	members  []int // indices of the nodes
}

// snapshotGroups divides the nodes into groups.
func snapshotGroups(all []*node) []*snapshotGroup {
	var groups []*snapshotGroup
	byKey := map[any]*snapshotGroup{}
	for i, n := range all {
		var key any = n.lock
		snapshot := n.lock.snapshot
		if _, real := n.clock.(realClock); !real {
			key, snapshot = n.clock, n.clock.snapshot
		}
		if byKey[key] == nil {
			byKey[key] = &snapshotGroup{snapshot: snapshot}
			groups = append(groups, byKey[key])
		}
		byKey[key].members = append(byKey[key].members, i)
	}
	return groups
}

// fillInfo sets the counters in info: to current if fresh is true, else to those that Describe read last.
func (n *node) fillInfo(info *NodeInfo, current counters, fresh bool) {
	graphMu.Lock()
	defer graphMu.Unlock()
	if fresh {
		n.lastSeen = current
	}
	info.In, info.Out, info.Busy, info.Stale = n.lastSeen.in, n.lastSeen.out, n.lastSeen.busy*sampleEvery, !fresh
	info.Errors = n.errorCount.Load()
	if n.loop != nil {
		info.In = n.loop.accepted()
		if n.loop.depth != nil {
			info.Queued, info.Capacity = n.loop.depth()
		}
	}
}

// graphLayout returns the description without counters. The caller holds graphMu.
func graphLayout(all []*node) Graph {
	g := Graph{Nodes: make([]NodeInfo, len(all)), Edges: []Edge{}}
	for i, n := range all {
		g.Nodes[i] = NodeInfo{ID: i, Kind: n.kind, Name: n.label()}
		if n.err != nil {
			g.Nodes[i].Err = n.err.Error()
		}
		for _, d := range n.downstreams {
			if to := slices.Index(all, d); to >= 0 {
				g.Edges = append(g.Edges, Edge{i, to, d.hasFeedbackEdgeFrom(n)})
			}
		}
	}
	return g
}

// hasFeedbackEdgeFrom reports whether n's edge from upstream is a feedback edge. The caller holds graphMu.
func (n *node) hasFeedbackEdgeFrom(upstream *node) bool {
	return slices.ContainsFunc(n.inEdges, func(e *edge) bool { return e.from == upstream && e.feedback })
}
