package flow

import "slices"

// CombineLatest emits the latest elements of both streams as a pair each time an element comes, once both streams have
// emitted one.
//
//	a:   --1-----2-----------|
//	b:   -----a-----b--c--|
//	out: -----1a-2a-2b-2c----|
//
// With EmitOn it emits a pair only for elements of the streams that EmitOn lists; elements of the others are kept. It is
// synchronous and never waits for an element. It keeps the latest element of each stream. That element is acknowledged
// when two conditions hold: its stream has emitted the next one, or no more pairs can be emitted; and its pairs have
// been acknowledged. An
// element that comes before the other stream's first element, and is followed by another one of its own stream, appears
// in no pair; ZipLatest waits instead. CombineLatest ends when both streams have ended.
//
// If both streams derive from one source, an element of the source leads to one pair for each path, or, with
// GlitchFree, to one pair. To add a constant, use Map.
func CombineLatest[A, B any](a Stream[A], b Stream[B], opts ...NodeOption) Stream[Pair[A, B]] {
	return combineLatest("flow.CombineLatest", opts, pairOf(a, b))
}

// CombineLatest3 is CombineLatest for three streams.
//
//	a:   --1---------2---|
//	b:   ----a-----------|
//	c:   ------x--y------|
//	out: ------1ax1ay2ay-|
func CombineLatest3[A, B, C any](a Stream[A], b Stream[B], c Stream[C], opts ...NodeOption) Stream[Triple[A, B, C]] {
	return combineLatest("flow.CombineLatest3", opts, tripleOf(a, b, c))
}

// CombineLatest4 is CombineLatest for four streams.
//
//	a:   --1-----------|
//	b:   ----a---------|
//	c:   ------x-------|
//	d:   --------7---8---|
//	out: --------1ax71ax8|
func CombineLatest4[A, B, C, D any](a Stream[A], b Stream[B], c Stream[C], d Stream[D], opts ...NodeOption) Stream[Quad[A, B, C, D]] {
	return combineLatest("flow.CombineLatest4", opts, quadOf(a, b, c, d))
}

// EmitOn sets the streams whose elements make CombineLatest emit. Default: all its streams. EmitOn panics without
// streams and on nil; CombineLatest panics on a stream that is not one of its own.
func EmitOn(streams ...Node) NodeOption {
	if len(streams) == 0 {
		panic("flow.EmitOn: needs at least one stream")
	}
	nodes := make([]*node, len(streams))
	for i, s := range streams {
		if s == nil {
			panic("flow.EmitOn: the stream must not be nil")
		}
		nodes[i] = s.asNode()
	}
	return nodeOption{"EmitOn", func(c *nodeConfig) { c.emitOn = nodes }}
}

// combineLatest builds the node of the CombineLatest operators.
func combineLatest[R any](op string, opts []NodeOption, inputs []joinInput[R]) *typedNode[R] {
	cfg := configure(op, opts, "EmitOn", "GlitchFree")
	triggers := make([]bool, len(inputs))
	for i, in := range inputs {
		triggers[i] = cfg.emitOn == nil || slices.Contains(cfg.emitOn, in.upstream)
	}
	for _, on := range cfg.emitOn {
		if !slices.ContainsFunc(inputs, func(in joinInput[R]) bool { return in.upstream == on }) {
			panic(op + ": EmitOn names a stream that is not one of its own, got " + on.label())
		}
	}
	return joinNode("combine latest", cfg, inputs, func(c *typedNode[R], _ *waitQueue) joinState[R] {
		n := len(inputs)
		state := &combineLatestState[R]{
			node: c, triggers: triggers, missing: n,
			has: make([]bool, n), acks: make([]*Ack, n), ended: make([]bool, n),
		}
		if cfg.glitchFree {
			return &glitchFreeState[R]{combineLatestState: state, inputs: inputs}
		}
		return state
	})
}

// combineLatestState is the state of a CombineLatest.
type combineLatestState[R any] struct {
	node     *typedNode[R]
	triggers []bool // by side: its elements make the node emit
	row      R      // the latest element of each side
	has      []bool // by side: row has an element of it
	missing  int    // sides without an element
	acks     []*Ack // of the elements in row
	ended    []bool // by side
	over     bool   // no more rows can be emitted
}

// admit makes the incoming element the latest of its side.
func (c *combineLatestState[R]) admit(em *emission, side int) (*R, error) {
	if c.over {
		return nil, nil
	}
	c.put(side, em.retainAck())
	return &c.row, nil
}

// put stores the Ack of a side's new element and releases the Ack of the element before.
func (c *combineLatestState[R]) put(side int, ack *Ack) {
	if !c.has[side] {
		c.has[side] = true
		c.missing--
	}
	c.acks[side].release(nil)
	c.acks[side] = ack
}

// match emits the row if it is complete and the side is a trigger.
func (c *combineLatestState[R]) match(em *emission, side int) error {
	if c.missing > 0 || !c.triggers[side] {
		return nil
	}
	return emitGroup(em, c.node, c.row, c.acks)
}

func (c *combineLatestState[R]) end(em *emission, side int) {
	c.ended[side] = true
	if c.finished() && !c.over {
		c.over, c.row = true, *new(R)
		releaseAll(c.acks, nil)
	}
	c.node.end(em)
}

// finished reports whether no more rows can be emitted: a side has ended without an element, or all triggers have
// ended.
func (c *combineLatestState[R]) finished() bool {
	for i, ended := range c.ended {
		if ended && !c.has[i] {
			return true
		}
	}
	return c.triggersEnded()
}

// triggersEnded reports whether all triggers have ended.
func (c *combineLatestState[R]) triggersEnded() bool {
	for i, ended := range c.ended {
		if c.triggers[i] && !ended {
			return false
		}
	}
	return true
}
