package state_test

import (
	"errors"
	"math"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// encoded returns a state with one value of each kind.
func encoded() []byte {
	dst := state.AppendUint(nil, math.MaxUint64)
	dst = state.AppendInts(dst, math.MinInt64, math.MaxInt64)
	dst = state.AppendFloats(dst, -1.5, math.Inf(1))
	dst = state.AppendText(dst, "naïve")
	dst = append(dst, 7)
	dst = state.AppendCount(dst, 1) // of the bytes that follow
	return state.AppendTimes(dst, []int64{-5, 0, 0, 9})
}

// decode reads the values of encoded and returns the reader. It returns false if a value differs.
func decode(src []byte) (*state.Reader, bool) {
	r := state.NewReader(src)
	same := r.Uint() == math.MaxUint64
	same = r.Int() == math.MinInt64 && r.Int() == math.MaxInt64 && same
	same = r.Float() == -1.5 && math.IsInf(r.Float(), 1) && same
	same = r.Text() == "naïve" && r.Byte() == 7 && r.Count() == 1 && same
	times := r.Times()
	return r, same && len(times) == 4 && times[0] == -5 && times[3] == 9
}

func TestReaderDecodesWhatAppendEncodes(t *testing.T) {
	r, same := decode(append(encoded(), "rest"...))
	rest, err := r.Finish()
	check.NoError(t, err)
	if !same || string(rest) != "rest" {
		t.Errorf("decoded values are equal: %v, rest is %q", same, rest)
	}
}

func TestReaderReturnsErrTruncatedForEachPrefix(t *testing.T) {
	src := encoded()
	for n := range src {
		r, _ := decode(src[:n])
		check.Error(t, r.Err(), state.ErrTruncated)
		if r.Len() != 0 || r.Uint() != 0 || r.Text() != "" {
			t.Errorf("a reader with an error returns values")
		}
	}
}

func TestReaderKeepsItsFirstError(t *testing.T) {
	first := errors.New("first")
	r := state.NewReader(encoded())
	r.Load(func([]byte) ([]byte, error) { return nil, first })
	r.Check(false)
	r.Fail(errors.New("second"))
	check.Error(t, r.Err(), first)
}

func TestReaderRefusesCountsBeyondTheStateAndUnsortedTimes(t *testing.T) {
	r := state.NewReader(state.AppendCount(nil, 1<<40))
	r.Times()
	check.Error(t, r.Err(), state.ErrTruncated)
	r = state.NewReader(state.AppendInts(state.AppendCount(nil, 2), 5, -1))
	r.Times()
	check.Error(t, r.Err(), state.ErrInconsistent)
}

func TestReaderHasTheErrorsOfItsPackage(t *testing.T) {
	truncated, varint := errors.New("truncated"), errors.New("varint")
	r := state.NewReaderWithErrors(nil, truncated, varint)
	r.Float()
	check.Error(t, r.Err(), truncated)
	r = state.NewReaderWithErrors([]byte{0x80}, truncated, varint)
	r.Int()
	check.Error(t, r.Err(), varint)
}
