package join

import (
	"math"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// Types returns the types of columns.
func Types(cols []kernel.Vector) []frame.Type {
	types := make([]frame.Type, len(cols))
	for i, c := range cols {
		types[i] = c.Type
	}
	return types
}

// TakeRows returns a copy of the given rows of v. The value of the row NoRow is missing.
func TakeRows(v kernel.Vector, rows []int) kernel.Vector {
	out := kernel.Vector{Type: v.Type}
	switch v.Type {
	case frame.Float64:
		out.Floats = take(v.Floats, rows, math.NaN())
		return out
	case frame.Int64, frame.Time:
		out.Ints = take(v.Ints, rows, 0)
	case frame.String:
		out.Texts = take(v.Texts, rows, "")
	case frame.Bool:
		out.Bools = take(v.Bools, rows, false)
	}
	out.Valid = takeValid(v.Valid, rows)
	return out
}

// take is TakeRows for the values of one type. missing is the value of the row NoRow.
func take[T any](values []T, rows []int, missing T) []T {
	out := make([]T, len(rows))
	for i, row := range rows {
		if row == NoRow {
			out[i] = missing
		} else {
			out[i] = values[row]
		}
	}
	return out
}

// takeValid is TakeRows for a validity mask. It returns nil if no value is missing.
func takeValid(valid []bool, rows []int) []bool {
	var out []bool
	for i, row := range rows {
		if row != NoRow && (valid == nil || valid[row]) {
			continue
		}
		if out == nil {
			out = make([]bool, len(rows))
			for j := range out {
				out[j] = true
			}
		}
		out[i] = false
	}
	return out
}

// CompactRows removes all but the given rows, which must be in ascending order, from v in place.
func CompactRows(v *kernel.Vector, rows []int) {
	v.Floats = compact(v.Floats, rows)
	v.Ints = compact(v.Ints, rows)
	v.Texts = compact(v.Texts, rows)
	v.Bools = compact(v.Bools, rows)
	if v.Valid != nil {
		v.Valid = compact(v.Valid, rows)
	}
}

// compact is CompactRows for a slice. It clears the unused end of the slice, so that strings can be freed.
func compact[T any](values []T, rows []int) []T {
	if len(values) == 0 {
		return values
	}
	for i, row := range rows {
		values[i] = values[row]
	}
	clear(values[len(rows):])
	return values[:len(rows)]
}
