package window

import "github.com/streamgage/streamgage/ops/internal/state"

// A state has the values and the lengths of the blocks, but no partials: adding the same values in the same blocks again
// computes the same partials, bit for bit.

func (q *twoStacks[V, P]) AppendBinary(dst []byte) []byte {
	front := q.front[q.head:]
	dst = state.AppendCount(dst, len(front))
	dst = state.AppendCount(dst, len(q.tail))
	dst = state.AppendCount(dst, q.middle.len)
	dst = state.AppendCount(dst, q.flipped)
	for i := range q.middle.len {
		dst = state.AppendCount(dst, len(q.middle.at(i).values))
	}
	dst = q.aggregator.appendValues(dst, front)
	for i := range q.middle.len {
		dst = q.aggregator.appendValues(dst, q.middle.at(i).values)
	}
	return q.aggregator.appendValues(dst, q.tail)
}

func (q *twoStacks[V, P]) Restore(src []byte) (rest []byte, err error) {
	r := newStateReader(src)
	front := readInt(r, "a block", blockLen)
	tail := readInt(r, "a block", blockLen)
	blocks := make([]int, readLength(r, "the number of blocks", 1))
	flipped := readInt(r, "the number of turned blocks", len(blocks))
	for i := range blocks {
		blocks[i] = readInt(r, "a block", blockLen)
	}
	n := newTwoStacks(q.aggregator)
	n.front, _ = n.readBlock(r, front)
	n.len = front + tail
	n.computeSuffixes()
	for i, size := range blocks {
		values, partial := n.readBlock(r, size)
		n.middle.push(block[V, P]{values: values, partial: partial})
		n.len += size
		if i >= flipped {
			n.unflippedPartial = n.aggregator.merge(n.unflippedPartial, partial)
		}
	}
	n.tail, n.tailPartial = n.readBlock(r, tail)
	if r.Err() == nil {
		n.flip(flipped)
		n.updateMiddlePartial()
		*q = n
	}
	return r.Finish()
}

// readBlock reads the values of a block, and computes their partial.
func (q *twoStacks[V, P]) readBlock(r *state.Reader, n int) (values []V, partial P) {
	values = q.aggregator.readValues(r, n)
	for _, v := range values {
		partial = q.aggregator.add(partial, v)
	}
	return values, partial
}
