package flow

import (
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Node is any point of a graph: what Run, Stop and Break talk about. Sealed.
type Node interface{ asNode() *node }

// meta is what every node has, whatever its elements are.
type node struct {
	id   int64  // build order: a node's inputs have smaller ones, so sorting by id sorts topologically
	kind string // the operator
	name string // the user's name for it

	lock   *domainLock // what keeps this node to one element at a time
	clock  Clock
	source *root   // set in sources
	driver *driver // set in sources
	loop   *loop   // set in asynchronous nodes

	// Under graphMu:
	upstreams, downstreams []*node
	inEdges                []*edge  // from above: what Destroy cuts
	outEdges               []*edge  // to below
	ended                  bool     // the end has passed to below
	err                    error    // a build error
	lastSeen               counters // by the last Describe
	firstNode              *node    // of an operator that is several nodes: the first; nil: this
	recompose              func()   // makes the outlet anew
	emitsDeferred          bool     // joins settle when what it has given has come to rest
	dominator              *node    // of a join that settles: where; nil: at the root

	errorCount atomic.Uint64 // elements that failed here

	// Under the guard:
	counters
	openInputs int // inputs that have not ended
	flush      func(em *emission) error

	terminate func(em *emission) // ends a node that may have no inputs
}

// counters is what has passed a node.
type counters struct {
	in, out uint64        // elements taken and given
	busy    time.Duration // of its function, in the emissions that are timed
}

// graphMu guards the shape of all graphs: edges and build errors. It is taken when a graph is built, started,
// stopped and closed, never per element.
var graphMu sync.Mutex

// reshapes counts the changes of any graph's shape, for those who keep what they have found out about it.
var shapeChanges atomic.Uint64

var nodeIDs atomic.Int64

func (n *node) asNode() *node { return n }

// label is the node's name in errors and pictures.
func (n *node) label() string {
	if n.name != "" {
		return n.name
	}
	return n.kind
}

// fail wraps an error that an element met in this node.
func (n *node) fail(err error) error {
	n.errorCount.Add(1)
	return n.wrap(err)
}

// wrap names the node in an error.
func (n *node) wrap(err error) error { return &NodeError{Node: n.label(), Err: err} }

// init makes n a node below ups, under guard; a nil guard is inherited from the only upstream.
func (n *node) init(kind string, cfg nodeConfig, lock *domainLock, ups ...*node) {
	n.id, n.kind, n.name = nodeIDs.Add(1), kind, cfg.name
	n.lock, n.clock, n.openInputs = lock, ups[0].clock, len(ups)
	if lock == nil {
		n.lock = ups[0].lock
	}
	graphMu.Lock()
	defer graphMu.Unlock()
	for _, u := range ups {
		if u.clock != n.clock {
			n.err = n.wrap(ErrClocks)
		}
		n.upstreams = append(n.upstreams, u)
		u.downstreams = append(u.downstreams, n)
	}
	shapeChanges.Add(1)
	requestBuildCheck(n)
}

// Break records what is wrong with how the graph of n was built: a column that does not exist, a schema that does not
// fit. The first call of the graph that has an error result returns it: Run, Emit, Close. Errors add up; nil does nothing.
//
// It is for packages that build streams of their own from data or configuration.
func Break(n Node, err error) {
	if err == nil {
		return
	}
	m := n.asNode()
	graphMu.Lock()
	defer graphMu.Unlock()
	m.addBuildErrorLocked(err)
}

func (n *node) addBuildErrorLocked(err error) {
	n.err = errors.Join(n.err, err)
	requestBuildCheck(n)
}

// recheck makes every source of n's graph look for build errors before its next element. Needs graphMu.
func requestBuildCheck(n *node) {
	for _, m := range component(n) {
		if m.source != nil {
			m.source.setFlag(flagChanged)
		}
	}
}

// connected lists the graph that the nodes belong to, in build order. Needs graphMu.
func component(nodes ...*node) []*node {
	return traverse(nodes, func(n *node) []*node { return append(slices.Clone(n.upstreams), n.downstreams...) })
}

// below lists all nodes that n's elements can reach, n included, in build order. Needs graphMu.
func descendants(n *node) []*node {
	return traverse([]*node{n}, func(n *node) []*node { return n.downstreams })
}

// above lists all nodes whose elements can reach nodes, themselves included, in build order. Needs graphMu.
func ancestors(nodes ...*node) []*node {
	return traverse(nodes, func(n *node) []*node { return n.upstreams })
}

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
