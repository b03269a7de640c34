package flow

import (
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Node is any point of a graph: what Run, Stop and Break talk about. Sealed.
type Node interface{ node() *meta }

// meta is what every node has, whatever its elements are.
type meta struct {
	id   int64  // build order: a node's inputs have smaller ones, so sorting by id sorts topologically
	kind string // the operator
	name string // the user's name for it

	guard *guard // what keeps this node to one element at a time
	clock Clock
	src   *root   // set in sources
	drive *driver // set in sources
	loop  *loop   // set in asynchronous nodes

	// Under structure:
	ups, downs []*meta
	inputs     []*edge  // from above: what Destroy cuts
	ends       []*edge  // to below
	ended      bool     // the end has passed to below
	err        error    // a build error
	seen       counters // by the last Describe
	head       *meta    // of an operator that is several nodes: the first; nil: this
	recompose  func()   // makes the outlet anew
	settles    bool     // joins settle when what it has given has come to rest
	parting    *meta    // of a join that settles: where; nil: at the root

	failed atomic.Uint64 // elements that failed here

	// Under the guard:
	counters
	open  int // inputs that have not ended
	flush func(t *turn) error

	terminate func(t *turn) // ends a node that may have no inputs
}

// counters is what has passed a node.
type counters struct {
	in, out uint64        // elements taken and given
	busy    time.Duration // of its function, in the emissions that are timed
}

// structure guards the shape of all graphs: edges and build errors. It is taken when a graph is built, started,
// stopped and closed, never per element.
var structure sync.Mutex

// reshapes counts the changes of any graph's shape, for those who keep what they have found out about it.
var reshapes atomic.Uint64

var ids atomic.Int64

func (n *meta) node() *meta { return n }

// label is the node's name in errors and pictures.
func (n *meta) label() string {
	if n.name != "" {
		return n.name
	}
	return n.kind
}

// fail wraps an error that an element met in this node.
func (n *meta) fail(err error) error {
	n.failed.Add(1)
	return n.wrap(err)
}

// wrap names the node in an error.
func (n *meta) wrap(err error) error { return &NodeError{Node: n.label(), Err: err} }

// init makes n a node below ups, under guard; a nil guard is inherited from the only upstream.
func (n *meta) init(kind string, cfg nodeConfig, g *guard, ups ...*meta) {
	n.id, n.kind, n.name = ids.Add(1), kind, cfg.name
	n.guard, n.clock, n.open = g, ups[0].clock, len(ups)
	if g == nil {
		n.guard = ups[0].guard
	}
	structure.Lock()
	defer structure.Unlock()
	for _, u := range ups {
		if u.clock != n.clock {
			n.err = n.wrap(ErrClocks)
		}
		n.ups = append(n.ups, u)
		u.downs = append(u.downs, n)
	}
	reshapes.Add(1)
	recheck(n)
}

// Break records what is wrong with how the graph of n was built: a column that does not exist, a schema that does not
// fit. The first call of the graph that has an error result returns it: Run, Emit, Close. Errors add up; nil does nothing.
//
// It is for packages that build streams of their own from data or configuration.
func Break(n Node, err error) {
	if err == nil {
		return
	}
	m := n.node()
	structure.Lock()
	defer structure.Unlock()
	m.breakLocked(err)
}

func (n *meta) breakLocked(err error) {
	n.err = errors.Join(n.err, err)
	recheck(n)
}

// recheck makes every source of n's graph look for build errors before its next element. Needs structure.
func recheck(n *meta) {
	for _, m := range connected(n) {
		if m.src != nil {
			m.src.flag(flagChanged)
		}
	}
}

// connected lists the graph that the nodes belong to, in build order. Needs structure.
func connected(nodes ...*meta) []*meta {
	return reach(nodes, func(n *meta) []*meta { return append(slices.Clone(n.ups), n.downs...) })
}

// below lists all nodes that n's elements can reach, n included, in build order. Needs structure.
func below(n *meta) []*meta { return reach([]*meta{n}, func(n *meta) []*meta { return n.downs }) }

// above lists all nodes whose elements can reach nodes, themselves included, in build order. Needs structure.
func above(nodes ...*meta) []*meta { return reach(nodes, func(n *meta) []*meta { return n.ups }) }

func reach(from []*meta, next func(*meta) []*meta) []*meta {
	seen := map[*meta]bool{}
	var all []*meta
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
	slices.SortFunc(all, func(a, b *meta) int { return int(a.id - b.id) })
	return all
}
