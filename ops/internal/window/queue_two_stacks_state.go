package window

// The parts of a queue are not in its state: adding the values again, in the same blocks, gives the same parts.

func (q *stacks[V, P]) AppendBinary(dst []byte) []byte {
	front := q.front[q.head:]
	dst = appendInt(dst, len(front))
	dst = appendInt(dst, len(q.tail))
	dst = appendInt(dst, q.middle.len)
	dst = appendInt(dst, q.turned)
	for i := range q.middle.len {
		dst = appendInt(dst, len(q.middle.at(i).values))
	}
	dst = q.rule.appendValues(dst, front)
	for i := range q.middle.len {
		dst = q.rule.appendValues(dst, q.middle.at(i).values)
	}
	return q.rule.appendValues(dst, q.tail)
}

func (q *stacks[V, P]) Restore(src []byte) (rest []byte, err error) {
	r := stateReader{src: src}
	front := r.int("a block", blockLen)
	tail := r.int("a block", blockLen)
	blocks := make([]int, r.count("the number of blocks", 1))
	turned := r.int("the number of turned blocks", len(blocks))
	for i := range blocks {
		blocks[i] = r.int("a block", blockLen)
	}
	n := newStacks(q.rule)
	n.front, _ = n.readBlock(&r, front)
	n.len = front + tail
	n.fillFrom()
	for i, size := range blocks {
		values, part := n.readBlock(&r, size)
		n.middle.push(block[V, P]{values: values, part: part})
		n.len += size
		if i >= turned {
			n.behind = n.rule.join(n.behind, part)
		}
	}
	n.tail, n.tailPart = n.readBlock(&r, tail)
	if r.err == nil {
		n.turnMiddle(turned)
		n.sumInside()
		*q = n
	}
	return r.end()
}

// readBlock reads the values of a block, and adds them up.
func (q *stacks[V, P]) readBlock(r *stateReader, n int) (values []V, part P) {
	values = q.rule.readValues(r, n)
	for _, v := range values {
		part = q.rule.add(part, v)
	}
	return values, part
}
