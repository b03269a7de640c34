package window_test

import (
	"encoding/binary"
	"errors"

	"github.com/streamgage/streamgage/ops/internal/window"
)

// sumOfSquares is a Custom: the sum of the squares of whole numbers, as an int64, so that it is exact. merge and remove
// say which of the optional functions it has.
func sumOfSquares(merge, remove bool) window.Custom[int64] {
	square := func(v float64) int64 { return int64(v) * int64(v) }
	c := window.Custom[int64]{
		Init:   func() int64 { return 0 },
		Add:    func(s int64, v float64) int64 { return s + square(v) },
		Result: func(s int64) float64 { return float64(s) },
		Append: binary.AppendVarint,
		Read: func(b []byte) (int64, []byte, error) {
			s, n := binary.Varint(b)
			if n <= 0 {
				return 0, b, errors.New("no varint")
			}
			return s, b[n:], nil
		},
	}
	if merge {
		c.Merge = func(older, newer int64) int64 { return older + newer }
	}
	if remove {
		c.Remove = func(s int64, v float64) int64 { return s - square(v) }
	}
	return c
}
