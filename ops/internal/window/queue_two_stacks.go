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
type stacks[V, P any] struct {
	rule  rule[V, P]
	front []V // the oldest block
	head  int // how many values of the front have gone
	from  []P // from[i] is the part of front[i:]; one more than values, so that a used-up front is no case of its own

	middle ring[block[V, P]]
	turned int // how many blocks, the oldest, know the part of what is behind them
	behind P   // of the blocks after those
	inside P   // of all blocks

	tail     []V // the newest block, not yet full
	tailPart P

	spare [][]V // blocks to use again
	len   int
}

// block is a run of values in the middle.
type block[V, P any] struct {
	values []V
	part   P // of the values
	rest   P // of them and of all blocks behind, up to the last of those turned
}

// blockLen is how long a block may get: long enough that blocks cost little, short enough that a front stays in the
// cache.
const blockLen = 256

func newStacks[V, P any](r rule[V, P]) stacks[V, P] {
	return stacks[V, P]{rule: r, from: make([]P, 1)}
}

func (q *stacks[V, P]) Push(v V) {
	if len(q.tail) == blockLen {
		q.closeTail()
	}
	q.tail = append(q.tail, v)
	q.tailPart = q.rule.add(q.tailPart, v)
	q.len++
}

// adder is a rule with a loop of its own for adding.
type adder[V, P any] interface {
	addAll(p P, values []V) P
}

func (q *stacks[V, P]) PushAll(values []V) {
	q.len += len(values)
	for len(values) > 0 {
		if len(q.tail) == blockLen {
			q.closeTail()
		}
		run := values[:min(len(values), blockLen-len(q.tail))]
		q.tail = append(q.tail, run...)
		if r, ok := q.rule.(adder[V, P]); ok {
			q.tailPart = r.addAll(q.tailPart, run)
		} else {
			for _, v := range run {
				q.tailPart = q.rule.add(q.tailPart, v)
			}
		}
		values = values[len(run):]
	}
}

func (q *stacks[V, P]) Pop(n int) {
	checkPop(n, q.len)
	q.len -= n
	if q.head += n; q.head > len(q.front) {
		q.turn()
	}
}

// total gives the part of all values.
func (q *stacks[V, P]) total() P {
	return q.rule.join(q.rule.join(q.from[q.head], q.inside), q.tailPart)
}

func (q *stacks[V, P]) Value() float64 {
	v, _ := q.rule.result(q.total())
	return v
}

func (q *stacks[V, P]) Count() int {
	_, n := q.rule.result(q.total())
	return n
}

func (q *stacks[V, P]) Len() int { return q.len }

// closeTail makes the tail a block of the middle.
func (q *stacks[V, P]) closeTail() {
	q.middle.push(block[V, P]{values: q.tail, part: q.tailPart})
	q.behind = q.rule.join(q.behind, q.tailPart)
	q.sumInside()
	q.newTail()
}

func (q *stacks[V, P]) newTail() {
	var none P
	q.tail, q.tailPart = nil, none
	if last := len(q.spare) - 1; last >= 0 {
		q.tail, q.spare = q.spare[last], q.spare[:last]
	}
}

// turn makes the block to which head reaches the front.
func (q *stacks[V, P]) turn() {
	for q.head > len(q.front) {
		q.head -= len(q.front)
		if cap(q.front) > 0 && len(q.spare) <= q.middle.len { // what a window leaves free when it shrinks is not kept for ever
			q.spare = append(q.spare, q.front[:0])
		}
		if q.middle.len == 0 {
			q.front = q.tail
			q.newTail()
			break
		}
		q.front = q.popBlock()
	}
	q.fillFrom()
}

// fillFrom computes from.
func (q *stacks[V, P]) fillFrom() {
	n := len(q.front) + 1
	q.from = slices.Grow(q.from[:0], n)[:n]
	if r, ok := q.rule.(runner[V, P]); ok {
		r.fill(q.from, q.front)
		return
	}
	var none, part P
	q.from[n-1] = none
	for i, v := range slices.Backward(q.front) {
		part = q.rule.join(q.rule.add(none, v), part)
		q.from[i] = part
	}
}

// popBlock takes the oldest block out of the middle.
func (q *stacks[V, P]) popBlock() []V {
	if q.turned == 0 {
		q.turnMiddle(q.middle.len)
		var none P
		q.behind = none
	}
	values := q.middle.pop().values
	q.turned--
	q.sumInside()
	return values
}

// sumInside computes inside.
func (q *stacks[V, P]) sumInside() {
	q.inside = q.behind
	if q.turned > 0 {
		q.inside = q.rule.join(q.middle.at(0).rest, q.behind)
	}
}

// turnMiddle lets the n oldest blocks know what is behind them.
func (q *stacks[V, P]) turnMiddle(n int) {
	var rest P
	for i := n - 1; i >= 0; i-- {
		b := q.middle.at(i)
		rest = q.rule.join(b.part, rest)
		b.rest = rest
	}
	q.turned = n
}
