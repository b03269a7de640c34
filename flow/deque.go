package flow

// deque is a queue in a ring that grows as needed and stays as large.
type deque[T any] struct {
	buf     []T // its length is a power of two
	head, n int
}

func (d *deque[T]) len() int { return d.n }

// at points to the i-th element from the front.
func (d *deque[T]) at(i int) *T { return &d.buf[(d.head+i)&(len(d.buf)-1)] }

func (d *deque[T]) push(v T) { *d.extend() = v }

// extend makes room for one more at the back, and points to it.
func (d *deque[T]) extend() *T {
	if d.n == len(d.buf) {
		grown := make([]T, max(4, 2*len(d.buf)))
		copy(grown[copy(grown, d.buf[d.head:]):], d.buf[:d.head])
		d.buf, d.head = grown, 0
	}
	d.n++
	return d.at(d.n - 1)
}

func (d *deque[T]) pop() T {
	v := *d.at(0)
	d.drop()
	return v
}

// drop takes out the element at the front.
func (d *deque[T]) drop() {
	*d.at(0) = *new(T) // let go of what it points to
	d.head = (d.head + 1) & (len(d.buf) - 1)
	d.n--
}
