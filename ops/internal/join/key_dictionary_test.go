package join_test

import (
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops/internal/join"
	"github.com/streamgage/streamgage/ops/internal/kernel"
	"pgregory.net/rapid"
)

// Two rows have the same number if and only if all of their values are equal and none is missing.
func TestKeys(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 30).Draw(t, "rows")
		cols := []kernel.Vector{texts(), ints(), {Type: frame.Bool}, {Type: frame.Time}}
		for i := range cols {
			cols[i].Valid = rapid.SliceOfN(rapid.Bool(), n, n).Draw(t, "valid")
		}
		cols[0].Texts = rapid.SliceOfN(rapid.SampledFrom([]string{"", "a", "b"}), n, n).Draw(t, "texts")
		cols[1].Ints = rapid.SliceOfN(rapid.Int64Range(-1, 1), n, n).Draw(t, "ints")
		cols[2].Bools = rapid.SliceOfN(rapid.Bool(), n, n).Draw(t, "bools")
		cols[3].Ints = rapid.SliceOfN(rapid.Int64Range(5, 6), n, n).Draw(t, "times")
		cols = rapid.Permutation(cols).Draw(t, "columns")[:rapid.IntRange(0, 4).Draw(t, "number of columns")]

		k := join.NewKeyDictionary(join.Types(cols))
		ids, found, first := make([]int32, n), make([]int32, n), map[string]int32{}
		k.Encode(cols, ids)
		k.Lookup(cols, found)
		for row, id := range ids {
			text, valid := "", true
			for _, c := range cols {
				valid = valid && c.IsValid(row)
				text += "|" + string(c.Column("c").AppendCell(nil, row))
			}
			want, final := first[text]
			switch {
			case !valid:
				want = join.MissingKey
			case !final:
				want = int32(len(first))
				first[text] = want
			}
			if id != want || found[row] != want {
				t.Fatalf("row %d, %s: got %d and %d, want %d", row, text, id, found[row], want)
			}
		}
		if len(cols) > 0 && k.Len() != len(first) {
			t.Fatalf("got %d keys, want %d", k.Len(), len(first))
		}
	})
}

func TestKeysOfFloats(t *testing.T) {
	check.Panics(t, "got float64", func() { join.NewKeyDictionary([]frame.Type{frame.Float64}) })
}
