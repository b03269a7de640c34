package ops

import (
	"slices"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/join"
)

// rightOnlyRows finds the right rows that no left row matches, in a band join. A right row is decided when the frontier
// has passed the end of its band: as right rows are sorted, the decided ones come first.
type rightOnlyRows struct {
	band    join.Band
	empty   frame.Frame // a batch of the left side without rows
	times   []int64     // of the right rows that are kept
	matched []bool      // whether a left row has matched it
	decided int         // how many rows are decided, and emitted if they were not matched
}

// add adds right rows.
func (u *rightOnlyRows) add(times []int64) {
	u.times = append(u.times, times...)
	u.matched = append(u.matched, make([]bool, len(times))...)
}

// markMatched records the matches of a left row.
func (u *rightOnlyRows) markMatched(rows []int) {
	for _, row := range rows {
		if row != join.NoRow {
			u.matched[row] = true
		}
	}
}

// decide returns the rows without a match that are decided when the left side has passed t.
func (u *rightOnlyRows) decide(t int64, ended bool) (rows []int) {
	for limit := u.band.FirstMatchTime(t); u.decided < len(u.times) && (ended || u.times[u.decided] < limit); u.decided++ {
		if !u.matched[u.decided] {
			rows = append(rows, u.decided)
		}
	}
	return rows
}

// keepUndecided drops the decided rows, and returns the rows of n that stay.
func (u *rightOnlyRows) keepUndecided(n int) (kept []int) {
	for row := u.decided; row < n; row++ {
		kept = append(kept, row)
	}
	u.times = append(u.times[:0], u.times[u.decided:]...)
	u.matched = append(u.matched[:0], u.matched[u.decided:]...)
	u.decided = 0
	return kept
}

// withRightOnly adds to left rows, which have a right row each, the right rows that are decided now and were not matched.
// All rows are in order of time, left rows before right rows of the same time.
func (j *timeJoin) withRightOnly(parts []frame.Frame, right []int) (frame.Frame, []int, error) {
	only := j.rightOnly.decide(j.passed(), j.leftEnded && j.waitingRows == 0)
	left, err := frame.Concat(append([]frame.Frame{j.rightOnly.empty}, parts...))
	if err != nil || len(only) == 0 {
		return left, right, err
	}
	leftTimes, err := left.Times(j.left.index)
	if err != nil {
		return left, right, err
	}
	added, err := j.columns.rightOnly(j.rightOnly.empty.Schema(), j.keyCols, only)
	if err != nil {
		return left, right, err
	}
	times := make([]int64, len(only))
	for i, row := range only {
		times[i] = j.rightOnly.times[row]
	}
	added, err = added.With(frame.Nanos(j.left.index, times).AsIndex())
	if err != nil {
		return left, right, err
	}
	all, err := frame.Concat([]frame.Frame{left, added})
	order := mergeByTime(leftTimes, times)
	numbers := slices.Concat(right, only)
	merged := make([]int, len(order))
	for i, row := range order {
		merged[i] = numbers[row]
	}
	return all.Take(order), merged, err
}

// mergeByTime returns the order of two sorted lists together: the numbers of the second list follow those of the first.
func mergeByTime(a, b []int64) []int {
	order := make([]int, 0, len(a)+len(b))
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		if j == len(b) || i < len(a) && a[i] <= b[j] {
			order = append(order, i)
			i++
			continue
		}
		order = append(order, len(a)+j)
		j++
	}
	return order
}
