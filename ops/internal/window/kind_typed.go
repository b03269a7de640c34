package window

import "cmp"

// Outcome says whether there is a result.
type Outcome uint8

const (
	Missing  Outcome = iota // there is none
	Found                   // there is one
	Overflow                // it does not fit its type
)

// TypedAccumulator is an [Accumulator] for values that are no floats, and whose result is of their type.
type TypedAccumulator[V any] interface {
	// Add counts in one value; where ok is false, a missing one.
	Add(v V, ok bool)
	Value() (V, Outcome)
	AppendBinary(dst []byte) []byte
	Restore(src []byte) (rest []byte, err error)
}

// TypedQueue is a [Queue] of such values. It takes 24 to 32 bytes a value.
type TypedQueue[V any] interface {
	Push(v V, ok bool)
	Pop(n int)
	Len() int
	Value() (V, Outcome)
	AppendBinary(dst []byte) []byte
	Restore(src []byte) (rest []byte, err error)
}

// TypedKind is what is computed over values that are no floats.
type TypedKind[V any] struct {
	queue       func() TypedQueue[V]
	accumulator func() TypedAccumulator[V]
}

// Queue makes an empty window.
func (k TypedKind[V]) Queue() TypedQueue[V] { return k.queue() }

// Accumulator makes an accumulator of no values yet.
func (k TypedKind[V]) Accumulator() TypedAccumulator[V] { return k.accumulator() }

// optional is a value, or a missing one.
type optional[V any] struct {
	v  V
	ok bool
}

// typedRule is a rule whose results are of the values' type.
type typedRule[V, P any] interface {
	rule[optional[V], P]
	value(p P) (V, Outcome)
}

func typedKind[V, P any](r typedRule[V, P]) TypedKind[V] {
	return TypedKind[V]{
		queue:       func() TypedQueue[V] { return &typedQueue[V, P]{newStacks[optional[V], P](r), r} },
		accumulator: func() TypedAccumulator[V] { return &typedAccumulator[V, P]{accumulator[optional[V], P]{rule: r}, r} },
	}
}

type typedQueue[V, P any] struct {
	stacks[optional[V], P]
	typed typedRule[V, P]
}

func (q *typedQueue[V, P]) Push(v V, ok bool)   { q.stacks.Push(optional[V]{v, ok}) }
func (q *typedQueue[V, P]) Value() (V, Outcome) { return q.typed.value(q.total()) }

type typedAccumulator[V, P any] struct {
	accumulator[optional[V], P]
	typed typedRule[V, P]
}

func (a *typedAccumulator[V, P]) Add(v V, ok bool)    { a.accumulator.Add(optional[V]{v, ok}) }
func (a *typedAccumulator[V, P]) Value() (V, Outcome) { return a.typed.value(a.part) }

// MinOf and the others are [Min], [Max], [First] and [Last] of ints or strings; codec says how to save them.

// MinOf is the smallest value.
func MinOf[V cmp.Ordered](c Codec[V]) TypedKind[V] {
	return typedKind(typedPick[V]{c, func(old, new V) bool { return new < old }})
}

// MaxOf is the greatest value.
func MaxOf[V cmp.Ordered](c Codec[V]) TypedKind[V] {
	return typedKind(typedPick[V]{c, func(old, new V) bool { return new > old }})
}

// FirstOf is the oldest value that is not missing.
func FirstOf[V any](c Codec[V]) TypedKind[V] {
	return typedKind(typedPick[V]{c, func(_, _ V) bool { return false }})
}

// LastOf is the newest value that is not missing.
func LastOf[V any](c Codec[V]) TypedKind[V] {
	return typedKind(typedPick[V]{c, func(_, _ V) bool { return true }})
}

// typedPick picks a value.
type typedPick[V any] struct {
	codec  Codec[V]
	better func(old, new V) bool // says whether to take the newer one
}

func (r typedPick[V]) add(p, v optional[V]) optional[V] {
	if v.ok && (!p.ok || r.better(p.v, v.v)) {
		return v
	}
	return p
}

func (r typedPick[V]) join(a, b optional[V]) optional[V] { return r.add(a, b) }

func (r typedPick[V]) result(optional[V]) (float64, int) {
	panic("window: a typed rule has no float result")
}

func (r typedPick[V]) value(p optional[V]) (V, Outcome) {
	if p.ok {
		return p.v, Found
	}
	return p.v, Missing
}

func (r typedPick[V]) appendPart(dst []byte, p optional[V]) []byte { return r.codec.append(dst, p) }
func (r typedPick[V]) readPart(s *stateReader) optional[V]         { return r.codec.read(s) }

func (r typedPick[V]) appendValues(dst []byte, values []optional[V]) []byte {
	return r.codec.appendAll(dst, values)
}

func (r typedPick[V]) readValues(s *stateReader, n int) []optional[V] { return r.codec.readAll(s, n) }
