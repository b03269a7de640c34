package window_test

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/streamgage/streamgage/ops/internal/window"
	"pgregory.net/rapid"
)

// optionalInt is an int that may be missing.
type optionalInt struct {
	value int64
	valid bool
}

func valid(all []optionalInt) (values []int64) {
	for _, k := range all {
		if k.valid {
			values = append(values, k.value)
		}
	}
	return values
}

// Windows and accumulators of ints equal a computation over a slice with math/big, also after the state has been saved
// and restored.
func TestIntWindows(t *testing.T) {
	kinds := map[string]struct {
		kind window.TypedAggregate[int64]
		want func([]int64) (int64, window.Outcome)
	}{
		"min":   {window.TypedMin(window.IntCodec), found(slices.Min[[]int64])},
		"max":   {window.TypedMax(window.IntCodec), found(slices.Max[[]int64])},
		"first": {window.TypedFirst(window.IntCodec), found(func(v []int64) int64 { return v[0] })},
		"last":  {window.TypedLast(window.IntCodec), found(func(v []int64) int64 { return v[len(v)-1] })},
		"sum":   {window.IntSum(), intSum},
	}
	for name, k := range kinds {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
				q, a := k.kind.Queue(), k.kind.Accumulator()
				var in, all []optionalInt
				for step := range 2000 {
					v := optionalInt{[]int64{r.Int64N(9) - 4, int64(r.Uint64()), 1 << 62}[r.IntN(3)], r.IntN(5) > 0}
					q.Push(v.value, v.valid)
					a.Add(v.value, v.valid)
					in, all = append(in, v), append(all, v)
					if evict := min(len(in), []int{0, 0, 1, 2, 700}[r.IntN(5)]); len(in) > r.IntN(900) {
						q.Pop(evict)
						in = in[evict:]
					}
					if step%400 == 399 {
						fresh := k.kind.Queue()
						if rest, err := fresh.Restore(q.AppendBinary(nil)); err != nil || len(rest) != 0 {
							t.Fatal(rest, err)
						}
						q = fresh
						more := k.kind.Accumulator()
						if rest, err := more.Restore(append(a.AppendBinary(nil), 7)); err != nil || len(rest) != 1 {
							t.Fatal(rest, err)
						}
						a = more
					}
					if step%10 == 0 {
						got, is := q.Value()
						if want, should := k.want(valid(in)); is != should || got != want && is == window.Found {
							t.Fatalf("step %d: got %d, %v, want %d, %v", step, got, is, want, should)
						}
						got, is = a.Value()
						if want, should := k.want(valid(all)); is != should || got != want && is == window.Found {
							t.Fatalf("step %d of all: got %d, %v, want %d, %v", step, got, is, want, should)
						}
					}
				}
			})
		})
	}
}

func found(f func([]int64) int64) func([]int64) (int64, window.Outcome) {
	return func(v []int64) (int64, window.Outcome) {
		if len(v) == 0 {
			return 0, window.Missing
		}
		return f(v), window.Found
	}
}

func intSum(v []int64) (int64, window.Outcome) {
	sum := new(big.Int)
	for _, x := range v {
		sum.Add(sum, big.NewInt(x))
	}
	if !sum.IsInt64() {
		return 0, window.Overflow
	}
	return sum.Int64(), window.Found
}

func TestTextWindow(t *testing.T) {
	q := window.TypedMax(window.StringCodec).Queue()
	u, grown := window.NewTypedNUnique(window.StringCodec, false), window.NewTypedNUnique(window.StringCodec, true)
	for _, s := range []string{"b", "", "z", "b", "a"} {
		q.Push(s, s != "")
		u.Push(s, s != "")
		grown.Push(s, s != "")
	}
	for n, want := range []string{"z", "z", "z", "b", "a"} {
		if got, is := q.Value(); got != want || is != window.Found {
			t.Errorf("%d gone: got %q, %v, want %q", n, got, is, want)
		}
		if got, want := u.Value(), []int{3, 3, 3, 2, 1}[n]; got != want {
			t.Errorf("%d gone: %d different, want %d", n, got, want)
		}
		if n == 2 {
			for _, err := range []error{
				copyState(q, window.TypedMax(window.StringCodec).Queue()), copyState(u, window.NewTypedNUnique(window.StringCodec, false)),
			} {
				if err != nil {
					t.Error(err)
				}
			}
		}
		q.Pop(1)
		u.Pop(1)
	}
	if _, is := q.Value(); is != window.Missing || u.Value() != 0 || grown.Value() != 3 {
		t.Errorf("%v, %d and %d left", is, u.Value(), grown.Value())
	}
	if err := copyState(grown, window.NewTypedNUnique(window.StringCodec, true)); err != nil {
		t.Error(err)
	}
	if _, err := q.Restore([]byte{200}); err == nil {
		t.Error("a broken state was taken")
	}
}

type binaryState interface {
	AppendBinary([]byte) []byte
	Restore([]byte) ([]byte, error)
}

func copyState(from, to binaryState) error {
	_, err := to.Restore(from.AppendBinary(nil))
	return err
}
