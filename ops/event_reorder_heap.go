package ops

// bufferedRow is a row that waits for its time.
type bufferedRow struct {
	time   int64
	number uint64 // in the order in which rows have come
	ref    rowRef
}

func (r bufferedRow) before(o bufferedRow) bool {
	return r.time < o.time || r.time == o.time && r.number < o.number
}

// rowHeap is a heap: the oldest row first, of those of one time the one that came first. It is its own, and not package
// heap's, since that would allocate for each row.
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

// pop takes out the oldest row; there must be one.
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
