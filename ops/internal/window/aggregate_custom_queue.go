package window

// customQueue is the Queue of a Custom without Merge.
type customQueue[S any] struct {
	custom Custom[S]
	values blockQueue[float64]
	state  S // of all values, if Custom has Remove; else unused
	count  int
}

func (q *customQueue[S]) Push(v float64) {
	q.values.push(v)
	if v != v {
		return
	}
	q.count++
	if q.custom.Remove != nil {
		q.state = q.custom.Add(q.state, v)
	}
}

func (q *customQueue[S]) PushAll(values []float64) { pushEach(q, values) }

func (q *customQueue[S]) Pop(n int) {
	checkPop(n, q.values.len)
	for range n {
		v := q.values.pop()
		if v != v {
			continue
		}
		q.count--
		if q.custom.Remove != nil {
			q.state = q.custom.Remove(q.state, v)
		}
	}
}

func (q *customQueue[S]) Value() float64 {
	if q.custom.Remove != nil {
		return q.custom.Result(q.state)
	}
	s := q.custom.Init()
	for v := range q.values.all {
		if v == v {
			s = q.custom.Add(s, v)
		}
	}
	return q.custom.Result(s)
}

func (q *customQueue[S]) Count() int { return q.count }

func (q *customQueue[S]) Len() int { return q.values.len }

func (q *customQueue[S]) Roll(out, in []float64, evict []int, minCount int) {
	rollEach(q, out, in, evict, minCount)
}

func (q *customQueue[S]) AppendBinary(dst []byte) []byte {
	dst = appendBlockQueue(dst, &q.values)
	if q.custom.Remove != nil {
		dst = q.custom.append(dst, q.state)
	}
	return dst
}

func (q *customQueue[S]) Restore(src []byte) (rest []byte, err error) {
	n := customQueue[S]{custom: q.custom}
	n.custom.Remove = nil // so that Push does not touch the state, which is read below
	if rest, err = restoreBlockQueue(src, n.Push); err != nil {
		return rest, err
	}
	r := newStateReader(rest)
	if q.custom.Remove != nil {
		n.state, n.custom = q.custom.read(r), q.custom
	}
	if r.Err() == nil {
		*q = n
	}
	return r.Finish()
}
