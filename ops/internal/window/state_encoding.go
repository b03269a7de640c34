package window

import (
	"encoding/binary"
	"fmt"
	"math"
)

// A state is a run of uvarints and of float64s in little-endian order. It says nothing of its kind and version: that is
// for those to write who know what the state is a part of.

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

// stateReader reads a state; after the first thing that is not there it gives zeros.
type stateReader struct {
	src []byte
	err error
}

// end gives what is behind the state.
func (r *stateReader) finish() (rest []byte, err error) { return r.src, r.err }

func (r *stateReader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf("window.Restore: %w: %s", ErrState, fmt.Sprintf(format, args...))
	}
	r.src = nil
}

func (r *stateReader) uint() uint64 {
	n, size := binary.Uvarint(r.src)
	if size <= 0 {
		r.fail("it ends early, or a number is too long")
		return 0
	}
	r.src = r.src[size:]
	return n
}

// int reads a number from 0 to most.
func (r *stateReader) int(what string, most int) int {
	n := r.uint()
	if n > uint64(most) {
		r.fail("%s must be at most %d, got %d", what, most, n)
		return 0
	}
	return int(n)
}

// count reads how many of something follow, of which each takes size bytes at least: no more than can be there.
func (r *stateReader) length(what string, size int) int { return r.int(what, len(r.src)/size) }

// counter reads a count of values that are not themselves in the state.
func (r *stateReader) count() int { return r.int("a count of values", math.MaxInt) }

func (r *stateReader) float() float64 {
	if len(r.src) < 8 {
		r.fail("it ends early")
		return 0
	}
	v := math.Float64frombits(binary.LittleEndian.Uint64(r.src))
	r.src = r.src[8:]
	return v
}

// bytes gives the next n bytes.
func (r *stateReader) bytes(n int) []byte {
	if len(r.src) < n {
		r.fail("it ends early")
		return nil
	}
	b := r.src[:n]
	r.src = r.src[n:]
	return b
}

// AppendValues writes values to a state, and ReadValues reads them again: for a [Custom] whose state they are.
func AppendValues(dst []byte, values []float64) []byte {
	return appendFloats(appendInt(dst, len(values)), values)
}

// ReadValues reads values, and gives what is behind them.
func ReadValues(src []byte) (values []float64, rest []byte, err error) {
	r := stateReader{src: src}
	for range r.length("the number of values", 8) {
		values = append(values, r.float())
	}
	rest, err = r.finish()
	return values, rest, err
}
