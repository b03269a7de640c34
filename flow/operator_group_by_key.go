package flow

import (
	"errors"
	"slices"
	"time"

	"github.com/streamgage/streamgage/flow/internal/lru"
)

// GroupByKey gives each key a stream of its own, lets build make of it what it likes, and gives all that comes of that.
//
//	in:  --a1--b1--a2--b2--|
//	a:   --a1------a2------|
//	b:   ------b1------b2--|
//	out: --1---1---3---3---|   build = sums
//
// build is called when a key comes that has no stream, with the key and the stream. It builds operators on that stream,
// and on no other, and returns the last; it runs under the node's guard, so it must not emit.
//
// A key's stream ends, and what its operators hold back comes out, at the end of the stream; with Expiry, when the key has
// not come for that long on the source's clock; and where there are more than MaxKeys keys, 65,536 unless set, when it is
// the one that has not come for longest. When an ended key comes again, it gets a new stream. With Expiry the node is
// asynchronous. OnError applies where key or build panics.
//
// An element costs a lookup and a guard beside what was built; a new key costs what building costs, some microseconds
// and the memory of its nodes. Elements are done with when the key's operators are done with them.
func GroupByKey[A, B any, K comparable](s Stream[A], key func(A) K, build func(key K, sub Stream[A]) Stream[B], opts ...NodeOption) Stream[B] {
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
				if at != 0 { // the way of most elements, so it is short
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
	g.out.init("groups", nodeConfig{name: cfg.name}, newDomainLock(g.in.clock), &g.in.node)
	g.out.firstNode = &g.in.node
	g.in.connect(&g.out.node, func(*emission, struct{}) error { return nil }, func(em *emission) {
		for g.recent.Len() > 0 {
			em.addError(g.endGroup(em, g.recent.Oldest()))
		}
		endUnderLock(&g.out.node, true, g.out.end)(em)
	})
	return &g.out
}

// groups is the state of a GroupByKey: the node in takes elements apart, out brings what comes of them together. What lies
// between is built while the graph runs, and no part of its picture.
type groupByKeyState[A, B any, K comparable] struct {
	in      *typedNode[struct{}]
	out     typedNode[B]
	key     func(A) K
	build   func(K, Stream[A]) Stream[B]
	maxKeys int
	recent  *lru.Map[K, *keyStream[A]]
}

// keyed is the stream of a key.
type keyStream[A any] struct {
	sub  typedNode[A]
	last monotime // when the key came last; zero without Expiry
}

// located is an element and where it goes.
type routedElement[A any] struct {
	v  A
	at uint32 // the place of its key
}

func (g *groupByKeyState[A, B, K]) schedule(expiry time.Duration, find attempt[A, routedElement[A]]) timedOperator[A] {
	return timedOperator[A]{
		onElement: func(em *emission, v A, at monotime) error {
			e, pass, err := find(em, v)
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
		onEnd:     func(*emission) error { return nil }, // the end of the node ends the groups, in time or not
		onAbort:   func(error) {},
		heldCount: func() int { return 0 },
	}
}

// find finds the stream of v's key, or builds it.
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

func (g *groupByKeyState[A, B, K]) emit(em *emission, e routedElement[A], at monotime) error {
	g.recent.Touch(e.at)
	k := *g.recent.Value(e.at)
	k.last = at
	if g.recent.Len() <= g.maxKeys {
		return k.sub.emit(em, e.v)
	}
	return joinTwo(g.endGroup(em, g.recent.Oldest()), k.sub.emit(em, e.v))
}

// errForeign is what is wrong with a build that returns a stream of somewhere else.
var errForeign = errors.New("flow.GroupByKey: build must return a stream that comes of the one it was given")

func (g *groupByKeyState[A, B, K]) beginGroup(em *emission, k K) (at uint32, err error) {
	e := &keyStream[A]{}
	sub := &e.sub
	sub.compose()
	// A light init: the graph knows nothing of sub, so that a new key does not cost a walk over all others.
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
	*g.recent.Value(at) = e
	return at, nil
}

// collect gives on what comes of a key's stream.
func (g *groupByKeyState[A, B, K]) emitResult(em *emission, v B) error {
	if err := g.out.enterDomain(em); err != nil {
		return err
	}
	defer g.out.lock.unlock()
	g.out.in++
	return g.out.emit(em, v)
}

// inspect looks at what has been built on sub. Where there are loops, Close must know of them.
func (g *groupByKeyState[A, B, K]) checkBuilt(sub, result *node) (loops bool, err error) {
	graphMu.Lock()
	defer graphMu.Unlock()
	built := descendants(sub)
	if !slices.Contains(built, result) {
		return false, errForeign
	}
	for _, n := range built {
		err = joinTwo(err, n.err)
		loops = loops || n.loop != nil
	}
	if err == nil && loops {
		g.in.downstreams = append(g.in.downstreams, sub)
	}
	return loops, err
}

func (g *groupByKeyState[A, B, K]) removeGroup(sub *node) {
	graphMu.Lock()
	defer graphMu.Unlock()
	g.in.downstreams = slices.DeleteFunc(slices.Clone(g.in.downstreams), func(n *node) bool { return n == sub })
}

// finish ends the stream of a key, and gives back what went wrong on the way.
func (g *groupByKeyState[A, B, K]) endGroup(em *emission, at uint32) error {
	e := *g.recent.Value(at)
	g.recent.Remove(at)
	errs := em.errs
	em.errs = nil
	e.sub.endBelow(em)
	err := errors.Join(em.errs...)
	em.errs = errs
	return err
}
