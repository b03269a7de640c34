package window

// ringQueue is a FIFO queue in a ring buffer. It allocates only when it is longer than ever before.
type ringQueue[T any] struct {
	items []T // the length is 0 or a power of 2
	head  int
	len   int
}

// at returns the i-th oldest item.
func (r *ringQueue[T]) at(i int) *T { return &r.items[(r.head+i)&(len(r.items)-1)] }

// push adds an item at the back.
func (r *ringQueue[T]) push(v T) {
	if r.len == len(r.items) {
		r.grow()
	}
	r.len++
	*r.at(r.len - 1) = v
}

// pop removes the oldest item and returns it.
func (r *ringQueue[T]) pop() T {
	oldest := r.at(0)
	v := *oldest
	var zero T
	*oldest = zero // so that the garbage collector can free what it refers to
	r.head = (r.head + 1) & (len(r.items) - 1)
	r.len--
	return v
}

// grow doubles the buffer.
func (r *ringQueue[T]) grow() {
	items := make([]T, max(4, 2*len(r.items)))
	n := copy(items, r.items[r.head:])
	copy(items[n:], r.items[:r.head])
	r.items, r.head = items, 0
}
