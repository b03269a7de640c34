package window

// ring is a queue that keeps its place: nothing is allocated while it is not longer than ever before.
type ringQueue[T any] struct {
	items []T // a power of 2, or none
	head  int
	len   int
}

// at gives the i-th oldest.
func (r *ringQueue[T]) at(i int) *T { return &r.items[(r.head+i)&(len(r.items)-1)] }

func (r *ringQueue[T]) push(v T) {
	if r.len == len(r.items) {
		r.grow()
	}
	r.len++
	*r.at(r.len - 1) = v
}

// pop takes out the oldest.
func (r *ringQueue[T]) pop() T {
	oldest := r.at(0)
	v := *oldest
	var zero T
	*oldest = zero // holds on to nothing
	r.head = (r.head + 1) & (len(r.items) - 1)
	r.len--
	return v
}

func (r *ringQueue[T]) grow() {
	items := make([]T, max(4, 2*len(r.items)))
	n := copy(items, r.items[r.head:])
	copy(items[n:], r.items[:r.head])
	r.items, r.head = items, 0
}
