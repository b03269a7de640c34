package flow

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
)

// Node is a point of a graph: a source, an operator or a sink. Run, Stop, Describe and Destroy take nodes. It is
// sealed.
type Node interface{ asNode() *node }

// node is the part of a node that does not depend on its element type.
type node struct {
	id   int64  // build order: a node has a greater id than its inputs, so sorting by id sorts topologically
	kind string // the operator's name, as in "map"
	name string // set with Name or SourceName; empty: none

	number atomic.Int32 // position among the unnamed nodes of the graph with the same label, from 1; 0: the only one

	lock   *domainLock // the lock of the node's domain: one element at a time
	clock  Clock
	source *root   // set in sources
	driver *driver // set in sources
	loop   *loop   // set in asynchronous nodes

	// Under graphMu:
	upstreams, downstreams []*node
	inEdges                []*edge  // edges from nodes above: Destroy cuts them
	outEdges               []*edge  // edges to nodes below
	ended                  bool     // the end of the stream has been passed to the nodes below
	err                    error    // build errors, joined
	lastSeen               counters // the counters that Describe read last
	firstNode              *node    // of an operator that consists of several nodes: the first; else nil
	recompose              func()   // composes typedNode.downstream again
	emitsDeferred          bool     // deferred joins emit after each element of this node
	dominator              *node    // of a deferred join: the node after whose element it emits; nil: the root

	errorCount atomic.Uint64 // elements that failed in this node

	// Under lock:
	counters
	openInputs int                      // inputs that have not ended
	flush      func(em *emission) error // called when all inputs have ended, before the end is passed on; nil: none

	terminate func(em *emission) // of a node that may have no inputs, a junction: ends it; else nil
}

// graphMu guards the shape of all graphs: edges, ends and build errors. It is held while a graph is built, started,
// stopped, closed or described, and never per element.
var graphMu sync.Mutex

// shapeChanges counts the changes of any graph's shape. A cache of what derives from the shape is valid while the count
// is the same.
var shapeChanges atomic.Uint64

// nodeIDs numbers nodes in build order.
var nodeIDs atomic.Int64

func (n *node) asNode() *node { return n }

// asNodes returns the *node of each of nodes.
func asNodes(nodes []Node) []*node {
	all := make([]*node, len(nodes))
	for i, n := range nodes {
		all[i] = n.asNode()
	}
	return all
}

// label returns the node's name for errors and pictures: the user's name, or the operator's.
func (n *node) label() string {
	if n.name != "" {
		return n.name
	}
	return n.kind
}

// numberedLabel returns the label, with the node's number if several unnamed nodes of the graph have that label.
func (n *node) numberedLabel() string {
	if n.firstNode != nil {
		return n.firstNode.numberedLabel()
	}
	if i := n.number.Load(); i > 0 {
		return fmt.Sprintf("%s #%d", n.label(), i)
	}
	return n.label()
}

// fail counts an element that failed in this node and wraps its error.
func (n *node) fail(err error) error {
	n.errorCount.Add(1)
	return n.wrap(err)
}

// wrap adds the node's name to an error.
func (n *node) wrap(err error) error { return &NodeError{Node: n.numberedLabel(), Err: err} }

// init places n below upstreams, in the domain of lock. If lock is nil, n is in the domain of its first upstream node.
func (n *node) init(kind string, cfg nodeConfig, lock *domainLock, upstreams ...*node) {
	n.id, n.kind, n.name = nodeIDs.Add(1), kind, cfg.name
	n.lock, n.clock, n.openInputs = lock, upstreams[0].clock, len(upstreams)
	if lock == nil {
		n.lock = upstreams[0].lock
	}
	graphMu.Lock()
	defer graphMu.Unlock()
	for _, u := range upstreams {
		if u.clock != n.clock {
			n.err = n.wrap(ErrClocks)
		}
		n.upstreams = append(n.upstreams, u)
		u.downstreams = append(u.downstreams, n)
	}
	shapeChanges.Add(1)
	graphChanged(n)
}

// AddBuildError adds a build error to the graph of n, for example about a column that does not exist. Run and Emit
// return the build errors of the graph, joined, and do not process elements. AddBuildError does nothing if err is nil.
//
// It is for packages that build streams from data or configuration.
func AddBuildError(n Node, err error) {
	if err == nil {
		return
	}
	graphMu.Lock()
	defer graphMu.Unlock()
	n.asNode().addBuildErrorLocked(err)
}

// addBuildErrorLocked is AddBuildError for a caller that holds graphMu.
func (n *node) addBuildErrorLocked(err error) {
	n.err = errors.Join(n.err, err)
	graphChanged(n)
}

// graphChanged is called when n's graph has changed: it numbers unnamed nodes, and makes every source check for build
// errors before its next element. The caller holds graphMu.
func graphChanged(n *node) {
	all := component(n)
	for _, m := range all {
		if m.source != nil {
			m.source.setFlag(flagChanged)
		}
	}
	numberNodes(all)
}

// isUnnamed reports whether the label is the operator's name. All sources count as unnamed, because their name may be
// the default. So two sources with the same name are numbered too.
func (n *node) isUnnamed() bool { return (n.name == "" || n.source != nil) && n.firstNode == nil }

// numberNodes numbers the unnamed nodes that share a label, in build order.
func numberNodes(all []*node) {
	total, numbered := map[string]int32{}, map[string]int32{}
	unnamed := slices.DeleteFunc(all, func(n *node) bool { return !n.isUnnamed() })
	for _, n := range unnamed {
		total[n.label()]++
	}
	for _, n := range unnamed {
		if label := n.label(); total[label] > 1 {
			numbered[label]++
			n.number.Store(numbered[label])
		}
	}
}

// component returns all nodes of the graphs that nodes belong to (their connected component), in build order. The
// caller holds graphMu.
func component(nodes ...*node) []*node {
	return traverse(nodes, func(n *node) []*node { return append(slices.Clone(n.upstreams), n.downstreams...) })
}

// descendants returns the nodes that elements of n can reach, and n, in build order. The caller holds graphMu.
func descendants(n *node) []*node {
	return traverse([]*node{n}, func(n *node) []*node { return n.downstreams })
}

// ancestors returns the nodes whose elements can reach nodes, and nodes themselves, in build order. The caller holds
// graphMu.
func ancestors(nodes ...*node) []*node {
	return traverse(nodes, func(n *node) []*node { return n.upstreams })
}

// traverse returns the nodes that can be reached from a node of from by calls of next, in build order. It includes from.
func traverse(from []*node, next func(*node) []*node) []*node {
	seen := map[*node]bool{}
	var all []*node
	for todo := slices.Clone(from); len(todo) > 0; {
		n := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[n] {
			continue
		}
		seen[n] = true
		all = append(all, n)
		todo = append(todo, next(n)...)
	}
	slices.SortFunc(all, func(a, b *node) int { return int(a.id - b.id) })
	return all
}
