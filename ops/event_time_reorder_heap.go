package ops

// bufferedRow is a row that is held back.
type bufferedRow struct {
	time   int64
	number uint64 // in order of arrival
	ref    rowRef
}

// before returns whether r is to be emitted before o.
func (r bufferedRow) before(o bufferedRow) bool {
	return r.time < o.time || r.time == o.time && r.number < o.number
}

// rowHeap is a heap of rows. The oldest row is at the top; among rows of the same time, the one that came first. It
// does not use container/heap, which would allocate for each row.
type rowHeap []bufferedRow

func (h *rowHeap) push(r bufferedRow) {
	all := append(*h, r)
	i := len(all) - 1
	for i > 0 {
		up := (i - 1) / 2
		if all[up].before(r) {
			break
		}
		all[i] = all[up]
		i = up
	}
	all[i] = r
	*h = all
}

// pop removes the oldest row. There must be one.
func (h *rowHeap) pop() bufferedRow {
	all := *h
	oldest, last := all[0], all[len(all)-1]
	all = all[:len(all)-1]
	*h = all
	if len(all) == 0 {
		return oldest
	}
	i := 0
	for {
		down := 2*i + 1
		if down >= len(all) {
			break
		}
		if down+1 < len(all) && all[down+1].before(all[down]) {
			down++
		}
		if last.before(all[down]) {
			break
		}
		all[i] = all[down]
		i = down
	}
	all[i] = last
	return oldest
}
