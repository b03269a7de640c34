package window_test

import (
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"testing"
)

func TestZZErr(t *testing.T) {
	texts := map[string]int{}
	for _, filled := range []bool{false, true} {
		all := newStatefuls(filled)
		for _, name := range slices.Sorted(maps.Keys(all)) {
			h := fnv.New64a()
			src := all[name]().AppendBinary(nil)
			for n := 0; n < len(src); n += 1 + n/60 {
				q := all[name]()
				rest, err := q.Restore(src[:n])
				fmt.Fprint(h, len(rest), err)
				texts[fmt.Sprint(err)]++
				m := slices.Clone(src)
				m[n] ^= 0xff
				rest, err = all[name]().Restore(m)
				fmt.Fprint(h, len(rest), err)
				texts[fmt.Sprint(err)]++
			}
			_ = h // maps iterate in random order in newStatefuls, so only texts are compared
		}
	}
	for _, s := range slices.Sorted(maps.Keys(texts)) {
		t.Log(s)
	}
}
