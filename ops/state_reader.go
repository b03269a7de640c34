package ops

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
)

// stateReader reads what an operator has kept; after the first thing that is not there it gives zeros.
type stateReader struct {
	src []byte
	err error
}

var (
	errTruncated    = errors.New("it ends early")
	errInconsistent = errors.New("it contradicts itself")
)

func (r *stateReader) uint() uint64 {
	n, size := binary.Uvarint(r.src)
	if size <= 0 {
		r.fail(errTruncated)
		return 0
	}
	r.src = r.src[size:]
	return n
}

func (r *stateReader) int() int64 {
	n, size := binary.Varint(r.src)
	if size <= 0 {
		r.fail(errTruncated)
		return 0
	}
	r.src = r.src[size:]
	return n
}

// count reads how many of something follow, of which each takes a byte at least.
func (r *stateReader) count() int {
	n := r.uint()
	if n > uint64(len(r.src)) {
		r.fail(errTruncated)
		return 0
	}
	return int(n)
}

func (r *stateReader) text() string {
	n := r.count()
	s := string(r.src[:n])
	r.src = r.src[n:]
	return s
}

// fail ends the reading; the first error counts.
func (r *stateReader) fail(err error) {
	if r.err == nil {
		r.src, r.err = nil, err
	}
}

// check fails unless what was read is right.
func (r *stateReader) check(right bool) {
	if !right {
		r.fail(errInconsistent)
	}
}

// part has load, of a reducer for example, read its part.
func (r *stateReader) load(load func(src []byte) (rest []byte, err error)) {
	if r.err == nil {
		r.src, r.err = load(r.src)
	}
}

func (r *stateReader) byte() byte {
	if len(r.src) == 0 {
		r.fail(errTruncated)
		return 0
	}
	b := r.src[0]
	r.src = r.src[1:]
	return b
}

func (r *stateReader) float() float64 {
	if len(r.src) < 8 {
		r.fail(errTruncated)
		return 0
	}
	v := math.Float64frombits(binary.LittleEndian.Uint64(r.src))
	r.src = r.src[8:]
	return v
}

func appendInts(dst []byte, values ...int64) []byte {
	for _, v := range values {
		dst = binary.AppendVarint(dst, v)
	}
	return dst
}

func appendText(dst []byte, s string) []byte {
	return append(binary.AppendUvarint(dst, uint64(len(s))), s...)
}

var errGroupOrder = errors.New("its groups are not in order")

var errDifferentWindows = errors.New("it is of other windows")

// appendTimes writes sorted times, as the differences between them.
func appendTimes(dst []byte, times []int64) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(times)))
	last := int64(0)
	for _, t := range times {
		dst = binary.AppendVarint(dst, t-last)
		last = t
	}
	return dst
}

// times reads what appendTimes has written.
func (r *stateReader) times() []int64 {
	times := make([]int64, r.count())
	last := int64(0)
	for i := range times {
		last += r.int()
		times[i] = last
	}
	r.check(slices.IsSorted(times))
	return times
}
