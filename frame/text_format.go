package frame

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// timeLayouts are the layouts of times that are always known. Each also takes a fraction of a second.
var timeLayouts = []string{time.RFC3339, time.DateOnly, time.DateTime}

// dialect is how a text format writes values. Each function says whether a cell is such a value.
type dialect struct {
	float   func(cell string) (float64, bool)
	whole   func(cell string) (int64, bool)
	truth   func(cell string) (bool, bool)
	moment  func(cell string) (int64, bool)
	text    func(cell string) (string, bool)
	blank   func(cell string) bool // a missing value in a column of any type but String
	missing func(cell string) bool // a missing value in a String column
	shown   func(cell string) string
}

// inferColumn makes a column of the first type that fits all cells. bad is -1, or the row up to which some type fitted.
func (d dialect) inferColumn(name string, cells []string) (c Column, bad int) {
	if !slices.ContainsFunc(cells, func(cell string) bool { return !d.blank(cell) }) {
		return d.parseColumn(name, Float64, cells)
	}
	for _, t := range []Type{Int64, Float64, Bool, Time} {
		c, failed := d.parseColumn(name, t, cells)
		if failed >= 0 {
			bad = max(bad, failed)
			continue
		}
		if t == Float64 && !slices.ContainsFunc(cells, d.notWhole) {
			break // whole numbers that are too large for int64: float64 would change their digits
		}
		return c, -1
	}
	c, failed := d.parseColumn(name, String, cells)
	if failed >= 0 {
		return c, max(bad, failed)
	}
	return c, -1
}

func (d dialect) notWhole(cell string) bool {
	return !d.blank(cell) && strings.Trim(strings.TrimSpace(cell), "+-0123456789") != ""
}

// parseColumn makes a column of cells; bad is the first row whose cell is not of the type, or -1.
func (d dialect) parseColumn(name string, t Type, cells []string) (c Column, bad int) {
	c = Column{name: name, typ: t, n: len(cells)}
	switch t {
	case Float64:
		floats, missing, bad := parseCells(cells, d.blank, d.float)
		for i := missing.next(0, c.n); i < c.n; i = missing.next(i+1, c.n) {
			floats[i] = math.NaN()
		}
		c.vec = floats
		return c, bad
	case Int64:
		c.vec, c.missing, bad = parsed(parseCells(cells, d.blank, d.whole))
	case Bool:
		c.vec, c.missing, bad = parsed(parseCells(cells, d.blank, d.truth))
	case Time:
		c.vec, c.missing, bad = parsed(parseCells(cells, d.blank, d.moment))
	case String:
		c.vec, c.missing, bad = parsed(parseCells(cells, d.missing, d.text))
	default:
		return c.broken(fmt.Errorf("%w: no such type, got %v for column %q", ErrType, t, name)), -1
	}
	return c, bad
}

func parsed[T scalar](v vec[T], missing *bitmap, bad int) (vector, *bitmap, int) {
	return v, missing, bad
}

func parseCells[T scalar](cells []string, absent func(string) bool, parse func(string) (T, bool)) (vec[T], *bitmap, int) {
	var missing *bitmap
	out := make(vec[T], len(cells))
	for i, cell := range cells {
		if absent(cell) {
			if missing == nil {
				missing = newBitmap(len(cells))
			}
			missing.set(i)
			continue
		}
		v, ok := parse(cell)
		if !ok {
			return nil, nil, i
		}
		out[i] = v
	}
	return out, missing, -1
}

// timeParser tries the layout that fitted last first: a column rarely mixes them.
func timeParser(layouts []string) func(string) (int64, bool) {
	last := layouts[0]
	return func(s string) (int64, bool) {
		s = strings.TrimSpace(s)
		t, err := time.Parse(last, s)
		for i := 0; err != nil && i < len(layouts); i++ {
			if t, err = time.Parse(layouts[i], s); err == nil {
				last = layouts[i]
			}
		}
		return t.UnixNano(), err == nil && inRange(t)
	}
}
