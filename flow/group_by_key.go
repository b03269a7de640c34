package flow

import (
	"errors"
	"slices"
	"time"
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
	g := &groups[A, B, K]{key: key, build: build, maxKeys: cfg.maxKeys, recent: newRecency[K, *keyed[A]](0)}
	if cfg.expiry == 0 {
		g.in = unary(s, "group by key", cfg, func(c *core[struct{}]) step[A] {
			if cfg.policies != nil {
				return answer(&c.meta, cfg, g.find, func(t *turn, e located[A]) error { return g.give(t, e, 0) })
			}
			return func(t *turn, v A) error {
				t.at(&c.meta)
				k := g.key(v)
				at := g.recent.find(k)
				if at != 0 { // the way of most elements, so it is short
					g.recent.touch(at)
					return (*g.recent.value(at)).sub.emit(t, v)
				}
				at, err := g.begin(t, k)
				if err != nil {
					return c.fail(err)
				}
				return g.give(t, located[A]{v, at}, 0)
			}
		})
	} else {
		g.in = timed(s, "group by key", cfg, waitingRoom, func(c *core[struct{}]) schedule[A] {
			return g.schedule(cfg.expiry, trying(&c.meta, cfg, g.find))
		})
	}
	g.out.init("groups", nodeConfig{name: cfg.name}, newGuard(g.in.clock), &g.in.meta)
	g.out.head = &g.in.meta
	g.in.connect(&g.out.meta, func(*turn, struct{}) error { return nil }, func(t *turn) {
		for g.recent.len() > 0 {
			t.collect(g.finish(t, g.recent.oldest()))
		}
		guardedEnd(&g.out.meta, true, g.out.end)(t)
	})
	return &g.out
}

// groups is the state of a GroupByKey: the node in takes elements apart, out brings what comes of them together. What lies
// between is built while the graph runs, and no part of its picture.
type groups[A, B any, K comparable] struct {
	in      *core[struct{}]
	out     core[B]
	key     func(A) K
	build   func(K, Stream[A]) Stream[B]
	maxKeys int
	recent  *recency[K, *keyed[A]]
}

// keyed is the stream of a key.
type keyed[A any] struct {
	sub  core[A]
	last moment // when the key came last; zero without Expiry
}

// located is an element and where it goes.
type located[A any] struct {
	v  A
	at uint32 // the place of its key
}

func (g *groups[A, B, K]) schedule(expiry time.Duration, find trial[A, located[A]]) schedule[A] {
	return schedule[A]{
		take: func(t *turn, v A, at moment) error {
			e, pass, err := find(t, v)
			if err != nil || !pass {
				return err
			}
			return g.give(t, e, at)
		},
		due: func() moment {
			if g.recent.len() == 0 {
				return never
			}
			return (*g.recent.value(g.recent.oldest())).last.plus(expiry)
		},
		act:  func(t *turn, _ moment) error { return g.finish(t, g.recent.oldest()) },
		end:  func(*turn) error { return nil }, // the end of the node ends the groups, in time or not
		drop: func(error) {},
		held: func() int { return 0 },
	}
}

// find finds the stream of v's key, or builds it.
func (g *groups[A, B, K]) find(t *turn, v A) (e located[A], pass bool, err error) {
	k := g.key(v)
	at := g.recent.find(k)
	if at == 0 {
		if at, err = g.begin(t, k); err != nil {
			return e, false, err
		}
	}
	return located[A]{v, at}, true, nil
}

func (g *groups[A, B, K]) give(t *turn, e located[A], at moment) error {
	g.recent.touch(e.at)
	k := *g.recent.value(e.at)
	k.last = at
	if g.recent.len() <= g.maxKeys {
		return k.sub.emit(t, e.v)
	}
	return joinErrors(g.finish(t, g.recent.oldest()), k.sub.emit(t, e.v))
}

// errForeign is what is wrong with a build that returns a stream of somewhere else.
var errForeign = errors.New("flow.GroupByKey: build must return a stream that comes of the one it was given")

func (g *groups[A, B, K]) begin(t *turn, k K) (at uint32, err error) {
	e := &keyed[A]{}
	sub := &e.sub
	sub.compose()
	// A light init: the graph knows nothing of sub, so that a new key does not cost a walk over all others.
	sub.id, sub.kind, sub.guard, sub.clock, sub.open = ids.Add(1), "group", g.in.guard, g.in.clock, 1
	sub.ups = []*meta{&g.in.meta}
	result := g.build(k, sub)
	if result == nil {
		return 0, errForeign
	}
	loops, err := g.inspect(&sub.meta, result.node())
	if err != nil {
		return 0, err
	}
	if err := g.out.guard.lockFor(t); err != nil {
		return 0, err
	}
	g.out.open++
	g.out.guard.unlock()
	result.stream().connect(nil, g.collect, guardedEnd(&g.out.meta, true, func(t *turn) {
		g.out.end(t)
		if loops {
			g.forget(&sub.meta)
		}
	}))
	at, _ = g.recent.place(k)
	*g.recent.value(at) = e
	return at, nil
}

// collect gives on what comes of a key's stream.
func (g *groups[A, B, K]) collect(t *turn, v B) error {
	if err := g.out.enter(t); err != nil {
		return err
	}
	defer g.out.guard.unlock()
	g.out.in++
	return g.out.emit(t, v)
}

// inspect looks at what has been built on sub. Where there are loops, Close must know of them.
func (g *groups[A, B, K]) inspect(sub, result *meta) (loops bool, err error) {
	structure.Lock()
	defer structure.Unlock()
	built := below(sub)
	if !slices.Contains(built, result) {
		return false, errForeign
	}
	for _, n := range built {
		err = joinErrors(err, n.err)
		loops = loops || n.loop != nil
	}
	if err == nil && loops {
		g.in.downs = append(g.in.downs, sub)
	}
	return loops, err
}

func (g *groups[A, B, K]) forget(sub *meta) {
	structure.Lock()
	defer structure.Unlock()
	g.in.downs = slices.DeleteFunc(slices.Clone(g.in.downs), func(n *meta) bool { return n == sub })
}

// finish ends the stream of a key, and gives back what went wrong on the way.
func (g *groups[A, B, K]) finish(t *turn, at uint32) error {
	e := *g.recent.value(at)
	g.recent.remove(at)
	errs := t.errs
	t.errs = nil
	e.sub.endBelow(t)
	err := errors.Join(t.errs...)
	t.errs = errs
	return err
}
