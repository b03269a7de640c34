package window

// PairQueue is a window over two columns. A pair takes a place, and is skipped by the aggregate if one of its values is
// NaN. The methods mean the same as in a [Queue].
type PairQueue interface {
	Push(x, y float64)
	Pop(n int)
	Value() float64
	Count() int
	Len() int
	Roll(out, x, y []float64, evict []int, minCount int)
	AppendBinary(dst []byte) []byte
	Restore(src []byte) (rest []byte, err error)
}

// PairAccumulator computes an aggregate of all pairs so far. The methods mean the same as in an [Accumulator].
type PairAccumulator interface {
	Add(x, y float64)
	Run(out, x, y []float64, minCount int)
	Value() float64
	Count() int
	AppendBinary(dst []byte) []byte
	Restore(src []byte) (rest []byte, err error)
}

// PairAggregate says what is computed over the values of two columns, for example a correlation.
type PairAggregate struct{ aggregator comomentsAggregator }

// Queue returns an empty window.
func (k PairAggregate) Queue() PairQueue {
	return &pairQueue{twoStacks: newTwoStacks[pair, comoments](k.aggregator)}
}

// Accumulator returns an accumulator without pairs.
func (k PairAggregate) Accumulator() PairAccumulator {
	return &pairAccumulator{accumulator[pair, comoments]{aggregator: k.aggregator}}
}
