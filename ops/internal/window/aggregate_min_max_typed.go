package window

import (
	"cmp"
	"math"

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

// typedSelectPartial is the value that was selected out of count values.
type typedSelectPartial[V any] struct {
	value V
	count int
}

// typedSelectAggregator is selectAggregator for values that are not floats.
type typedSelectAggregator[V any] struct {
	codec    Codec[V]
	replaces func(old, new V) bool // reports whether new takes the place of old
}

func (r typedSelectAggregator[V]) add(p typedSelectPartial[V], v optional[V]) typedSelectPartial[V] {
	if !v.valid {
		return p
	}
	return r.merge(p, typedSelectPartial[V]{v.value, 1})
}

func (r typedSelectAggregator[V]) merge(a, b typedSelectPartial[V]) typedSelectPartial[V] {
	switch {
	case b.count == 0:
		return a
	case a.count == 0:
		return b
	case r.replaces(a.value, b.value):
		a.value = b.value
	}
	a.count += b.count
	return a
}

// result returns no value: the result is typed.
func (r typedSelectAggregator[V]) result(p typedSelectPartial[V]) (float64, int) {
	return math.NaN(), p.count
}

func (r typedSelectAggregator[V]) typedResult(p typedSelectPartial[V]) (V, Outcome) {
	if p.count > 0 {
		return p.value, Found
	}
	return p.value, Missing
}

func (r typedSelectAggregator[V]) appendPart(dst []byte, p typedSelectPartial[V]) []byte {
	return r.codec.append(state.AppendCount(dst, p.count), optional[V]{p.value, p.count > 0})
}

func (r typedSelectAggregator[V]) readPart(s *state.Reader) typedSelectPartial[V] {
	p := typedSelectPartial[V]{count: readCount(s)}
	if v := r.codec.read(s); v.valid != (p.count > 0) {
		fail(s, "a selected value must be there if and only if values are, got %d values", p.count)
	} else {
		p.value = v.value
	}
	return p
}

func (r typedSelectAggregator[V]) appendValues(dst []byte, values []optional[V]) []byte {
	return r.codec.appendAll(dst, values)
}

func (r typedSelectAggregator[V]) readValues(s *state.Reader, n int) []optional[V] {
	return r.codec.readAll(s, n)
}
