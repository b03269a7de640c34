package window

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
	value V
	valid bool
}

// typedAggregator is a rule whose results are of the values' type.
type typedAggregator[V, P any] interface {
	aggregator[optional[V], P]
	typedResult(p P) (V, Outcome)
}

func newTypedKind[V, P any](r typedAggregator[V, P]) TypedKind[V] {
	return TypedKind[V]{
		queue: func() TypedQueue[V] { return &typedQueue[V, P]{newTwoStacks[optional[V], P](r), r} },
		accumulator: func() TypedAccumulator[V] {
			return &typedAccumulator[V, P]{accumulator[optional[V], P]{aggregator: r}, r}
		},
	}
}

type typedQueue[V, P any] struct {
	twoStacks[optional[V], P]
	aggregator typedAggregator[V, P]
}

func (q *typedQueue[V, P]) Push(v V, ok bool)   { q.twoStacks.Push(optional[V]{v, ok}) }
func (q *typedQueue[V, P]) Value() (V, Outcome) { return q.aggregator.typedResult(q.windowPartial()) }

type typedAccumulator[V, P any] struct {
	accumulator[optional[V], P]
	aggregator typedAggregator[V, P]
}

func (a *typedAccumulator[V, P]) Add(v V, ok bool)    { a.accumulator.Add(optional[V]{v, ok}) }
func (a *typedAccumulator[V, P]) Value() (V, Outcome) { return a.aggregator.typedResult(a.partial) }
