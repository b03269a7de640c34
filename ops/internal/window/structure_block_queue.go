package window

// line is a queue of values in blocks: it grows without moving what is in it, and gives blocks back as it shrinks.
type line[V any] struct {
	blocks ring[[]V]
	head   int // how many values of the first block have gone
	len    int
	spare  []V // a block to use again
}

func (l *line[V]) push(v V) {
	if l.blocks.len == 0 || len(*l.last()) == blockLen {
		l.blocks.push(l.spare[:0])
		l.spare = nil
	}
	last := l.last()
	*last = append(*last, v)
	l.len++
}

func (l *line[V]) last() *[]V { return l.blocks.at(l.blocks.len - 1) }

// pop takes out the oldest.
func (l *line[V]) pop() V {
	first := *l.blocks.at(0)
	v := first[l.head]
	l.len--
	if l.head++; l.head == len(first) {
		l.spare, l.head = l.blocks.pop(), 0
	}
	return v
}

// all yields the values, oldest first.
func (l *line[V]) all(yield func(V) bool) {
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

// appendLine writes a line of values to a state.
func appendLine(dst []byte, l *line[float64]) []byte {
	dst = appendInt(dst, l.len)
	for v := range l.all {
		dst = appendFloat(dst, v)
	}
	return dst
}

// restoreLine reads a line of values, and pushes them unless it fails.
func restoreLine(src []byte, push func(float64)) (rest []byte, err error) {
	r := stateReader{src: src}
	for range r.count("the number of values", 8) {
		push(r.float())
	}
	return r.end()
}
