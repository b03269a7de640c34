package flow

import "slices"

// CombineLatest gives, each time an element comes, the latest of both streams: from when both have given one.
//
//	a:   --1-----2-----------|
//	b:   -----a-----b--c--|
//	out: -----1a-2a-2b-2c----|
//
// With EmitOn only the elements of the streams given there make it give a pair; the others are remembered. It works at
// once and never waits. It keeps the latest element of each stream: that is done with when the next has come, or when
// nothing more can be given. What comes before the other stream's first element and is followed by another is in no
// pair; ZipLatest waits. It ends when both have.
//
// Behind one source that reaches it by two ways it gives a pair for each way, or, with GlitchFree, one for each element
// of the source. To add a constant, use Map.
func CombineLatest[A, B any](a Stream[A], b Stream[B], opts ...NodeOption) Stream[Pair[A, B]] {
	return combineLatest("flow.CombineLatest", opts, pairOf(a, b))
}

// CombineLatest3 is CombineLatest of three streams.
//
//	a:   --1---------2---|
//	b:   ----a-----------|
//	c:   ------x--y------|
//	out: ------1ax1ay2ay-|
func CombineLatest3[A, B, C any](a Stream[A], b Stream[B], c Stream[C], opts ...NodeOption) Stream[Triple[A, B, C]] {
	return combineLatest("flow.CombineLatest3", opts, tripleOf(a, b, c))
}

// CombineLatest4 is CombineLatest of four streams.
//
//	a:   --1-----------|
//	b:   ----a---------|
//	c:   ------x-------|
//	d:   --------7---8---|
//	out: --------1ax71ax8|
func CombineLatest4[A, B, C, D any](a Stream[A], b Stream[B], c Stream[C], d Stream[D], opts ...NodeOption) Stream[Quad[A, B, C, D]] {
	return combineLatest("flow.CombineLatest4", opts, quadOf(a, b, c, d))
}

// EmitOn says which of its streams make CombineLatest give something. Default: all. It panics without streams, on nil,
// and, in CombineLatest, on a stream that is none of its own.
func EmitOn(streams ...Node) NodeOption {
	if len(streams) == 0 {
		panic("flow.EmitOn: needs at least one stream")
	}
	on := make([]*node, len(streams))
	for i, s := range streams {
		if s == nil {
			panic("flow.EmitOn: the stream must not be nil")
		}
		on[i] = s.asNode()
	}
	return nodeOption{"EmitOn", func(c *nodeConfig) { c.emitOn = on }}
}

func combineLatest[R any](op string, opts []NodeOption, inlets []joinInput[R]) *typedNode[R] {
	cfg := configure(op, opts, "EmitOn", "GlitchFree")
	triggers := make([]bool, len(inlets))
	for i, in := range inlets {
		triggers[i] = cfg.emitOn == nil || slices.Contains(cfg.emitOn, in.upstream)
	}
	for _, on := range cfg.emitOn {
		if !slices.ContainsFunc(inlets, func(in joinInput[R]) bool { return in.upstream == on }) {
			panic(op + ": EmitOn names a stream that is not one of its own, got " + on.label())
		}
	}
	return joinNode("combine latest", cfg, inlets, func(c *typedNode[R], _ *waitQueue) joinState[R] {
		n := len(inlets)
		z := &combineLatestState[R]{c: c, triggers: triggers, missing: n, has: make([]bool, n), held: make([]*Ack, n), ended: make([]bool, n)}
		if cfg.glitchFree {
			return &glitchFreeState[R]{combineLatestState: z, inputs: inlets}
		}
		return z
	})
}

// combining is the state of a CombineLatest.
type combineLatestState[R any] struct {
	c        *typedNode[R]
	triggers []bool
	row      R // the latest of each side
	has      []bool
	missing  int    // sides without an element
	held     []*Ack // of the elements in row
	ended    []bool
	over     bool // nothing more can be given
}

func (z *combineLatestState[R]) admit(em *emission, side int) (*R, error) {
	if z.over {
		return nil, nil
	}
	z.put(side, em.retainAck())
	return &z.row, nil
}

// put notes that a side has an element.
func (z *combineLatestState[R]) put(side int, ack *Ack) {
	if !z.has[side] {
		z.has[side] = true
		z.missing--
	}
	z.held[side].release(nil)
	z.held[side] = ack
}

func (z *combineLatestState[R]) match(em *emission, side int) error {
	if z.missing > 0 || !z.triggers[side] {
		return nil
	}
	return emitGroup(em, z.c, z.row, z.held)
}

func (z *combineLatestState[R]) end(em *emission, side int) {
	z.ended[side] = true
	if z.finished() && !z.over {
		z.over, z.row = true, *new(R)
		releaseAll(z.held, nil)
	}
	z.c.end(em)
}

// finished tells whether nothing more can be given: a side has ended without an element, or all that trigger have ended.
func (z *combineLatestState[R]) finished() bool {
	for i, ended := range z.ended {
		if ended && !z.has[i] {
			return true
		}
	}
	return z.triggersEnded()
}

func (z *combineLatestState[R]) triggersEnded() bool {
	for i, ended := range z.ended {
		if z.triggers[i] && !ended {
			return false
		}
	}
	return true
}
