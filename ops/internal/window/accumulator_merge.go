package window

// Joins says whether the order of the values makes no difference to its accumulators but to which value is first or last,
// so that two of them can be joined: for all kinds but [Quantile], whose accumulators estimate, and a [Custom].
func (k Kind) Joins() bool { return k.joins }

// Join counts in all values that another accumulator of the same kind has counted, as the newer ones. It is for those of
// a [Kind] that Joins, of a [PairKind] and of a [TypedKind], and panics on others.
func Join(a, newer any) { a.(joiner).join(newer) }

type joiner interface{ join(newer any) }

func (a *accumulator[V, P]) join(newer any) {
	a.part = a.rule.join(a.part, newer.(interface{ state() P }).state())
}

func (a *accumulator[V, P]) state() P { return a.part }

func (a *distinct) join(newer any) {
	b := newer.(*distinct)
	for _, s := range b.set.slots {
		if s.times > 0 {
			a.set.add(s.v)
		}
	}
	a.count += b.count
}

func (q *NUniqueOf[V]) join(newer any) {
	for v, n := range newer.(*NUniqueOf[V]).times {
		q.times[v] += n
	}
}
