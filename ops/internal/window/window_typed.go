package window

// Outcome says whether an aggregate has a result.
type Outcome uint8

const (
	Missing  Outcome = iota // there is no result
	Found                   // there is a result
	Overflow                // the result does not fit its type
)

// TypedAccumulator is an [Accumulator] of values that are not floats, with results of the same type.
type TypedAccumulator[V any] interface {
	// Add adds one value. If ok is false, the value is missing.
	Add(v V, ok bool)
	Value() (V, Outcome)
	// Count returns how many values are not missing.
	Count() int
	AppendBinary(dst []byte) []byte
	Restore(src []byte) (rest []byte, err error)
}

// TypedQueue is a [Queue] of values that are not floats, with results of the same type. It takes 24 to 32 bytes a
// value.
type TypedQueue[V any] interface {
	Push(v V, ok bool)
	Pop(n int)
	Len() int
	Value() (V, Outcome)
	Count() int
	AppendBinary(dst []byte) []byte
	Restore(src []byte) (rest []byte, err error)
}

// TypedAggregate says what is computed over values that are not floats, for example the largest string.
type TypedAggregate[V any] struct {
	queue       func() TypedQueue[V]
	accumulator func() TypedAccumulator[V]
}

// Queue returns an empty window.
func (k TypedAggregate[V]) Queue() TypedQueue[V] { return k.queue() }

// Accumulator returns an accumulator without values.
func (k TypedAggregate[V]) Accumulator() TypedAccumulator[V] { return k.accumulator() }

// optional is a value that may be missing.
type optional[V any] struct {
	value V
	valid bool
}

// typedAggregator is an aggregator with results of the values' type. Of the results of its method result, only the count is
// used.
type typedAggregator[V, P any] interface {
	aggregator[optional[V], P]
	typedResult(p P) (V, Outcome)
}

// newTypedAggregate returns the TypedAggregate of an aggregator.
func newTypedAggregate[V, P any](r typedAggregator[V, P]) TypedAggregate[V] {
	return TypedAggregate[V]{
		queue: func() TypedQueue[V] { return &typedQueue[V, P]{newTwoStacks[optional[V], P](r), r} },
		accumulator: func() TypedAccumulator[V] {
			return &typedAccumulator[V, P]{accumulator[optional[V], P]{aggregator: r}, r}
		},
	}
}

// typedQueue adds typed values and results to twoStacks.
type typedQueue[V, P any] struct {
	twoStacks[optional[V], P]
	typed typedAggregator[V, P]
}

func (q *typedQueue[V, P]) Push(v V, ok bool)   { q.twoStacks.Push(optional[V]{v, ok}) }
func (q *typedQueue[V, P]) Value() (V, Outcome) { return q.typed.typedResult(q.windowPartial()) }

// typedAccumulator adds typed values and results to accumulator.
type typedAccumulator[V, P any] struct {
	accumulator[optional[V], P]
	typed typedAggregator[V, P]
}

func (a *typedAccumulator[V, P]) Add(v V, ok bool)    { a.accumulator.Add(optional[V]{v, ok}) }
func (a *typedAccumulator[V, P]) Value() (V, Outcome) { return a.typed.typedResult(a.partial) }
