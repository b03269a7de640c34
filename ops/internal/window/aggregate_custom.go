package window

import (
	"fmt"

	"github.com/streamgage/streamgage/ops/internal/state"
)

// Custom is an aggregate that the user defines by a state S and functions on it. The functions must return a new state,
// and must not change the ones that they receive. They never receive missing values.
//
// Cost in a window: with Merge, two calls of Add and four of Merge for each value, for any window length (the structure
// is that of a sum). With Remove alone, one call of Add and one of Remove for each value; the window has one state all
// the time, so its rounding errors stay. With neither, a call of Add for each value in the window, for every result.
type Custom[S any] struct {
	Init   func() S                        // returns the state of no values
	Add    func(s S, v float64) S          // returns the state with one more value, the newest
	Merge  func(older, newer S) S          // returns the state of the values of both; may be nil
	Remove func(s S, v float64) S          // returns the state without one value, the oldest; may be nil
	Result func(s S) float64               // returns NaN if there is no result
	Append func([]byte, S) []byte          // appends the encoded state; if nil, states cannot be saved
	Read   func([]byte) (S, []byte, error) // decodes a state, and returns the bytes after it; nil if and only if Append is
}

// Aggregate returns the aggregate that c defines. It panics unless Init, Add and Result are set, and Append and Read are
// both set or both nil.
func (c Custom[S]) Aggregate() Aggregate {
	if c.Init == nil || c.Add == nil || c.Result == nil {
		panic(fmt.Sprintf("ops.Custom: must have Init, Add and Result, got %+v", c))
	}
	if (c.Append == nil) != (c.Read == nil) {
		panic(fmt.Sprintf("ops.Custom: must have both Append and Read or neither, got %+v", c))
	}
	k := newAggregate[customPartial[S]](customAggregator[S]{custom: c})
	k.notSerializable, k.mergeable = c.Append == nil, false
	if c.Merge == nil {
		k.queue = func() Queue { return &customQueue[S]{custom: c, state: c.Init()} }
	}
	return k
}

// customPartial is the state of count values. For no values the state is not set: Init makes it when it is needed.
type customPartial[S any] struct {
	state S
	count int
}

// customAggregator calls the functions of a Custom.
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
	dst = state.AppendCount(dst, p.count)
	if p.count == 0 {
		return dst
	}
	return r.custom.append(dst, p.state)
}

func (r customAggregator[S]) readPart(s *state.Reader) customPartial[S] {
	p := customPartial[S]{count: readCount(s)}
	if p.count > 0 {
		p.state = r.custom.read(s)
	}
	return p
}

// append calls Append. It panics if there is none.
func (c Custom[S]) append(dst []byte, s S) []byte {
	if c.Append == nil {
		panic("ops.Custom: must have Append to save its state, got nil")
	}
	return c.Append(dst, s)
}

// read calls Read. If there is none, r fails.
func (c Custom[S]) read(r *state.Reader) (s S) {
	if c.Read == nil {
		fail(r, "the Custom has no Read function")
		return s
	}
	r.Load(func(src []byte) (rest []byte, err error) {
		if s, rest, err = c.Read(src); err != nil {
			err = fmt.Errorf("%w: %v", ErrState, err)
		}
		return rest, err
	})
	return s
}
