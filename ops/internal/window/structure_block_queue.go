package window

import "github.com/streamgage/streamgage/ops/internal/state"

// blockQueue is a FIFO queue of values in blocks of blockLen. It grows without copying values, and releases blocks as
// it shrinks.
type blockQueue[V any] struct {
	blocks    ringQueue[[]V]
	head      int // how many values of the first block have left
	len       int
	freeBlock []V // a block to reuse
}

// push adds a value at the back.
func (l *blockQueue[V]) push(v V) {
	if l.blocks.len == 0 || len(*l.last()) == blockLen {
		l.blocks.push(l.freeBlock[:0])
		l.freeBlock = nil
	}
	last := l.last()
	*last = append(*last, v)
	l.len++
}

// last returns the newest block.
func (l *blockQueue[V]) last() *[]V { return l.blocks.at(l.blocks.len - 1) }

// pop removes the oldest value and returns it.
func (l *blockQueue[V]) pop() V {
	oldest := *l.blocks.at(0)
	v := oldest[l.head]
	l.len--
	if l.head++; l.head == len(oldest) {
		l.freeBlock, l.head = l.blocks.pop(), 0
	}
	return v
}

// oldest returns up to n of the oldest values: those of the first block. They are valid until the next call.
func (l *blockQueue[V]) oldest(n int) []V {
	if l.len == 0 {
		return nil
	}
	first := (*l.blocks.at(0))[l.head:]
	return first[:min(n, len(first))]
}

// all iterates over the values, oldest first.
func (l *blockQueue[V]) all(yield func(V) bool) {
	head := l.head
	for i := range l.blocks.len {
		for _, v := range (*l.blocks.at(i))[head:] {
			if !yield(v) {
				return
			}
		}
		head = 0
	}
}

// appendBlockQueue encodes a queue of values into a state.
func appendBlockQueue(dst []byte, l *blockQueue[float64]) []byte {
	dst = state.AppendCount(dst, l.len)
	for v := range l.all {
		dst = state.AppendFloat(dst, v)
	}
	return dst
}

// restoreBlockQueue decodes a queue of values and calls push for each of them.
func restoreBlockQueue(src []byte, push func(float64)) (rest []byte, err error) {
	r := newStateReader(src)
	for range readLength(r, "the number of values", 8) {
		push(r.Float())
	}
	return r.Finish()
}
