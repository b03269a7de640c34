package window

import (
	"cmp"
	"math"

	"github.com/streamgage/streamgage/ops/internal/state"
)

// LabelledValue is a value with a label, such as the index of its row. Among equal values, the one of the smallest Order
// counts, and of these the one that came first.
type LabelledValue[V, L any] struct {
	Value      V
	Label      L
	Order      int64
	Valid      bool // the value is not missing
	LabelValid bool // the label is not missing
}

// Labelled finds the label of the smallest or the largest value: in a window, or among all values so far.
type Labelled[V, L any] interface {
	Push(v LabelledValue[V, L])
	// Pop removes the n oldest values of a window. On an accumulator it does nothing.
	Pop(n int)
	// Count returns how many values are not missing.
	Count() int
	// HasLen reports whether the window has n values, missing ones included. For an accumulator it is always true.
	HasLen(n int) bool
	Value() (L, Outcome)
	AppendBinary(dst []byte) []byte
	Restore(src []byte) (rest []byte, err error)
}

// LabelAggregate says which label is found. A window takes 32 to 48 bytes a value.
type LabelAggregate[V, L any] struct{ aggregator labelAggregator[V, L] }

// ArgMin is the label of the smallest value. It is missing if there is none, or if that label is.
func ArgMin[V, L cmp.Ordered](values Codec[V], labels Codec[L]) LabelAggregate[V, L] {
	return LabelAggregate[V, L]{labelAggregator[V, L]{values, labels, func(a, b V) int { return cmp.Compare(a, b) }}}
}

// ArgMax is the label of the largest value. It is missing if there is none, or if that label is.
func ArgMax[V, L cmp.Ordered](values Codec[V], labels Codec[L]) LabelAggregate[V, L] {
	return LabelAggregate[V, L]{labelAggregator[V, L]{values, labels, func(a, b V) int { return cmp.Compare(b, a) }}}
}

// Queue returns an empty window.
func (k LabelAggregate[V, L]) Queue() Labelled[V, L] {
	return &labelQueue[V, L]{newTwoStacks[LabelledValue[V, L], labelPartial[V, L]](k.aggregator), k.aggregator}
}

// Accumulator returns an accumulator without values.
func (k LabelAggregate[V, L]) Accumulator() Labelled[V, L] {
	a := accumulator[LabelledValue[V, L], labelPartial[V, L]]{aggregator: k.aggregator}
	return &labelAccumulator[V, L]{a, k.aggregator}
}

type labelQueue[V, L any] struct {
	twoStacks[LabelledValue[V, L], labelPartial[V, L]]
	labels labelAggregator[V, L]
}

func (q *labelQueue[V, L]) HasLen(n int) bool   { return q.len == n }
func (q *labelQueue[V, L]) Value() (L, Outcome) { return q.labels.label(q.windowPartial()) }

type labelAccumulator[V, L any] struct {
	accumulator[LabelledValue[V, L], labelPartial[V, L]]
	labels labelAggregator[V, L]
}

func (a *labelAccumulator[V, L]) Push(v LabelledValue[V, L]) { a.Add(v) }
func (a *labelAccumulator[V, L]) Pop(int)                    {}
func (a *labelAccumulator[V, L]) HasLen(int) bool            { return true }
func (a *labelAccumulator[V, L]) Value() (L, Outcome)        { return a.labels.label(a.partial) }

// labelPartial is the value that was selected out of count values.
type labelPartial[V, L any] struct {
	selected LabelledValue[V, L]
	count    int
}

type labelAggregator[V, L any] struct {
	values  Codec[V]
	labels  Codec[L]
	compare func(a, b V) int // is negative if a is selected before b
}

func (r labelAggregator[V, L]) add(p labelPartial[V, L], v LabelledValue[V, L]) labelPartial[V, L] {
	if !v.Valid {
		return p
	}
	return r.merge(p, labelPartial[V, L]{v, 1})
}

func (r labelAggregator[V, L]) merge(a, b labelPartial[V, L]) labelPartial[V, L] {
	switch {
	case b.count == 0:
		return a
	case a.count == 0:
		return b
	}
	order := r.compare(b.selected.Value, a.selected.Value)
	if order < 0 || order == 0 && b.selected.Order < a.selected.Order {
		a.selected = b.selected
	}
	a.count += b.count
	return a
}

// result returns no value: the result is a label.
func (labelAggregator[V, L]) result(p labelPartial[V, L]) (float64, int) { return math.NaN(), p.count }

func (labelAggregator[V, L]) label(p labelPartial[V, L]) (L, Outcome) {
	if p.selected.LabelValid {
		return p.selected.Label, Found
	}
	return p.selected.Label, Missing
}

func (r labelAggregator[V, L]) appendPart(dst []byte, p labelPartial[V, L]) []byte {
	return r.appendValue(state.AppendCount(dst, p.count), p.selected)
}

func (r labelAggregator[V, L]) readPart(s *state.Reader) labelPartial[V, L] {
	p := labelPartial[V, L]{count: readCount(s)}
	if p.selected = r.readValue(s); p.selected.Valid != (p.count > 0) {
		fail(s, "a selected value must be there if and only if values are, got %d values", p.count)
	}
	return p
}

func (r labelAggregator[V, L]) appendValue(dst []byte, v LabelledValue[V, L]) []byte {
	if dst = r.values.append(dst, optional[V]{v.Value, v.Valid}); !v.Valid {
		return dst // the label of a missing value is never read
	}
	return state.AppendInt(r.labels.append(dst, optional[L]{v.Label, v.LabelValid}), v.Order)
}

func (r labelAggregator[V, L]) readValue(s *state.Reader) (v LabelledValue[V, L]) {
	value := r.values.read(s)
	if v.Value, v.Valid = value.value, value.valid; v.Valid {
		label := r.labels.read(s)
		v.Label, v.LabelValid, v.Order = label.value, label.valid, s.Int()
	}
	return v
}

func (r labelAggregator[V, L]) appendValues(dst []byte, values []LabelledValue[V, L]) []byte {
	for _, v := range values {
		dst = r.appendValue(dst, v)
	}
	return dst
}

func (r labelAggregator[V, L]) readValues(s *state.Reader, n int) []LabelledValue[V, L] {
	if s.Len() < n {
		s.Fail(errTruncated)
		return nil
	}
	values := make([]LabelledValue[V, L], n)
	for i := range values {
		values[i] = r.readValue(s)
	}
	return values
}
