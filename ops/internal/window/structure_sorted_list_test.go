package window

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Values that enter and leave in any order lie as slices.Sort orders them, and no two neighbouring leaves or
// groups are nearly empty.
func TestSortedList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s sortedList
		var want []float64
		kinds := rapid.SampledFrom([]int{1, 50, 1 << 30}).Draw(t, "different values")
		for range rapid.IntRange(1, 5).Draw(t, "steps") {
			r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
			for range rapid.SampledFrom([]int{0, 1, 300, 3000, 60_000}).Draw(t, "in") {
				v := float64(r.IntN(kinds))
				s.add(v)
				want = append(want, v)
			}
			slices.Sort(want)
			from := rapid.IntRange(0, len(want)).Draw(t, "from")
			to := rapid.IntRange(from, len(want)).Draw(t, "to")
			for _, v := range want[from:to] {
				s.remove(v)
			}
			want = slices.Delete(want, from, to)
			checkSortedList(t, &s, want)
		}
	})
}

func checkSortedList(t *rapid.T, s *sortedList, want []float64) {
	if got := slices.Collect(s.all); !slices.Equal(got, want) || s.len != len(want) {
		t.Fatalf("got %d values %v, want %v", s.len, got, want)
	}
	for i, w := range want {
		if i > 100 && i%97 != 0 && i < len(want)-100 {
			continue
		}
		v, next := s.at(i)
		if v != w || next != want[min(i+1, len(want)-1)] {
			t.Fatalf("%d: got %v and %v, want %v", i, v, next, want[i:min(i+2, len(want))])
		}
		if _, found := slices.BinarySearch(want, w-0.5); s.has(w-0.5) != found || !s.has(w) {
			t.Fatalf("%v: has is %v, and %v for %v", w, s.has(w), s.has(w-0.5), w-0.5)
		}
		if less, _ := slices.BinarySearch(want, w); s.rank(w) != less || s.rank(w-0.5) != less {
			t.Fatalf("%v: got %d and %d less, want %d", w, s.rank(w), s.rank(w-0.5), less)
		}
	}
	if s.rank(math.Inf(1)) != len(want) {
		t.Fatalf("got %d less than infinity, want %d", s.rank(math.Inf(1)), len(want))
	}
	for i, g := range s.groups {
		if n := len(g.leaves); n == 0 || n > groupLen || i > 0 && n+len(s.groups[i-1].leaves) < groupLen/2 {
			t.Fatalf("group %d has %d leaves of %d values", i, n, len(want))
		}
		for k, leaf := range g.leaves {
			if n := len(leaf); n == 0 || n > leafLen || k > 0 && n+len(g.leaves[k-1]) < leafLen/2 {
				t.Fatalf("leaf %d of group %d has %d values of %d", k, i, n, len(want))
			}
		}
	}
	s.touch(want[:min(len(want), 20)])
}

// A multiset frees slots as values leave, and finds the others.
func TestMultisetShrinks(t *testing.T) {
	var m multiset
	for i := range 10_000 {
		m.add(float64(i))
	}
	for i := range 9_990 {
		m.remove(float64(i))
	}
	if m.distinct != 10 || len(m.slots) > 128 {
		t.Errorf("got %d values in %d slots, want 10 in at most 128", m.distinct, len(m.slots))
	}
	for i := 9_990; i < 10_000; i++ {
		if s := m.slots[m.find(float64(i))]; s.count != 1 {
			t.Errorf("got %v %d times, want once", i, s.count)
		}
	}
}
