package window

import "slices"

// twoStacks is a window for any aggregator, with the partial aggregate of all its values. It is the two-stacks
// algorithm for sliding-window aggregation (Tangwongsan, Hirzel, Schneider: Low-Latency Sliding-Window Aggregation in
// Worst-Case Constant Time, 2017) in two levels. It never removes a value from a partial aggregate. See
// docs/design/windows.md.
//
//   - tail: the newest values, at most blockLen, and their partial. New values enter here.
//   - middle: full blocks, each with its partial. These partials are again a two-stacks queue: the oldest blocks are
//     flipped and have their suffixes, and unflippedPartial is the partial of the other blocks.
//   - front: the oldest block, and the suffixes of its values. Old values leave here. When it is used up, the oldest
//     block of the middle becomes the front.
//
// Each value is added twice in all, for any window length. The longest step that one value causes is the suffixes of
// blockLen values and, once for each length of the window, one merge for each block.
type twoStacks[V, P any] struct {
	aggregator aggregator[V, P]
	front      []V // the oldest block
	head       int // how many values of the front have left
	suffixes   []P // suffixes[i] is the partial of front[i:]; suffixes[len(front)] is that of no values

	middle           ringQueue[block[V, P]]
	flipped          int // how many blocks, the oldest ones, have their suffix
	unflippedPartial P   // the partial of the other blocks
	middlePartial    P   // the partial of all blocks

	tail        []V // the newest block, not full yet
	tailPartial P

	freeBlocks [][]V // blocks to reuse
	len        int
}

// block is a full block of values in the middle.
type block[V, P any] struct {
	values  []V
	partial P // of the values
	suffix  P // of the values of this and all later blocks that are flipped
}

// blockLen is the length of a full block: long enough for the cost of a block to be small per value, short enough for
// the front and its suffixes to stay in the cache.
const blockLen = 256

// newTwoStacks returns an empty window.
func newTwoStacks[V, P any](r aggregator[V, P]) twoStacks[V, P] {
	return twoStacks[V, P]{aggregator: r, suffixes: make([]P, 1)}
}

func (q *twoStacks[V, P]) Push(v V) {
	if len(q.tail) == blockLen {
		q.closeTail()
	}
	q.tail = append(q.tail, v)
	q.tailPartial = q.aggregator.add(q.tailPartial, v)
	q.len++
}

// bulkAdder is an aggregator with a loop of its own for adding many values. It avoids a call for each value.
type bulkAdder[V, P any] interface {
	addAll(p P, values []V) P
}

func (q *twoStacks[V, P]) PushAll(values []V) {
	q.len += len(values)
	for len(values) > 0 {
		if len(q.tail) == blockLen {
			q.closeTail()
		}
		part := values[:min(len(values), blockLen-len(q.tail))]
		q.tail = append(q.tail, part...)
		if r, ok := q.aggregator.(bulkAdder[V, P]); ok {
			q.tailPartial = r.addAll(q.tailPartial, part)
		} else {
			for _, v := range part {
				q.tailPartial = q.aggregator.add(q.tailPartial, v)
			}
		}
		values = values[len(part):]
	}
}

func (q *twoStacks[V, P]) Pop(n int) {
	checkPop(n, q.len)
	q.len -= n
	if q.head += n; q.head > len(q.front) {
		q.advanceFront()
	}
}

// windowPartial returns the partial of all values.
func (q *twoStacks[V, P]) windowPartial() P {
	return q.aggregator.merge(q.aggregator.merge(q.suffixes[q.head], q.middlePartial), q.tailPartial)
}

func (q *twoStacks[V, P]) Value() float64 {
	v, _ := q.aggregator.result(q.windowPartial())
	return v
}

func (q *twoStacks[V, P]) Count() int {
	_, n := q.aggregator.result(q.windowPartial())
	return n
}

func (q *twoStacks[V, P]) Len() int { return q.len }

// closeTail makes the full tail a block of the middle.
func (q *twoStacks[V, P]) closeTail() {
	q.middle.push(block[V, P]{values: q.tail, partial: q.tailPartial})
	q.unflippedPartial = q.aggregator.merge(q.unflippedPartial, q.tailPartial)
	q.updateMiddlePartial()
	q.startTail()
}

// startTail starts an empty tail.
func (q *twoStacks[V, P]) startTail() {
	var zero P
	q.tail, q.tailPartial = nil, zero
	if last := len(q.freeBlocks) - 1; last >= 0 {
		q.tail, q.freeBlocks = q.freeBlocks[last], q.freeBlocks[:last]
	}
}

// advanceFront removes the front, and all blocks whose values have all left. The next block becomes the front.
func (q *twoStacks[V, P]) advanceFront() {
	for q.head > len(q.front) {
		q.head -= len(q.front)
		if cap(q.front) > 0 && len(q.freeBlocks) <= q.middle.len { // keeps few blocks after the window has shrunk
			q.freeBlocks = append(q.freeBlocks, q.front[:0])
		}
		if q.middle.len == 0 {
			q.front = q.tail
			q.startTail()
			break
		}
		q.front = q.popBlock()
	}
	q.computeSuffixes()
}

// computeSuffixes computes the suffixes of the front.
func (q *twoStacks[V, P]) computeSuffixes() {
	n := len(q.front) + 1
	q.suffixes = slices.Grow(q.suffixes[:0], n)[:n]
	if r, ok := q.aggregator.(bulkRoller[V, P]); ok {
		r.fillSuffixes(q.suffixes, q.front)
		return
	}
	var zero, suffix P
	q.suffixes[n-1] = zero
	for i, v := range slices.Backward(q.front) {
		suffix = q.aggregator.merge(q.aggregator.add(zero, v), suffix)
		q.suffixes[i] = suffix
	}
}

// popBlock removes the oldest block from the middle and returns its values.
func (q *twoStacks[V, P]) popBlock() []V {
	if q.flipped == 0 {
		q.flip(q.middle.len)
		var zero P
		q.unflippedPartial = zero
	}
	values := q.middle.pop().values
	q.flipped--
	q.updateMiddlePartial()
	return values
}

// updateMiddlePartial computes middlePartial from the suffix of the oldest flipped block and unflippedPartial.
func (q *twoStacks[V, P]) updateMiddlePartial() {
	q.middlePartial = q.unflippedPartial
	if q.flipped > 0 {
		q.middlePartial = q.aggregator.merge(q.middle.at(0).suffix, q.unflippedPartial)
	}
}

// flip computes the suffixes of the n oldest blocks.
func (q *twoStacks[V, P]) flip(n int) {
	var suffix P
	for i := n - 1; i >= 0; i-- {
		b := q.middle.at(i)
		suffix = q.aggregator.merge(b.partial, suffix)
		b.suffix = suffix
	}
	q.flipped = n
}
