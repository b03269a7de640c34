package window_test

import (
	"errors"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops/internal/window"
)

// stateful is what all queues and accumulators have in common.
type stateful interface {
	AppendBinary(dst []byte) []byte
	Restore(src []byte) (rest []byte, err error)
	Value() float64
	Count() int
}

// newStatefuls returns constructors of one of each. Filled ones have values in more than one block.
func newStatefuls(filled bool) map[string]func() stateful {
	n := 0
	if filled {
		n = 700
	}
	r := rand.New(rand.NewPCG(3, 3))
	all := map[string]func() stateful{}
	for name, k := range aggregates {
		all[name] = func() stateful {
			q := k.Queue()
			for range n {
				q.Push(float64(r.IntN(100)))
			}
			q.Pop(n / 7)
			return q
		}
		all["all "+name] = func() stateful {
			a := k.Accumulator()
			for range n {
				a.Add(float64(r.IntN(100)))
			}
			return a
		}
	}
	for name, k := range pairAggregates {
		all[name] = func() stateful {
			q := k.Queue()
			for range n {
				q.Push(r.Float64(), r.Float64())
			}
			q.Pop(n / 7)
			return q
		}
		all["all "+name] = func() stateful {
			a := k.Accumulator()
			for range n {
				a.Add(r.Float64(), r.Float64())
			}
			return a
		}
	}
	for name, newEwm := range newEwmByName {
		all["ewm "+name] = func() stateful {
			e := newEwm(window.Decay{Alpha: 0.1})
			for range n {
				e.Add(r.Float64())
			}
			return e
		}
	}
	for name, newPair := range newEwmPairByName {
		all["ewm "+name] = func() stateful {
			e := newPair(window.Decay{Alpha: 0.1})
			for range n {
				e.Add(r.Float64(), r.Float64())
			}
			return e
		}
	}
	return all
}

// A truncated state is an error, and leaves everything unchanged.
func TestRestoreOfTruncatedState(t *testing.T) {
	for name, filled := range newStatefuls(true) {
		t.Run(name, func(t *testing.T) {
			s := filled()
			state, value := s.AppendBinary(nil), s.Value()
			for n := range state {
				if n > 60 && n < len(state)-60 {
					continue
				}
				if _, err := s.Restore(slices.Clip(state[:n])); !errors.Is(err, window.ErrState) {
					t.Fatalf("%d of %d bytes: got %v, want %v", n, len(state), err, window.ErrState)
				}
			}
			if !identical(s.Value(), value) || !slices.Equal(s.AppendBinary(nil), state) {
				t.Errorf("got %v after failures, want %v", s.Value(), value)
			}
		})
	}
}

// No bytes cause a panic, neither in Restore nor in later calls.
func FuzzRestore(f *testing.F) {
	empty, filled := newStatefuls(false), newStatefuls(true)
	names := slices.Sorted(maps.Keys(empty))
	for i, name := range names {
		f.Add(uint8(i), empty[name]().AppendBinary(nil))
		f.Add(uint8(i), filled[name]().AppendBinary(nil))
	}
	f.Fuzz(func(t *testing.T, which uint8, state []byte) {
		name := names[int(which)%len(names)]
		s := empty[name]()
		rest, err := s.Restore(state)
		if err != nil && !errors.Is(err, window.ErrState) {
			t.Fatalf("%s: got error %v, want %v", name, err, window.ErrState)
		}
		if len(rest) > len(state) {
			t.Fatalf("%s: got %d bytes behind the state of %d", name, len(rest), len(state))
		}
		useAfterRestore(s)
		s.Value()
		s.Count()
		s.AppendBinary(nil)
	})
}

// useAfterRestore calls the other methods of a queue or an accumulator.
func useAfterRestore(s stateful) {
	zeros, evict := make([]float64, 600), make([]int, 600)
	for i := 300; i < len(evict); i++ {
		evict[i] = 1
	}
	switch s := s.(type) {
	case window.Queue:
		s.Roll(make([]float64, 600), zeros, evict, 1)
		s.Pop(s.Len())
	case window.PairQueue:
		s.Roll(make([]float64, 600), zeros, zeros, evict, 1)
		s.Pop(s.Len())
	case window.Accumulator:
		s.AddAll(zeros)
	}
}

// An aggregate whose state cannot be saved reports it.
func TestSerializable(t *testing.T) {
	c := sumOfSquares(false, true)
	if !c.Aggregate().Serializable() || !window.Mean().Serializable() {
		t.Error("got false, want true")
	}
	c.Append, c.Read = nil, nil
	if c.Aggregate().Serializable() {
		t.Error("got true without Append, want false")
	}
	q := c.Aggregate().Queue()
	if _, err := q.Restore([]byte{0}); !errors.Is(err, window.ErrState) {
		t.Errorf("got error %v, want %v", err, window.ErrState)
	}
	check.Panics(t, "must have Append", func() { q.AppendBinary(nil) })
}
