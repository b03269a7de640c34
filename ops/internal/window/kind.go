package window

// Queue is a window over one column: values join at the back and leave from the front. A Queue is used by one goroutine
// at a time.
type Queue interface {
	// Push adds one value at the back. NaN is a missing one.
	Push(v float64)
	// PushAll adds values at the back, in their order.
	PushAll(values []float64)
	// Pop takes out the n oldest. It panics unless n is from 0 to Len.
	Pop(n int)
	// Value is the result over what is in, or NaN where there is none.
	Value() float64
	// Count is how many values are in that are not missing.
	Count() int
	// Len is how many values are in, missing ones included.
	Len() int
	// Roll moves on by the values of in: before in[i] comes, gone[i] of the oldest leave. out[i] is the result after it, or
	// NaN where fewer than least values are not missing. out and gone must be as long as in, and out not overlap
	// with it. It does what Pop, Push and Value do, and faster.
	Roll(out, in []float64, evict []int, minCount int)
	// AppendBinary appends the state to dst. A queue of the same kind that is given it goes on with the same results, to the
	// bit.
	AppendBinary(dst []byte) []byte
	// Restore takes over a state from the front of src, and gives what is behind it. An error, an [ErrState], leaves the
	// queue as it was.
	Restore(src []byte) (rest []byte, err error)
}

// Accumulator computes a result over all values so far. An Accumulator is used by one goroutine at a time.
type Accumulator interface {
	// Add counts in one value. NaN is a missing one.
	Add(v float64)
	// AddAll counts in values in their order.
	AddAll(values []float64)
	// Run counts in values one by one: out[i] is the result after in[i], or NaN where fewer than least values are not
	// missing. out must be as long as in.
	Run(out, in []float64, minCount int)
	// Value is the result over all values so far, or NaN where there is none.
	Value() float64
	// Count is how many values there were that were not missing.
	Count() int
	// AppendBinary appends the state to dst, as for a [Queue].
	AppendBinary(dst []byte) []byte
	// Restore takes over a state from the front of src, as for a [Queue].
	Restore(src []byte) (rest []byte, err error)
}

// Kind is what is computed over values: a mean, a median.
type Kind struct {
	queue           func() Queue
	accumulator     func() Accumulator
	notSerializable bool
	mergeable       bool
}

// Queue makes an empty window.
func (k Kind) Queue() Queue { return k.queue() }

// Accumulator makes an accumulator of no values yet.
func (k Kind) Accumulator() Accumulator { return k.accumulator() }

// Saves says whether the state of its queues and accumulators can be saved: for all kinds but a [Custom] that does not
// say how. Where it is false, AppendBinary panics if it needs that.
func (k Kind) Saves() bool { return !k.notSerializable }
