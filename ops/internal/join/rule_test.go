package join_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/streamgage/streamgage/ops/internal/join"
)

// Times near both ends of int64 do not overflow.
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

// A key without rows and a missing key have no match. For a missing key that is final at once.
func TestUnknownAndMissingKeys(t *testing.T) {
	for _, r := range []join.Rule{join.Backward{}, join.Forward{}, join.Nearest{}, join.Band{}} {
		var l join.Timeline
		l.Add([]int64{0, 9}, []int32{join.MissingKey, 0})
		for _, id := range []int32{1, join.MissingKey} {
			if rows, final := r.Match(&l, 0, id, nil); len(rows) > 0 || !final {
				t.Errorf("%T, key %d: got %v, %v", r, id, rows, final)
			}
		}
		if kept := l.RowsNeeded(r, 5); fmt.Sprint(kept) != "[1]" {
			t.Errorf("%T: kept %v", r, kept)
		}
	}
}
