package ops

import (
	"fmt"
	"math"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/join"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// leftBatch is a batch of the left stream.
type leftBatch struct {
	rows  frame.Frame
	times []int64
	cols  []kernel.Vector // the columns of the key
	keys  []int32         // the number of each row's key
	next  int             // the first row that is not matched yet
}

// pruneFrom is the least number of right rows for which dropUnreachable searches for rows that are not needed.
const pruneFrom = 1024

// takeLeft adds a left batch to the batches that wait.
func (j *timeJoin) takeLeft(f frame.Frame) error {
	cols, err := columnVectors(f, j.columns.keys)
	if err != nil {
		return err
	}
	times, err := j.left.times(f)
	if err != nil {
		return err
	}
	j.left.advance(times)
	b := &leftBatch{rows: f, times: times, cols: cols, keys: make([]int32, len(times))}
	j.keys.Encode(cols, b.keys)
	j.waiting = append(j.waiting, b)
	j.waitingRows += len(times)
	return nil
}

// takeRight adds a right batch to the rows that left rows may match.
func (j *timeJoin) takeRight(f frame.Frame) error {
	if j.leftEnded && j.waitingRows == 0 && j.rightOnly == nil {
		return nil // no left row can match it
	}
	added, err := columnVectors(f, j.columns.added)
	if err != nil {
		return err
	}
	cols, err := columnVectors(f, j.columns.keys)
	if err != nil {
		return err
	}
	times, err := j.right.times(f)
	if err != nil {
		return err
	}
	if j.exceedsBound(times) {
		return fmt.Errorf("%w: %d rows of the right side have not brought the match of a left row; ops.Bound sets the limit",
			flow.ErrFull, j.bound)
	}
	j.right.advance(times)
	keys := make([]int32, len(times))
	j.keys.Encode(cols, keys)
	j.timeline.Add(times, keys)
	if j.rightOnly != nil {
		j.rightOnly.add(times)
	}
	for i := range added {
		j.addedCols[i].Append(added[i])
	}
	for i := range cols {
		j.keyCols[i].Append(cols[i])
	}
	j.rightTimes = append(j.rightTimes, j.right.last)
	return nil
}

// exceedsBound returns whether Bound right rows are later than a left row that waits, and the next batch would not end
// the wait. Such a wait may never end: no left row can end it.
func (j *timeJoin) exceedsBound(times []int64) bool {
	if j.waitingRows == 0 || len(times) == 0 || j.timeline.CountAfter(j.frontier()) < j.bound {
		return false
	}
	return times[len(times)-1] <= j.rule.LastMatchTime(j.frontier())
}

// frontier returns the time before which all left rows are matched.
func (j *timeJoin) frontier() int64 {
	for _, b := range j.waiting {
		if b.next < len(b.times) {
			return b.times[b.next]
		}
	}
	return j.left.last
}

// passed is frontier, or the largest time if no left row can come any more.
func (j *timeJoin) passed() int64 {
	if j.leftEnded && j.waitingRows == 0 {
		return math.MaxInt64
	}
	return j.frontier()
}

// dropUnreachable drops the right rows that no later left row can match. It does so when the number of rows or keys has
// doubled since the last time, so that it costs O(1) a row.
func (j *timeJoin) dropUnreachable() {
	t := j.passed()
	finished := t // right batches up to here are
	if j.rightOnly != nil {
		finished = j.rightOnly.band.FirstMatchTime(t)
	}
	for len(j.rightTimes) > 0 && j.rightTimes[0] < finished {
		j.rightTimes = j.rightTimes[1:]
	}
	if max(j.timeline.Len(), j.keys.Len()) < j.pruneAt {
		return
	}
	var kept []int
	if j.rightOnly != nil {
		kept = j.rightOnly.keepUndecided(j.timeline.Len())
	} else {
		kept = j.timeline.RowsNeeded(j.rule, t)
	}
	for i := range j.addedCols {
		join.CompactRows(&j.addedCols[i], kept)
	}
	for i := range j.keyCols {
		join.CompactRows(&j.keyCols[i], kept)
	}
	j.timeline.KeepRows(kept, j.renumberKeys(len(kept)))
	j.pruneAt = max(pruneFrom, 2*len(kept), 2*j.keys.Len())
}

// renumberKeys returns the key numbers of the right rows that are kept. It numbers keys anew if most keys have no row
// any more.
func (j *timeJoin) renumberKeys(kept int) []int32 {
	if j.keys.Len() > 2*(kept+j.waitingRows) {
		j.keys = join.NewKeyDictionary(j.columns.types)
		for _, b := range j.waiting {
			j.keys.Encode(b.cols, b.keys)
		}
	}
	ids := make([]int32, kept)
	j.keys.Encode(j.keyCols, ids)
	return ids
}

// takeMatched removes the left rows whose matches are known now, up to the first one whose match is not, and returns
// them with their matches. ok is false if there are none.
func (j *timeJoin) takeMatched() (out frame.Frame, ok bool, err error) {
	var parts []frame.Frame
	var right []int
	for len(j.waiting) > 0 {
		b := j.waiting[0]
		var left []int
		left, right = j.match(b, right)
		if len(left) > 0 {
			parts = append(parts, selectRows(b.rows, left))
		}
		if b.next < len(b.times) {
			break
		}
		j.waiting[0] = nil
		j.waiting = j.waiting[1:]
	}
	if j.rightOnly != nil {
		out, right, err = j.withRightOnly(parts, right)
	} else if len(parts) > 0 {
		out, err = frame.Concat(parts)
	}
	ok = err == nil && len(right) > 0
	if ok {
		j.origin.batch++
		out, err = j.columns.addColumns(out, j.addedCols, right)
	}
	j.dropUnreachable()
	return out, ok, err
}

// match returns the left rows of a batch whose matches are known now, once for each match, and appends the right row of
// each to right.
func (j *timeJoin) match(b *leftBatch, right []int) (left, all []int) {
	left = make([]int, 0, len(b.times)-b.next)
	for b.next < len(b.times) {
		var known bool
		j.matches, known = j.rule.Match(&j.timeline, b.times[b.next], b.keys[b.next], j.matches[:0])
		if !known {
			break
		}
		if len(j.matches) == 0 && j.keepLeft {
			j.matches = append(j.matches, join.NoRow)
		}
		for _, row := range j.matches {
			left, right = append(left, b.next), append(right, row)
		}
		if j.rightOnly != nil {
			j.rightOnly.markMatched(j.matches)
		}
		b.next++
		j.waitingRows--
	}
	return left, right
}
