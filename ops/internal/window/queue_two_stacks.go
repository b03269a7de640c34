package window

import "slices"

// stacks is a queue of values that knows what all of them come to, for any rule. Nothing is ever taken out of a part, so
// nothing can be lost or left behind. It is two stacks, side by side: new values join the tail, whose part grows with
// them. Old values leave from the front, which has for each of its values the part of it and all after it. Between the
// two is the middle: full blocks, of which only the parts count, and they are two stacks in their turn. When the front is
// used up, the oldest block becomes the front.
//
// So each value is added twice in all, however long the queue is; and the most that one value can set off is a front of
// blockLen values and, once in a queue's length, one step for each block.
type twoStacks[V, P any] struct {
	aggregator aggregator[V, P]
	front      []V // the oldest block
	head       int // how many values of the front have gone
	suffixes   []P // from[i] is the part of front[i:]; one more than values, so that a used-up front is no case of its own

	middle           ringQueue[block[V, P]]
	flipped          int // how many blocks, the oldest, know the part of what is behind them
	unflippedPartial P   // of the blocks after those
	middlePartial    P   // of all blocks

	tail        []V // the newest block, not yet full
	tailPartial P

	freeBlocks [][]V // blocks to use again
	len        int
}

// block is a run of values in the middle.
type block[V, P any] struct {
	values  []V
	partial P // of the values
	suffix  P // of them and of all blocks behind, up to the last of those turned
}

// blockLen is how long a block may get: long enough that blocks cost little, short enough that a front stays in the
// cache.
const blockLen = 256

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

// adder is a rule with a loop of its own for adding.
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

// total gives the part of all values.
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

// closeTail makes the tail a block of the middle.
func (q *twoStacks[V, P]) closeTail() {
	q.middle.push(block[V, P]{values: q.tail, partial: q.tailPartial})
	q.unflippedPartial = q.aggregator.merge(q.unflippedPartial, q.tailPartial)
	q.updateMiddlePartial()
	q.startTail()
}

func (q *twoStacks[V, P]) startTail() {
	var zero P
	q.tail, q.tailPartial = nil, zero
	if last := len(q.freeBlocks) - 1; last >= 0 {
		q.tail, q.freeBlocks = q.freeBlocks[last], q.freeBlocks[:last]
	}
}

// turn makes the block to which head reaches the front.
func (q *twoStacks[V, P]) advanceFront() {
	for q.head > len(q.front) {
		q.head -= len(q.front)
		if cap(q.front) > 0 && len(q.freeBlocks) <= q.middle.len { // what a window leaves free when it shrinks is not kept for ever
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

// computeSuffixes computes from.
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

// popBlock takes the oldest block out of the middle.
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

// updateMiddlePartial computes inside.
func (q *twoStacks[V, P]) updateMiddlePartial() {
	q.middlePartial = q.unflippedPartial
	if q.flipped > 0 {
		q.middlePartial = q.aggregator.merge(q.middle.at(0).suffix, q.unflippedPartial)
	}
}

// flip lets the n oldest blocks know what is behind them.
func (q *twoStacks[V, P]) flip(n int) {
	var suffix P
	for i := n - 1; i >= 0; i-- {
		b := q.middle.at(i)
		suffix = q.aggregator.merge(b.partial, suffix)
		b.suffix = suffix
	}
	q.flipped = n
}
