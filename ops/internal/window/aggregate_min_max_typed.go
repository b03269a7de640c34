package window

import (
	"cmp"

	"github.com/streamgage/streamgage/ops/internal/state"
)

// TypedMin is [Min] of values that are not floats. The codec encodes them in saved states.
func TypedMin[V cmp.Ordered](c Codec[V]) TypedAggregate[V] {
	return newTypedAggregate(typedSelectAggregator[V]{c, func(old, new V) bool { return new < old }})
}

// TypedMax is [Max] of values that are not floats. The codec encodes them in saved states.
func TypedMax[V cmp.Ordered](c Codec[V]) TypedAggregate[V] {
	return newTypedAggregate(typedSelectAggregator[V]{c, func(old, new V) bool { return new > old }})
}

// TypedFirst is [First] of values that are not floats: the oldest value that is not missing.
func TypedFirst[V any](c Codec[V]) TypedAggregate[V] {
	return newTypedAggregate(typedSelectAggregator[V]{c, func(_, _ V) bool { return false }})
}

// TypedLast is [Last] of values that are not floats: the newest value that is not missing.
func TypedLast[V any](c Codec[V]) TypedAggregate[V] {
	return newTypedAggregate(typedSelectAggregator[V]{c, func(_, _ V) bool { return true }})
}

// typedSelectAggregator is selectAggregator for values that are not floats. The partial aggregate is the value selected
// so far.
type typedSelectAggregator[V any] struct {
	codec    Codec[V]
	replaces func(old, new V) bool // reports whether new takes the place of old
}

func (r typedSelectAggregator[V]) add(p, v optional[V]) optional[V] {
	if v.valid && (!p.valid || r.replaces(p.value, v.value)) {
		return v
	}
	return p
}

func (r typedSelectAggregator[V]) merge(a, b optional[V]) optional[V] { return r.add(a, b) }

func (r typedSelectAggregator[V]) result(optional[V]) (float64, int) {
	panic("window: a typed rule has no float result")
}

func (r typedSelectAggregator[V]) typedResult(p optional[V]) (V, Outcome) {
	if p.valid {
		return p.value, Found
	}
	return p.value, Missing
}

func (r typedSelectAggregator[V]) appendPart(dst []byte, p optional[V]) []byte {
	return r.codec.append(dst, p)
}
func (r typedSelectAggregator[V]) readPart(s *state.Reader) optional[V] { return r.codec.read(s) }

func (r typedSelectAggregator[V]) appendValues(dst []byte, values []optional[V]) []byte {
	return r.codec.appendAll(dst, values)
}

func (r typedSelectAggregator[V]) readValues(s *state.Reader, n int) []optional[V] {
	return r.codec.readAll(s, n)
}
