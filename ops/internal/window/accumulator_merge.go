package window

// Joins says whether the order of the values makes no difference to its accumulators but to which value is first or last,
// so that two of them can be joined: for all kinds but [Quantile], whose accumulators estimate, and a [Custom].
func (k Kind) Joins() bool { return k.mergeable }

// Join counts in all values that another accumulator of the same kind has counted, as the newer ones. It is for those of
// a [Kind] that Joins, of a [PairKind] and of a [TypedKind], and panics on others.
func Join(a, newer any) { a.(merger).merge(newer) }

type merger interface{ merge(newer any) }

func (a *accumulator[V, P]) merge(newer any) {
	a.partial = a.aggregator.merge(a.partial, newer.(interface{ partialAggregate() P }).partialAggregate())
}

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

func (q *NUniqueOf[V]) merge(newer any) {
	for v, n := range newer.(*NUniqueOf[V]).counts {
		q.counts[v] += n
	}
}
