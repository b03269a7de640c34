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
	k := kindOf[known[S]](customRule[S]{c: c})
	k.fleeting, k.joins = c.Append == nil, false
	if c.Merge == nil {
		k.queue = func() Queue { return &custom[S]{c: c, state: c.Init()} }
	}
	return k
}

// known is the state of n values; of none, it is not yet made.
type known[S any] struct {
	state S
	n     int
}

type customRule[S any] struct {
	column
	c Custom[S]
}

func (r customRule[S]) add(p known[S], v float64) known[S] {
	if v != v {
		return p
	}
	if p.n == 0 {
		p.state = r.c.Init()
	}
	return known[S]{r.c.Add(p.state, v), p.n + 1}
}

func (r customRule[S]) join(a, b known[S]) known[S] {
	switch {
	case a.n == 0:
		return b
	case b.n == 0:
		return a
	}
	return known[S]{r.c.Merge(a.state, b.state), a.n + b.n}
}

func (r customRule[S]) result(p known[S]) (float64, int) {
	if p.n == 0 {
		p.state = r.c.Init()
	}
	return r.c.Result(p.state), p.n
}

func (r customRule[S]) appendPart(dst []byte, p known[S]) []byte {
	dst = appendInt(dst, p.n)
	if p.n == 0 {
		return dst
	}
	return r.c.append(dst, p.state)
}

func (r customRule[S]) readPart(s *stateReader) known[S] {
	p := known[S]{n: s.counter()}
	if p.n > 0 {
		p.state = r.c.read(s)
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
