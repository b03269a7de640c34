package marks

import (
	"image/color"
	"math"
)

// RowColors holds the colours of marks. Mark i has the first of these colours that exists: Colors[i], unless it is nil;
// the entry of Table for Values[i], unless Values[i] is missing; Fill. A value outside Lo to Hi has the first or the
// last entry of Table.
type RowColors struct {
	Fill   color.Color // nil: marks without another colour are not drawn
	Values []float64
	Lo, Hi float64 // the values of the table's first and last colour
	Table  *[256]color.RGBA
	Colors []color.Color

	interned *[256]color.Color // the colours of Table; nil: each call of Of allocates
}

// internColors returns the colours of a table. It keeps those that have not changed since the last call.
func (buf *buffers) internColors(table *[256]color.RGBA) *[256]color.Color {
	if table == nil {
		return nil
	}
	for i, c := range table {
		if kept, ok := buf.colors[i].(color.RGBA); !ok || kept != c {
			buf.colors[i] = c
		}
	}
	return &buf.colors
}

// Of returns the colour of mark i, or nil.
func (r *RowColors) Of(i int) color.Color {
	switch {
	case i < len(r.Colors) && r.Colors[i] != nil:
		return r.Colors[i]
	case r.Table != nil && i < len(r.Values) && !math.IsNaN(r.Values[i]):
		at := tableIndex(r.Values[i], r.Lo, r.Hi)
		if r.interned != nil {
			return r.interned[at]
		}
		return r.Table[at]
	default:
		return r.Fill
	}
}

// tableIndex returns the index of a value's colour in a table whose first colour is for lo and whose last one is for hi.
// If lo is not less than hi, it is 0 for all values.
func tableIndex(v, lo, hi float64) int {
	switch {
	case !(lo < hi) || v <= lo:
		return 0
	case v >= hi:
		return 255
	default:
		return min(int((v/2-lo/2)/(hi/2-lo/2)*256), 255) // the halves are subtracted, because hi-lo can overflow
	}
}
