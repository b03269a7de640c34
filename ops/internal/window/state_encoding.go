package window

import (
	"encoding/binary"
	"fmt"
	"math"
)

// A state is a sequence of uvarints, and of float64s in little-endian order. It has no header: the program that saves it
// writes the aggregate and the version.

func appendUint(dst []byte, n uint64) []byte { return binary.AppendUvarint(dst, n) }

func appendInt(dst []byte, n int) []byte { return appendUint(dst, uint64(n)) }

func appendFloat(dst []byte, v float64) []byte {
	return binary.LittleEndian.AppendUint64(dst, math.Float64bits(v))
}

func appendFloats(dst []byte, values []float64) []byte {
	for _, v := range values {
		dst = appendFloat(dst, v)
	}
	return dst
}

// stateReader decodes a state. After the first error it returns zero values.
type stateReader struct {
	src []byte
	err error
}

// finish returns the bytes after the state, and the first error.
func (r *stateReader) finish() (rest []byte, err error) { return r.src, r.err }

// fail records an error, unless there is one already. It is an [ErrState].
func (r *stateReader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf("%w: %s", ErrState, fmt.Sprintf(format, args...))
	}
	r.src = nil
}

// uint reads a uvarint.
func (r *stateReader) uint() uint64 {
	n, size := binary.Uvarint(r.src)
	if size <= 0 {
		r.fail("it ends early, or a number has too many bytes")
		return 0
	}
	r.src = r.src[size:]
	return n
}

// int reads a number from 0 to maxValue. what names it in the error.
func (r *stateReader) int(what string, maxValue int) int {
	n := r.uint()
	if n > uint64(maxValue) {
		r.fail("%s must be at most %d, got %d", what, maxValue, n)
		return 0
	}
	return int(n)
}

// length reads how many items follow. Each takes at least size bytes, so a length that exceeds the remaining bytes is
// an error, and no memory is allocated for it.
func (r *stateReader) length(what string, size int) int { return r.int(what, len(r.src)/size) }

// count reads a number of values that the state does not hold.
func (r *stateReader) count() int { return r.int("a count of values", math.MaxInt) }

// float reads a float64.
func (r *stateReader) float() float64 {
	if len(r.src) < 8 {
		r.fail("it ends early")
		return 0
	}
	v := math.Float64frombits(binary.LittleEndian.Uint64(r.src))
	r.src = r.src[8:]
	return v
}

// bytes returns the next n bytes.
func (r *stateReader) bytes(n int) []byte {
	if len(r.src) < n {
		r.fail("it ends early")
		return nil
	}
	b := r.src[:n]
	r.src = r.src[n:]
	return b
}

// AppendValues encodes values into a state. It is the Append of a [Custom] whose state is a slice of values.
func AppendValues(dst []byte, values []float64) []byte {
	return appendFloats(appendInt(dst, len(values)), values)
}

// ReadValues decodes what AppendValues has encoded, and returns the bytes after it.
func ReadValues(src []byte) (values []float64, rest []byte, err error) {
	r := stateReader{src: src}
	for range r.length("the number of values", 8) {
		values = append(values, r.float())
	}
	rest, err = r.finish()
	return values, rest, err
}
