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
	ID       int    // its index in Graph.Nodes
	Kind     string // the operator's name
	Name     string // set with Name or SourceName; default: the operator's name
	In       uint64 // elements taken; of a source: emitted
	Out      uint64 // elements emitted
	Errors   uint64 // elements that failed in this node
	Queued   int    // elements that wait in an asynchronous node's queue
	Capacity int    // how many may; 0: the node has no queue
	// Busy is how long the node's own function has run, estimated from one emission in 256. It is real time on a
	// virtual clock too. For a node without a function it is 0.
	Busy time.Duration
	// Stale says that In, Out and Busy are those of an earlier call, because the node was at work all the time.
	Stale bool
	Err   string // build errors; empty: none
}

// Edge says that Nodes[To] takes what Nodes[From] emits.
type Edge struct {
	From, To int
	Back     bool // a feedback edge of a cycle, to a Junction
}

// Describe returns the nodes, edges and counters of the graphs that nodes belong to. It may be called at any time and
// from any goroutine, except from within the graph. It does not wait for an emission that waits for a rate limit or
// for room. If a user function runs, it waits a few milliseconds at most and then returns the counters of an earlier
// call (Stale).
func Describe(nodes ...Node) Graph {
	metas := make([]*node, len(nodes))
	for i, n := range nodes {
		metas[i] = n.asNode()
	}
	graphMu.Lock()
	all := component(metas...)
	g := graphLayout(all)
	graphMu.Unlock()
	for _, w := range snapshotGroups(all) {
		now := map[int]counters{}
		fresh := w.snapshot(func() {
			for _, i := range w.members {
				now[i] = all[i].counters
			}
		})
		for _, i := range w.members {
			all[i].fillInfo(&g.Nodes[i], now[i], fresh)
		}
	}
	return g
}

// snapshotGroup is the nodes whose counters can be read together: those of a domain, or all of a virtual clock.
type snapshotGroup struct {
	snapshot func(read func()) bool
	members  []int
}

func snapshotGroups(all []*node) []*snapshotGroup {
	var list []*snapshotGroup
	at := map[any]*snapshotGroup{}
	for i, n := range all {
		var key any = n.lock
		look := n.lock.snapshot
		if _, real := n.clock.(realClock); !real {
			key, look = n.clock, n.clock.snapshot
		}
		if at[key] == nil {
			at[key] = &snapshotGroup{snapshot: look}
			list = append(list, at[key])
		}
		at[key].members = append(at[key].members, i)
	}
	return list
}

// fillInfo fills in a node's counters: those read now, or else those of the last successful Describe.
func (n *node) fillInfo(info *NodeInfo, now counters, fresh bool) {
	graphMu.Lock()
	defer graphMu.Unlock()
	if fresh {
		n.lastSeen = now
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

// graphLayout returns the part of the description that no element changes. The caller holds graphMu.
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

// hasFeedbackEdgeFrom reports whether n's edge from up is a feedback edge. The caller holds graphMu.
func (n *node) hasFeedbackEdgeFrom(upstream *node) bool {
	return slices.ContainsFunc(n.inEdges, func(e *edge) bool { return e.from == upstream && e.feedback })
}
