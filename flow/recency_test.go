package flow

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// A model of the map: its keys in a slice, the oldest first, with their values.
func TestRecencyProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		limit := rapid.IntRange(0, 6).Draw(t, "max")
		r := newRecency[float64, int](limit)
		var model []Pair[float64, int]
		place := func(k float64) int {
			return slices.IndexFunc(model, func(p Pair[float64, int]) bool { return p.First == k })
		}
		key := rapid.OneOf(rapid.Just(math.NaN()), rapid.Just(math.Copysign(0, -1)), rapid.Map(rapid.IntRange(0, 40), func(i int) float64 { return float64(i) }))
		count := 0
		t.Repeat(map[string]func(*rapid.T){
			"place": func(t *rapid.T) {
				count++
				k := key.Draw(t, "key")
				at, known := r.place(k)
				*r.value(at) += count
				i := place(k)
				if known != (i >= 0) {
					t.Fatalf("%v known: %v", k, known)
				}
				if known {
					model[i].Second += count
				} else if model = append(model, Pair[float64, int]{k, count}); limit > 0 && len(model) > limit {
					model = model[1:]
				}
			},
			"touch": func(t *rapid.T) {
				k := key.Draw(t, "key")
				at, i := r.find(k), place(k)
				if (at != 0) != (i >= 0) {
					t.Fatalf("%v found: %v", k, at != 0)
				}
				if at != 0 {
					r.touch(at)
					p := model[i]
					model = append(slices.Delete(model, i, i+1), p)
				}
			},
			"remove": func(t *rapid.T) {
				if len(model) == 0 {
					t.Skip()
				}
				i := rapid.IntRange(0, len(model)-1).Draw(t, "place")
				at := r.oldest()
				for range i {
					at = r.newer(at)
				}
				r.remove(at)
				model = slices.Delete(model, i, i+1)
			},
			"reset": func(*rapid.T) {
				r.reset()
				model = nil
			},
			"": func(t *rapid.T) {
				at := r.oldest()
				for i, p := range model {
					if at == 0 || *r.value(at) != p.Second {
						t.Fatalf("place %d: want %v", i, p)
					}
					at = r.newer(at)
				}
				if at != 0 || r.len() != len(model) {
					t.Fatalf("%d keys, want %d", r.len(), len(model))
				}
			},
		})
	})
}
