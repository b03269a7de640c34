package window_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/streamgage/streamgage/ops/internal/window"
	"pgregory.net/rapid"
)

// valuesByName are distributions of values.
var valuesByName = map[string]func(*rand.Rand) float64{
	"normal":     (*rand.Rand).NormFloat64,
	"far from 0": func(r *rand.Rand) float64 { return 1e9 + r.NormFloat64() },
	"whole":      func(r *rand.Rand) float64 { return float64(r.IntN(9) - 4) },
	"equal":      func(*rand.Rand) float64 { return 0.1 },
	"missing":    func(*rand.Rand) float64 { return nan },
	"spikes": func(r *rand.Rand) float64 {
		return []float64{1e17, -1e17, nan, 1, 0.1, r.NormFloat64(), r.NormFloat64(), r.NormFloat64()}[r.IntN(8)]
	},
	"tiny": func(r *rand.Rand) float64 { return []float64{5e-324, -5e-324, 0, 1e-310, nan}[r.IntN(5)] },
	"infinite": func(r *rand.Rand) float64 {
		if r.IntN(20) == 0 {
			return []float64{inf, -inf}[r.IntN(2)]
		}
		return r.NormFloat64()
	},
}

// drawValues draws n values of one of the distributions that suit the aggregate.
func drawValues(t *rapid.T, kind string, n int) []float64 {
	names := []string{"normal", "far from 0", "whole", "equal", "missing", "spikes", "infinite", "tiny"}
	switch {
	case kind == "skew" || kind == "kurt":
		names = names[:7] // without tiny values, whose powers are 0
	case len(kind) > 6 && kind[:6] == "custom":
		names = []string{"whole", "missing"}
	}
	r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
	draw := valuesByName[rapid.SampledFrom(names).Draw(t, "values")]
	v := make([]float64, n)
	for i := range v {
		v[i] = draw(r)
	}
	return v
}

// drawEvictCounts draws how many values leave before each row: none, one, sometimes some, or sometimes nearly all.
func drawEvictCounts(t *rapid.T, inside, n int) []int {
	r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed of gone"), 0))
	how := rapid.SampledFrom([]string{"none", "one", "some", "many", "all"}).Draw(t, "gone")
	evict := make([]int, n)
	for i := range evict {
		switch {
		case how == "one":
			evict[i] = 1
		case how == "some":
			evict[i] = max(0, r.IntN(6)-2)
		case how == "many" && r.IntN(50) == 0:
			evict[i] = r.IntN(inside + 1)
		case how == "all" && r.IntN(10) == 0:
			evict[i] = inside
		}
		evict[i] = min(evict[i], inside)
		inside += 1 - evict[i]
	}
	return evict
}

// model is a queue, another one that was restored from its state, and the values in the window.
type model struct {
	kind     string
	queue    window.Queue
	restored window.Queue
	values   []float64
}

// check compares a result with the exact result of the values in the window.
func (m *model) check(t *rapid.T, got float64) {
	want, tolerance := exactResult(m.kind, m.values)
	if !near(got, want, 0, tolerance) {
		newest := m.values[max(0, len(m.values)-20):]
		t.Fatalf("got %v, want %v within %v, of %d values, the newest %v", got, want, tolerance, len(m.values), newest)
	}
}

// validCount returns how many values are not missing. For the aggregate count, all of them count.
func (m *model) validCount() (n int) {
	for _, v := range m.values {
		if v == v || m.kind == "count" {
			n++
		}
	}
	return n
}

// roll moves the window on by a batch.
func (m *model) roll(t *rapid.T) {
	n := rapid.SampledFrom([]int{0, 1, 2, 7, 100, 600}).Draw(t, "batch")
	in, evict := drawValues(t, m.kind, n), drawEvictCounts(t, len(m.values), n)
	minCount := rapid.IntRange(0, 3).Draw(t, "least")
	out, again := make([]float64, n), make([]float64, n)
	m.queue.Roll(out, in, evict, minCount)
	m.restored.Roll(again, in, evict, minCount)
	if !slices.EqualFunc(out, again, identical) {
		t.Fatalf("got %v, from the restored one %v", out, again)
	}
	for i, v := range in {
		m.values = append(m.values[evict[i]:], v)
		switch {
		case i%97 > 1 && i < n-1: // exact arithmetic is slow: check some rows
		case m.validCount() >= minCount:
			m.check(t, out[i])
		case out[i] == out[i]:
			t.Fatalf("got %v, want NaN for fewer than %d of %v", out[i], minCount, m.values)
		}
	}
}

// step pushes and pops a few values one by one.
func (m *model) step(t *rapid.T) {
	for _, v := range drawValues(t, m.kind, rapid.IntRange(0, 5).Draw(t, "pushes")) {
		m.queue.Push(v)
		m.restored.Push(v)
		m.values = append(m.values, v)
	}
	n := rapid.IntRange(0, len(m.values)).Draw(t, "pops")
	m.queue.Pop(n)
	m.restored.Pop(n)
	m.values = m.values[n:]
}

// restore saves the queue and restores another one from the state.
func (m *model) restore(t *rapid.T) {
	state := m.queue.AppendBinary([]byte{1})[1:]
	m.restored = aggregates[m.kind].Queue()
	m.restored.Push(9)
	rest, err := m.restored.Restore(append(slices.Clip(state), 2, 3))
	if err != nil || len(rest) != 2 {
		t.Fatalf("got %d bytes behind the state, error %v", len(rest), err)
	}
	if !slices.Equal(m.restored.AppendBinary(nil), state) {
		t.Fatal("the restored queue has another state")
	}
}

// After any sequence of calls, results equal those of exact arithmetic over the values in the window. Values that have
// left have no effect, however large or infinite they were. A restored queue has the same results, bit for bit.
func TestQueueMatchesExactArithmetic(t *testing.T) {
	for kind := range aggregates {
		t.Run(kind, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				m := &model{kind: kind, queue: aggregates[kind].Queue(), restored: aggregates[kind].Queue()}
				for range rapid.IntRange(1, 6).Draw(t, "steps") {
					rapid.SampledFrom([]func(*rapid.T){m.roll, m.step, m.restore}).Draw(t, "step")(t)
					m.check(t, m.queue.Value())
					if !identical(m.queue.Value(), m.restored.Value()) || m.restored.Len() != len(m.values) {
						t.Fatalf("got %v, from the restored one %v", m.queue.Value(), m.restored.Value())
					}
					if m.queue.Len() != len(m.values) || m.queue.Count() != m.validCount() {
						t.Fatalf("got %d of %d values, want %d of %d", m.queue.Count(), m.queue.Len(), m.validCount(), len(m.values))
					}
				}
			})
		})
	}
}
