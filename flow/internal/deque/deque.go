// Package deque holds a queue in a ring buffer.
package deque

// Deque is a queue in a ring buffer, which grows as needed and never shrinks. The zero value is empty and ready to use.
// Every operation costs O(1), amortised over growth. It is not safe for concurrent use.
type Deque[T any] struct {
	buf     []T // its length is a power of two
	head, n int
}

// Len returns the number of elements.
func (d *Deque[T]) Len() int { return d.n }

// At points to the i-th element from the front. The pointer is valid until the next Push, Extend, Pop or Drop.
func (d *Deque[T]) At(i int) *T { return &d.buf[(d.head+i)&(len(d.buf)-1)] }

// Push appends v at the back.
func (d *Deque[T]) Push(v T) { *d.Extend() = v }

// Extend appends a zero value at the back and returns a pointer to it.
func (d *Deque[T]) Extend() *T {
	if d.n == len(d.buf) {
		grown := make([]T, max(4, 2*len(d.buf)))
		copy(grown[copy(grown, d.buf[d.head:]):], d.buf[:d.head])
		d.buf, d.head = grown, 0
	}
	d.n++
	return d.At(d.n - 1)
}

// Pop removes the element at the front and returns it. It panics if the deque is empty.
func (d *Deque[T]) Pop() T {
	v := *d.At(0)
	d.Drop()
	return v
}

// Drop removes the element at the front. It panics if the deque is empty.
func (d *Deque[T]) Drop() {
	*d.At(0) = *new(T) // release what it points to
	d.head = (d.head + 1) & (len(d.buf) - 1)
	d.n--
}
