package flow

import (
	"errors"
	"slices"
	"time"

	"github.com/streamgage/streamgage/flow/internal/lru"
)

// GroupByKey makes a stream for each key. It calls build to attach operators to that stream, and emits everything that
// these operators emit.
//
//	in:  --a1--b1--a2--b2--|
//	a:   --a1------a2------|
//	b:   ------b1------b2--|
//	out: --1---1---3---3---|   build = sums
//
// build is called when an element comes whose key has no stream. It gets the key and the new stream, attaches operators
// to that stream and to no other, and returns the last of them. It runs under the lock of the node, so it must not
// emit.
//
// A key's stream ends in three cases: at the end of the input; with Expiry, when no element of the key has come for
// that long on the source's clock; and when there are more than MaxKeys keys (default 65,536) and the key is the least
// recently used one. The key's operators then emit what they hold. If an element of an ended key comes, the key gets a
// new stream. With Expiry the node is asynchronous: up to 1,024 elements wait in its queue, then the emitter waits.
// OnError applies if key or build panics.
//
// An element costs a lookup and a lock in addition to the operators of its key. A new key costs what building its
// operators costs: some microseconds, and the memory of their nodes. An element is acknowledged when the operators of
// its key have acknowledged it.
func GroupByKey[A, B any, K comparable](
	s Stream[A], key func(A) K, build func(key K, sub Stream[A]) Stream[B], opts ...NodeOption,
) Stream[B] {
	mustFunc("flow.GroupByKey", key == nil || build == nil)
	cfg := configure("flow.GroupByKey", opts, "Expiry", "MaxKeys", "OnError")
	g := &groupByKeyState[A, B, K]{key: key, build: build, maxKeys: cfg.maxKeys, recent: lru.New[K, *keyStream[A]](0)}
	if cfg.expiry == 0 {
		g.in = unaryNode(s, "group by key", cfg, func(c *typedNode[struct{}]) step[A] {
			if cfg.policies != nil {
				return attemptStep(&c.node, cfg, g.route, func(em *emission, e routedElement[A]) error { return g.emit(em, e, 0) })
			}
			return func(em *emission, v A) error {
				em.enterNode(&c.node)
				k := g.key(v)
				at := g.recent.Find(k)
				if at != 0 { // a fast path for most elements
					g.recent.Touch(at)
					return (*g.recent.Value(at)).sub.emit(em, v)
				}
				at, err := g.beginGroup(em, k)
				if err != nil {
					return c.fail(err)
				}
				return g.emit(em, routedElement[A]{v, at}, 0)
			}
		})
	} else {
		g.in = timedNode(s, "group by key", cfg, timedQueueCapacity, func(c *typedNode[struct{}]) timedOperator[A] {
			return g.schedule(cfg.expiry, withPolicies(&c.node, cfg, g.route))
		})
	}
	g.out.firstNode = &g.in.node
	g.out.init("groups", nodeConfig{name: cfg.name}, newDomainLock(g.in.clock), &g.in.node)
	g.in.connect(&g.out.node, func(*emission, struct{}) error { return nil }, func(em *emission) {
		for g.recent.Len() > 0 {
			em.addError(g.endGroup(em, g.recent.Oldest()))
		}
		endUnderLock(&g.out.node, true, g.out.end)(em)
	})
	return &g.out
}

// groupByKeyState is the state of a GroupByKey. The node in sends each element to the stream of its key. The node out
// merges what the keys' operators emit. These operators are built while the graph runs, and Describe does not show
// them.
type groupByKeyState[A, B any, K comparable] struct {
	in      *typedNode[struct{}]
	out     typedNode[B]
	key     func(A) K
	build   func(K, Stream[A]) Stream[B]
	maxKeys int
	recent  *lru.Map[K, *keyStream[A]] // the streams that have not ended, by key; the least recently used one is Oldest
}

// keyStream is the stream of one key.
type keyStream[A any] struct {
	sub  typedNode[A]
	last monotime // when the last element of the key came; 0 without Expiry
}

// routedElement is an element and the stream that it goes to.
type routedElement[A any] struct {
	v  A
	at uint32 // the position of its key in groupByKeyState.recent
}

// schedule returns the timed operator of GroupByKey with Expiry. route is g.route with the error policies.
func (g *groupByKeyState[A, B, K]) schedule(expiry time.Duration, route attempt[A, routedElement[A]]) timedOperator[A] {
	return timedOperator[A]{
		onElement: func(em *emission, v A, at monotime) error {
			e, pass, err := route(em, v)
			if err != nil || !pass {
				return err
			}
			return g.emit(em, e, at)
		},
		nextDue: func() monotime {
			if g.recent.Len() == 0 {
				return never
			}
			return (*g.recent.Value(g.recent.Oldest())).last.add(expiry)
		},
		onDue:     func(em *emission, _ monotime) error { return g.endGroup(em, g.recent.Oldest()) },
		onEnd:     func(*emission) error { return nil }, // the end of node in ends the groups, also after an abort
		onAbort:   func(error) {},
		heldCount: func() int { return 0 },
	}
}

// route finds the stream of v's key, or builds it.
func (g *groupByKeyState[A, B, K]) route(em *emission, v A) (e routedElement[A], pass bool, err error) {
	k := g.key(v)
	at := g.recent.Find(k)
	if at == 0 {
		if at, err = g.beginGroup(em, k); err != nil {
			return e, false, err
		}
	}
	return routedElement[A]{v, at}, true, nil
}

// emit sends an element, which came at the time at, to its stream. If there are too many keys, it also ends the stream
// of the least recently used one.
func (g *groupByKeyState[A, B, K]) emit(em *emission, e routedElement[A], at monotime) error {
	g.recent.Touch(e.at)
	stream := *g.recent.Value(e.at)
	stream.last = at
	if g.recent.Len() <= g.maxKeys {
		return stream.sub.emit(em, e.v)
	}
	return joinErrors(g.endGroup(em, g.recent.Oldest()), stream.sub.emit(em, e.v))
}

// errForeign is the error of a build function that returns a stream of other operators.
var errForeign = errors.New("build must return a stream that derives from the one it was given")

// beginGroup makes the stream of a key and builds its operators. It returns the key's position in recent.
func (g *groupByKeyState[A, B, K]) beginGroup(em *emission, k K) (at uint32, err error) {
	stream := &keyStream[A]{}
	sub := &stream.sub
	sub.compose()
	// sub.init is not called: it would register sub in the graph, and a new key would cost a walk over all other keys.
	sub.id, sub.kind, sub.lock, sub.clock, sub.openInputs = nodeIDs.Add(1), "group", g.in.lock, g.in.clock, 1
	sub.upstreams = []*node{&g.in.node}
	result := g.build(k, sub)
	if result == nil {
		return 0, errForeign
	}
	loops, err := g.checkBuilt(&sub.node, result.asNode())
	if err != nil {
		return 0, err
	}
	if err := g.out.lock.lockForEmission(em); err != nil {
		return 0, err
	}
	g.out.openInputs++
	g.out.lock.unlock()
	result.asStream().connect(nil, g.emitResult, endUnderLock(&g.out.node, true, func(em *emission) {
		g.out.end(em)
		if loops {
			g.removeGroup(&sub.node)
		}
	}))
	at, _ = g.recent.FindOrInsert(k)
	*g.recent.Value(at) = stream
	return at, nil
}

// emitResult emits what the operators of a key emit.
func (g *groupByKeyState[A, B, K]) emitResult(em *emission, v B) error {
	if err := g.out.enterDomain(em); err != nil {
		return err
	}
	defer g.out.lock.unlock()
	g.out.in++
	return g.out.emit(em, v)
}

// checkBuilt checks the operators that build has attached to sub. loops is true if there are asynchronous nodes among
// them; checkBuilt then makes sub a downstream node of in, so that Close finds their loops.
func (g *groupByKeyState[A, B, K]) checkBuilt(sub, result *node) (loops bool, err error) {
	graphMu.Lock()
	defer graphMu.Unlock()
	built := descendants(sub)
	if !slices.Contains(built, result) {
		return false, errForeign
	}
	for _, n := range built {
		err = joinErrors(err, n.err)
		loops = loops || n.loop != nil
	}
	if err == nil && loops {
		g.in.downstreams = append(g.in.downstreams, sub)
	}
	return loops, err
}

// removeGroup removes sub from the downstream nodes of in.
func (g *groupByKeyState[A, B, K]) removeGroup(sub *node) {
	graphMu.Lock()
	defer graphMu.Unlock()
	g.in.downstreams = slices.DeleteFunc(slices.Clone(g.in.downstreams), func(n *node) bool { return n == sub })
}

// endGroup ends the stream of a key and returns the errors that occurred at its end.
func (g *groupByKeyState[A, B, K]) endGroup(em *emission, at uint32) error {
	stream := *g.recent.Value(at)
	g.recent.Remove(at)
	earlierErrs := em.errs
	em.errs = nil
	stream.sub.endBelow(em)
	err := errors.Join(em.errs...)
	em.errs = earlierErrs
	return err
}
