package window

// line is a queue of values in blocks: it grows without moving what is in it, and gives blocks back as it shrinks.
type blockQueue[V any] struct {
	blocks    ringQueue[[]V]
	head      int // how many values of the first block have gone
	len       int
	freeBlock []V // a block to use again
}

func (l *blockQueue[V]) push(v V) {
	if l.blocks.len == 0 || len(*l.last()) == blockLen {
		l.blocks.push(l.freeBlock[:0])
		l.freeBlock = nil
	}
	last := l.last()
	*last = append(*last, v)
	l.len++
}

func (l *blockQueue[V]) last() *[]V { return l.blocks.at(l.blocks.len - 1) }

// pop takes out the oldest.
func (l *blockQueue[V]) pop() V {
	oldest := *l.blocks.at(0)
	v := oldest[l.head]
	l.len--
	if l.head++; l.head == len(oldest) {
		l.freeBlock, l.head = l.blocks.pop(), 0
	}
	return v
}

// all yields the values, oldest first.
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

// appendBlockQueue writes a line of values to a state.
func appendBlockQueue(dst []byte, l *blockQueue[float64]) []byte {
	dst = appendInt(dst, l.len)
	for v := range l.all {
		dst = appendFloat(dst, v)
	}
	return dst
}

// restoreBlockQueue reads a line of values, and pushes them unless it fails.
func restoreBlockQueue(src []byte, push func(float64)) (rest []byte, err error) {
	r := stateReader{src: src}
	for range r.length("the number of values", 8) {
		push(r.float())
	}
	return r.finish()
}
