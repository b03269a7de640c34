package window

import (
	"fmt"
	"math"

	"github.com/streamgage/streamgage/ops/internal/state"
)

// The errors of values that are not complete in a state.
var (
	errTruncated = fmt.Errorf("%w: it ends early", ErrState)
	errVarint    = fmt.Errorf("%w: it ends early, or a number has too many bytes", ErrState)
)

// newStateReader returns a reader of src. Each of its errors is an ErrState.
func newStateReader(src []byte) *state.Reader {
	return state.NewReaderWithErrors(src, errTruncated, errVarint)
}

// fail records an ErrState in a reader, unless the reader has an error already.
func fail(r *state.Reader, format string, args ...any) {
	r.Fail(fmt.Errorf("%w: %s", ErrState, fmt.Sprintf(format, args...)))
}

// readInt reads a number from 0 to maxValue. what names it in the error.
func readInt(r *state.Reader, what string, maxValue int) int {
	n := r.Uint()
	if n > uint64(maxValue) {
		fail(r, "%s must be at most %d, got %d", what, maxValue, n)
		return 0
	}
	return int(n)
}

// readLength reads how many items follow. Each takes at least size bytes, so a length that exceeds the remaining bytes
// is an error, and no memory is allocated for it.
func readLength(r *state.Reader, what string, size int) int {
	return readInt(r, what, r.Len()/size)
}

// readCount reads a number of values that the state does not hold.
func readCount(r *state.Reader) int { return readInt(r, "a count of values", math.MaxInt) }

// AppendValues encodes values into a state. It is the Append of a [Custom] whose state is a slice of values.
func AppendValues(dst []byte, values []float64) []byte {
	return state.AppendFloats(state.AppendCount(dst, len(values)), values...)
}

// ReadValues decodes what AppendValues has encoded, and returns the bytes after it.
func ReadValues(src []byte) (values []float64, rest []byte, err error) {
	r := newStateReader(src)
	for range readLength(r, "the number of values", 8) {
		values = append(values, r.Float())
	}
	rest, err = r.Finish()
	return values, rest, err
}
