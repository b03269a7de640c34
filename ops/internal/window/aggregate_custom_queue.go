package window

// custom is the queue of a Custom without Merge.
type custom[S any] struct {
	c     Custom[S]
	line  line[float64]
	state S // with Remove
	count int
}

func (q *custom[S]) Push(v float64) {
	q.line.push(v)
	if v != v {
		return
	}
	q.count++
	if q.c.Remove != nil {
		q.state = q.c.Add(q.state, v)
	}
}

func (q *custom[S]) PushAll(values []float64) { pushEach(q, values) }

func (q *custom[S]) Pop(n int) {
	checkPop(n, q.line.len)
	for range n {
		v := q.line.pop()
		if v != v {
			continue
		}
		q.count--
		if q.c.Remove != nil {
			q.state = q.c.Remove(q.state, v)
		}
	}
}

func (q *custom[S]) Value() float64 {
	if q.c.Remove != nil {
		return q.c.Result(q.state)
	}
	s := q.c.Init()
	for v := range q.line.all {
		if v == v {
			s = q.c.Add(s, v)
		}
	}
	return q.c.Result(s)
}

func (q *custom[S]) Count() int { return q.count }

func (q *custom[S]) Len() int { return q.line.len }

func (q *custom[S]) Roll(out, in []float64, gone []int, least int) { rollEach(q, out, in, gone, least) }

func (q *custom[S]) AppendBinary(dst []byte) []byte {
	dst = appendLine(dst, &q.line)
	if q.c.Remove != nil {
		dst = q.c.append(dst, q.state)
	}
	return dst
}

func (q *custom[S]) Restore(src []byte) (rest []byte, err error) {
	n := custom[S]{c: q.c}
	n.c.Remove = nil // which leaves the state to be read
	if rest, err = restoreLine(src, n.Push); err != nil {
		return rest, err
	}
	r := stateReader{src: rest}
	if q.c.Remove != nil {
		n.state, n.c = q.c.read(&r), q.c
	}
	if r.err == nil {
		*q = n
	}
	return r.end()
}
