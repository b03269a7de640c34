package join_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/join"
	"github.com/streamgage/streamgage/ops/internal/kernel"
	"pgregory.net/rapid"
)

// Two rows have the same number if, and only if, all of their values are there and the same.
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

		k := join.NewKeys(join.Types(cols))
		ids, again, first := make([]int32, n), make([]int32, n), map[string]int32{}
		k.Add(cols, ids)
		k.Find(cols, again)
		for row, id := range ids {
			text, there := "", true
			for _, c := range cols {
				there = there && c.Has(row)
				text += "|" + string(c.Column("c").AppendCell(nil, row))
			}
			want, final := first[text]
			switch {
			case !there:
				want = join.Missing
			case !final:
				want = int32(len(first))
				first[text] = want
			}
			if id != want || again[row] != want {
				t.Fatalf("row %d, %s: got %d and %d, want %d", row, text, id, again[row], want)
			}
		}
		if len(cols) > 0 && k.Len() != len(first) {
			t.Fatalf("got %d keys, want %d", k.Len(), len(first))
		}
	})
}

func TestKeysOfFloats(t *testing.T) {
	defer func() {
		if p := fmt.Sprint(recover()); !strings.Contains(p, "got float64") {
			t.Errorf("got panic %q", p)
		}
	}()
	join.NewKeys([]frame.Type{frame.Float64})
}

// At the ends of time nothing wraps round.
func TestExtremeTimesDoNotOverflow(t *testing.T) {
	const first, last = math.MinInt64, math.MaxInt64
	for _, c := range []struct {
		rule join.Rule
		at   int64
		want string
	}{
		{join.Backward{Tolerance: 5, Exact: true}, first, "[0]"},
		{join.Backward{Tolerance: 5, Exact: true}, last - 6, "[]"},
		{join.Backward{Tolerance: join.Unlimited, Exact: true}, last - 6, "[1]"},
		{join.Backward{Tolerance: last, Exact: true}, last - 6, "[1]"},
		{join.Forward{Tolerance: 5}, last - 1, "[2]"},
		{join.Forward{Tolerance: last}, first + 1, "[1]"},
		{join.Forward{Tolerance: 5}, last, "[]"},
		{join.Nearest{Tolerance: join.Unlimited}, first, "[1]"},
		{join.Nearest{Tolerance: join.Unlimited}, last, "[1]"},
		{join.Nearest{Tolerance: join.Unlimited, Exact: true}, 1 << 62, "[2]"},
		{join.Band{Distance: 5}, first, "[0]"},
		{join.Band{Distance: last}, -1, "[0 1]"},
		{join.Band{Distance: last}, last, "[1 2]"},
	} {
		var l join.Timeline
		l.Add([]int64{first, 0, last}, []int32{0, 0, 0})
		l.End()
		rows, final := c.rule.Match(&l, c.at, 0, nil)
		if fmt.Sprint(rows) != c.want || !final {
			t.Errorf("%T%+v at %d: got %v, %v, want %s", c.rule, c.rule, c.at, rows, final, c.want)
		}
	}
}

// A key that no row has, and none at all, find nothing; without a key to wait for, that is known at once.
func TestUnknownAndMissingKeys(t *testing.T) {
	for _, r := range []join.Rule{join.Backward{}, join.Forward{}, join.Nearest{}, join.Band{}} {
		var l join.Timeline
		l.Add([]int64{0, 9}, []int32{join.Missing, 0})
		for _, id := range []int32{1, join.Missing} {
			if rows, final := r.Match(&l, 0, id, nil); len(rows) > 0 || !final {
				t.Errorf("%T, key %d: got %v, %v", r, id, rows, final)
			}
		}
		if kept := l.Prune(r, 5); fmt.Sprint(kept) != "[1]" {
			t.Errorf("%T: kept %v", r, kept)
		}
	}
}
