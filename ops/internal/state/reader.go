package state

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
)

// The errors of a Reader that [NewReader] returns.
var (
	// ErrTruncated: the state has fewer bytes than its values need.
	ErrTruncated = errors.New("the state ends early")
	// ErrInconsistent: two values of the state do not fit together.
	ErrInconsistent = errors.New("the state contradicts itself")
)

// Reader decodes a state, value by value. After the first error it returns zero values. A Reader is used by one
// goroutine at a time.
type Reader struct {
	src       []byte
	err       error
	truncated error // of a value that is not complete
	varint    error // of a varint that is not complete, or has more than 64 bits
}

// NewReader returns a Reader of src. Its errors are [ErrTruncated], [ErrInconsistent], and those of Fail and Load.
func NewReader(src []byte) *Reader { return NewReaderWithErrors(src, ErrTruncated, ErrTruncated) }

// NewReaderWithErrors is [NewReader] with other errors in place of ErrTruncated. The error of a value that is not complete
// is truncated. The error of a varint that is not complete, or has more than 64 bits, is varint.
func NewReaderWithErrors(src []byte, truncated, varint error) *Reader {
	return &Reader{src: src, truncated: truncated, varint: varint}
}

// Err returns the first error, or nil.
func (r *Reader) Err() error { return r.err }

// Len returns how many bytes are not read yet. After an error it is 0.
func (r *Reader) Len() int { return len(r.src) }

// Finish returns the bytes that are not read yet, and the first error.
func (r *Reader) Finish() (rest []byte, err error) { return r.src, r.err }

// Fail records an error, unless there is one already.
func (r *Reader) Fail(err error) {
	if r.err == nil {
		r.src, r.err = nil, err
	}
}

// Check records an ErrInconsistent unless ok is true.
func (r *Reader) Check(ok bool) {
	if !ok {
		r.Fail(ErrInconsistent)
	}
}

// Load calls load with the bytes that are not read yet. load decodes a part of them, for example the state of an
// accumulator, and returns the bytes after it. After an error of the Reader, Load does nothing.
func (r *Reader) Load(load func(src []byte) (rest []byte, err error)) {
	if r.err != nil {
		return
	}
	rest, err := load(r.src)
	if err != nil {
		r.Fail(err)
		return
	}
	r.src = rest
}

// Uint decodes what AppendUint has encoded.
func (r *Reader) Uint() uint64 {
	n, size := binary.Uvarint(r.src)
	if size <= 0 {
		r.Fail(r.varint)
		return 0
	}
	r.src = r.src[size:]
	return n
}

// Int decodes what AppendInt has encoded.
func (r *Reader) Int() int64 {
	n, size := binary.Varint(r.src)
	if size <= 0 {
		r.Fail(r.varint)
		return 0
	}
	r.src = r.src[size:]
	return n
}

// Count decodes the number of values that follow, each of which has at least one byte. A number that exceeds the
// remaining bytes is an error, so no memory is allocated for it.
func (r *Reader) Count() int {
	n := r.Uint()
	if n > uint64(len(r.src)) {
		r.Fail(r.truncated)
		return 0
	}
	return int(n)
}

// Bytes returns the next n bytes, in the memory of the state. If there are fewer, it returns nil.
func (r *Reader) Bytes(n int) []byte {
	if len(r.src) < n {
		r.Fail(r.truncated)
		return nil
	}
	b := r.src[:n]
	r.src = r.src[n:]
	return b
}

// Byte decodes one byte.
func (r *Reader) Byte() byte {
	if b := r.Bytes(1); len(b) == 1 {
		return b[0]
	}
	return 0
}

// Float decodes what AppendFloat has encoded.
func (r *Reader) Float() float64 {
	b := r.Bytes(8)
	if b == nil {
		return 0
	}
	return math.Float64frombits(binary.LittleEndian.Uint64(b))
}

// Text decodes what AppendText has encoded.
func (r *Reader) Text() string { return string(r.Bytes(r.Count())) }

// Times decodes what AppendTimes has encoded. Times that are not sorted are an ErrInconsistent.
func (r *Reader) Times() []int64 {
	times := make([]int64, r.Count())
	previous := int64(0)
	for i := range times {
		previous += r.Int()
		times[i] = previous
	}
	r.Check(slices.IsSorted(times))
	return times
}
