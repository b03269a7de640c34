package lru

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// pair is a key and its value in the model of a Map: a slice, the least recently used first.
type pair struct {
	key   float64
	value int
}

func TestMapProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		limit := rapid.IntRange(0, 6).Draw(t, "max")
		m := New[float64, int](limit)
		var model []pair
		indexOf := func(k float64) int {
			return slices.IndexFunc(model, func(p pair) bool { return p.key == k })
		}
		key := rapid.OneOf(rapid.Just(math.NaN()), rapid.Just(math.Copysign(0, -1)), rapid.Map(rapid.IntRange(0, 40), func(i int) float64 { return float64(i) }))
		count := 0
		t.Repeat(map[string]func(*rapid.T){
			"insert": func(t *rapid.T) {
				count++
				k := key.Draw(t, "key")
				slot, known := m.FindOrInsert(k)
				*m.Value(slot) += count
				i := indexOf(k)
				if known != (i >= 0) {
					t.Fatalf("%v known: %v", k, known)
				}
				if known {
					model[i].value += count
				} else if model = append(model, pair{k, count}); limit > 0 && len(model) > limit {
					model = model[1:]
				}
			},
			"touch": func(t *rapid.T) {
				k := key.Draw(t, "key")
				slot, i := m.Find(k), indexOf(k)
				if (slot != 0) != (i >= 0) {
					t.Fatalf("%v found: %v", k, slot != 0)
				}
				if slot != 0 {
					m.Touch(slot)
					p := model[i]
					model = append(slices.Delete(model, i, i+1), p)
				}
			},
			"remove": func(t *rapid.T) {
				if len(model) == 0 {
					t.Skip()
				}
				i := rapid.IntRange(0, len(model)-1).Draw(t, "place")
				slot := m.Oldest()
				for range i {
					slot = m.Newer(slot)
				}
				m.Remove(slot)
				model = slices.Delete(model, i, i+1)
			},
			"reset": func(*rapid.T) {
				m.Reset()
				model = nil
			},
			"": func(t *rapid.T) {
				slot := m.Oldest()
				for i, p := range model {
					if slot == 0 || *m.Value(slot) != p.value {
						t.Fatalf("place %d: want %v", i, p)
					}
					slot = m.Newer(slot)
				}
				if slot != 0 || m.Len() != len(model) {
					t.Fatalf("%d keys, want %d", m.Len(), len(model))
				}
			},
		})
	})
}
