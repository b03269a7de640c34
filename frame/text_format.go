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
type textFormat struct {
	parseFloat      func(cell string) (float64, bool)
	parseInt        func(cell string) (int64, bool)
	parseBool       func(cell string) (bool, bool)
	parseTime       func(cell string) (int64, bool)
	parseString     func(cell string) (string, bool)
	isMissing       func(cell string) bool // a missing value in a column of any type but String
	isMissingString func(cell string) bool // a missing value in a String column
	quote           func(cell string) string
}

// inferColumn makes a column of the first type that fits all cells. bad is -1, or the row up to which some type fitted.
func (d textFormat) inferColumn(name string, cells []string) (c Column, bad int) {
	if !slices.ContainsFunc(cells, func(cell string) bool { return !d.isMissing(cell) }) {
		return d.parseColumn(name, Float64, cells)
	}
	for _, t := range []Type{Int64, Float64, Bool, Time} {
		c, failed := d.parseColumn(name, t, cells)
		if failed >= 0 {
			bad = max(bad, failed)
			continue
		}
		if t == Float64 && !slices.ContainsFunc(cells, d.notInteger) {
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

func (d textFormat) notInteger(cell string) bool {
	return !d.isMissing(cell) && strings.Trim(strings.TrimSpace(cell), "+-0123456789") != ""
}

// parseColumn makes a column of cells; bad is the first row whose cell is not of the type, or -1.
func (d textFormat) parseColumn(name string, t Type, cells []string) (c Column, bad int) {
	c = Column{name: name, typ: t, length: len(cells)}
	switch t {
	case Float64:
		floats, missing, bad := parseCells(cells, d.isMissing, d.parseFloat)
		for i := missing.nextSet(0, c.length); i < c.length; i = missing.nextSet(i+1, c.length) {
			floats[i] = math.NaN()
		}
		c.vector = floats
		return c, bad
	case Int64:
		c.vector, c.missing, bad = asVector(parseCells(cells, d.isMissing, d.parseInt))
	case Bool:
		c.vector, c.missing, bad = asVector(parseCells(cells, d.isMissing, d.parseBool))
	case Time:
		c.vector, c.missing, bad = asVector(parseCells(cells, d.isMissing, d.parseTime))
	case String:
		c.vector, c.missing, bad = asVector(parseCells(cells, d.isMissingString, d.parseString))
	default:
		return c.invalid(fmt.Errorf("%w: no such type, got %v for column %q", ErrType, t, name)), -1
	}
	return c, bad
}

func asVector[T scalar](v typedVector[T], missing *bitmap, bad int) (vector, *bitmap, int) {
	return v, missing, bad
}

func parseCells[T scalar](cells []string, isMissing func(string) bool, parse func(string) (T, bool)) (typedVector[T], *bitmap, int) {
	var missing *bitmap
	out := make(typedVector[T], len(cells))
	for i, cell := range cells {
		if isMissing(cell) {
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

// newTimeParser tries the layout that fitted last first: a column rarely mixes them.
func newTimeParser(layouts []string) func(string) (int64, bool) {
	last := layouts[0]
	return func(s string) (int64, bool) {
		s = strings.TrimSpace(s)
		t, err := time.Parse(last, s)
		for i := 0; err != nil && i < len(layouts); i++ {
			if t, err = time.Parse(layouts[i], s); err == nil {
				last = layouts[i]
			}
		}
		return t.UnixNano(), err == nil && timeInRange(t)
	}
}
