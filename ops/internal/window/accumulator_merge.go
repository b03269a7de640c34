package window

// Mergeable reports whether two accumulators can be merged, and the order of values matters only to [First] and [Last].
// It is false for [Quantile], whose accumulators may estimate, and for a [Custom].
func (k Aggregate) Mergeable() bool { return k.mergeable }

// Merge adds all values of the accumulator newer to the accumulator a, as values that are newer than a's own. Both must
// compute the same aggregate: one for which [Aggregate.Mergeable] is true, or one of two columns or of typed values. It
// panics on other types.
func Merge(a, newer any) { a.(merger).merge(newer) }

// merger is an accumulator that can be merged with another one of its type.
type merger interface{ merge(newer any) }

func (a *accumulator[V, P]) merge(newer any) {
	a.partial = a.aggregator.merge(a.partial, newer.(interface{ partialAggregate() P }).partialAggregate())
}

// partialAggregate returns the part of an accumulator that a merge reads, also from types that embed one.
func (a *accumulator[V, P]) partialAggregate() P { return a.partial }

func (a *distinctAccumulator) merge(newer any) {
	b := newer.(*distinctAccumulator)
	for _, s := range b.set.slots {
		if s.count > 0 {
			a.set.add(s.value)
		}
	}
	a.count += b.count
}

func (q *TypedNUnique[V]) merge(newer any) {
	for v, n := range newer.(*TypedNUnique[V]).counts {
		q.counts[v] += n
	}
	q.count += newer.(*TypedNUnique[V]).count
}
