package ops

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
)

// stateReader reads the encoding of a state. After the first error it returns zeros.
type stateReader struct {
	src []byte
	err error
}

var (
	errTruncated    = errors.New("the state ends early")
	errInconsistent = errors.New("the state contradicts itself")
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

// count reads the number of following values, of which each takes at least one byte.
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

// fail records an error. The first one counts.
func (r *stateReader) fail(err error) {
	if r.err == nil {
		r.src, r.err = nil, err
	}
}

// check records an error unless ok is true.
func (r *stateReader) check(ok bool) {
	if !ok {
		r.fail(errInconsistent)
	}
}

// load lets a part, for example an accumulator, read its state.
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

// appendInts writes integers.
func appendInts(dst []byte, values ...int64) []byte {
	for _, v := range values {
		dst = binary.AppendVarint(dst, v)
	}
	return dst
}

// appendText writes a text.
func appendText(dst []byte, s string) []byte {
	return append(binary.AppendUvarint(dst, uint64(len(s))), s...)
}

var errGroupOrder = errors.New("the state's groups are not in order")

var errDifferentWindows = errors.New("the state belongs to other windows")

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
