package window

import "fmt"

// Custom is a result of the user's own, by way of a state S. Functions must not change the states that they are given;
// they give new ones. Missing values never reach them.
//
// With Merge a queue stands on the same structure as the sum: each value costs two calls of Add and four of Merge, however
// long the window is. With Remove alone it costs one call of each, and the state lives as long as the queue; so what
// rounding leaves in it, stays. With neither, each result costs a call of Add for each value in the window.
type Custom[S any] struct {
	Init   func() S                        // the state of no values
	Add    func(s S, v float64) S          // with one value more, the newest
	Merge  func(older, newer S) S          // of the values of both; may be nil
	Remove func(s S, v float64) S          // with one value less, the oldest; may be nil
	Result func(s S) float64               // NaN where there is none
	Append func([]byte, S) []byte          // writes the state behind the bytes; may be nil, then [Kind.Saves] says so
	Read   func([]byte) (S, []byte, error) // reads the state, and gives the bytes behind it; goes with Append
}

// Kind gives the kind. It panics unless Init, Add and Result are there, and Append where Read is and the other way round.
func (c Custom[S]) Kind() Kind {
	if c.Init == nil || c.Add == nil || c.Result == nil {
		panic(fmt.Sprintf("ops.Custom: must have Init, Add and Result, got %+v", c))
	}
	if (c.Append == nil) != (c.Read == nil) {
		panic(fmt.Sprintf("ops.Custom: must have both of Append and Read or none, got %+v", c))
	}
	k := newKind[customPartial[S]](customAggregator[S]{custom: c})
	k.notSerializable, k.mergeable = c.Append == nil, false
	if c.Merge == nil {
		k.queue = func() Queue { return &customQueue[S]{custom: c, state: c.Init()} }
	}
	return k
}

// known is the state of n values; of none, it is not yet made.
type customPartial[S any] struct {
	state S
	count int
}

type customAggregator[S any] struct {
	float64Values
	custom Custom[S]
}

func (r customAggregator[S]) add(p customPartial[S], v float64) customPartial[S] {
	if v != v {
		return p
	}
	if p.count == 0 {
		p.state = r.custom.Init()
	}
	return customPartial[S]{r.custom.Add(p.state, v), p.count + 1}
}

func (r customAggregator[S]) merge(a, b customPartial[S]) customPartial[S] {
	switch {
	case a.count == 0:
		return b
	case b.count == 0:
		return a
	}
	return customPartial[S]{r.custom.Merge(a.state, b.state), a.count + b.count}
}

func (r customAggregator[S]) result(p customPartial[S]) (float64, int) {
	if p.count == 0 {
		p.state = r.custom.Init()
	}
	return r.custom.Result(p.state), p.count
}

func (r customAggregator[S]) appendPart(dst []byte, p customPartial[S]) []byte {
	dst = appendInt(dst, p.count)
	if p.count == 0 {
		return dst
	}
	return r.custom.append(dst, p.state)
}

func (r customAggregator[S]) readPart(s *stateReader) customPartial[S] {
	p := customPartial[S]{count: s.count()}
	if p.count > 0 {
		p.state = r.custom.read(s)
	}
	return p
}

func (c Custom[S]) append(dst []byte, s S) []byte {
	if c.Append == nil {
		panic("ops.Custom: must have Append to save its state, got nil")
	}
	return c.Append(dst, s)
}

func (c Custom[S]) read(r *stateReader) (s S) {
	if c.Read == nil {
		r.fail("there is no Read")
		return s
	}
	s, rest, err := c.Read(r.src)
	if err != nil {
		r.fail("%v", err)
		return s
	}
	r.src = rest
	return s
}
