package window

// Queue is a window over one column: values enter at the back and leave at the front. A Queue is used by one goroutine
// at a time.
type Queue interface {
	// Push adds one value at the back. NaN is a missing value.
	Push(v float64)
	// PushAll adds values at the back, in their order.
	PushAll(values []float64)
	// Pop removes the n oldest values. It panics unless n is from 0 to Len.
	Pop(n int)
	// Value returns the aggregate of the values in the window, or NaN if there is none.
	Value() float64
	// Count returns how many values in the window are not missing.
	Count() int
	// Len returns how many values are in the window, missing ones included.
	Len() int
	// Roll moves the window on by the values of in: before in[i] enters, evict[i] of the oldest values leave. out[i] is
	// the result after it, or NaN if fewer than minCount values are not missing. out and evict must have the length of
	// in, and out must not overlap with in. The results are those of Pop, Push and Value, computed faster.
	Roll(out, in []float64, evict []int, minCount int)
	// AppendBinary appends the state to dst. A queue of the same aggregate that is restored from it has the same
	// results, bit for bit.
	AppendBinary(dst []byte) []byte
	// Restore reads a state from the front of src, and returns the bytes after it. If it returns an error (an [ErrState]),
	// the queue is unchanged.
	Restore(src []byte) (rest []byte, err error)
}

// Accumulator computes an aggregate of all values so far. An Accumulator is used by one goroutine at a time.
type Accumulator interface {
	// Add adds one value. NaN is a missing value.
	Add(v float64)
	// AddAll adds values in their order.
	AddAll(values []float64)
	// Run adds the values of in one by one. out[i] is the result after in[i], or NaN if fewer than minCount values are
	// not missing. out must have the length of in.
	Run(out, in []float64, minCount int)
	// Value returns the aggregate of all values so far, or NaN if there is none.
	Value() float64
	// Count returns how many values so far are not missing.
	Count() int
	// AppendBinary appends the state to dst, as for a [Queue].
	AppendBinary(dst []byte) []byte
	// Restore reads a state from the front of src, as for a [Queue].
	Restore(src []byte) (rest []byte, err error)
}

// Aggregate says what is computed over the values of one column, for example a mean or a median.
type Aggregate struct {
	queue           func() Queue
	accumulator     func() Accumulator
	notSerializable bool
	mergeable       bool
}

// Queue returns an empty window.
func (k Aggregate) Queue() Queue { return k.queue() }

// Accumulator returns an accumulator without values.
func (k Aggregate) Accumulator() Accumulator { return k.accumulator() }

// Serializable reports whether the state of its queues and accumulators can be saved. That is so for all aggregates but a
// [Custom] without Append. If it is false, AppendBinary panics.
func (k Aggregate) Serializable() bool { return !k.notSerializable }
