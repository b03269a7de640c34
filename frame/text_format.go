package frame

import (
	"fmt"
	"math"
	"strings"
)

// textFormat defines how a text format represents values. Each parse function returns the value of a cell, and whether
// the cell has a value of this type.
type textFormat struct {
	parseFloat      func(cell string) (float64, bool)
	parseInt        func(cell string) (int64, bool)
	parseBool       func(cell string) (bool, bool)
	parseTime       func(cell string) (int64, bool)
	parseString     func(cell string) (string, bool)
	isMissing       func(cell string) bool   // for all types but String
	isMissingString func(cell string) bool   // for String
	quote           func(cell string) string // for error messages

	// want says what a cell must be that is not of type t, for error messages, or "" if the type says it. It may be nil.
	want func(t Type, cell string) string
	// quickInt and quickFloat are tried first, if they are not nil. They accept no missing value.
	quickInt   func(cell string) (int64, bool)
	quickFloat func(cell string) (float64, bool)

	numbers numberFormat             // of texts that reports look for numbers in
	unquote func(cell string) string // the text of a cell; nil if it is the cell

	// timeStatus says why a cell is not a time of the column; nil where a format does not tell.
	timeStatus func(cell string) timeStatus
}

// notInteger reports whether a cell has a value and contains other characters than digits and signs.
func (f textFormat) notInteger(cell string) bool {
	return !f.isMissing(cell) && strings.Trim(strings.TrimSpace(cell), "+-0123456789") != ""
}

// parseColumn returns a column of the cells. badRow is the first row whose cell is not of type t, or -1.
func (f textFormat) parseColumn(name string, t Type, cells textCells) (c Column, badRow int) {
	c = Column{name: name, typ: t, length: cells.rows}
	switch t {
	case Float64:
		floats, missing, badRow := parseCells(cells, f.quickFloat, f.isMissing, f.parseFloat)
		for i := missing.nextSet(0, c.length); i < c.length; i = missing.nextSet(i+1, c.length) {
			floats[i] = math.NaN()
		}
		c.vector = floats
		return c, badRow
	case Int64:
		c.vector, c.missing, badRow = asVector(parseCells(cells, f.quickInt, f.isMissing, f.parseInt))
	case Bool:
		c.vector, c.missing, badRow = asVector(parseCells(cells, nil, f.isMissing, f.parseBool))
	case Time:
		c.vector, c.missing, badRow = asVector(parseCells(cells, nil, f.isMissing, f.parseTime))
	case String:
		c.vector, c.missing, badRow = asVector(parseCells(cells, nil, f.isMissingString, f.keepString()))
	default:
		return c.invalid(fmt.Errorf("%w: no such type, got %v for column %q", ErrType, t, name)), -1
	}
	return c, badRow
}

// keepString returns parseString with results that do not hold on to the text of the file.
func (f textFormat) keepString() func(cell string) (string, bool) {
	store := newTextStore()
	return func(cell string) (string, bool) {
		text, ok := f.parseString(cell)
		return store.keep(text), ok
	}
}

// notMissing reports whether a cell has a value.
func (f textFormat) notMissing(cell string) bool { return !f.isMissing(cell) }

// asVector returns the results of parseCells, with the values as a vector.
func asVector[T scalar](v typedVector[T], missing *bitmap, badRow int) (vector, *bitmap, int) {
	return v, missing, badRow
}

// parseCells parses all cells, with quick where it accepts them; quick may be nil. badRow is the first row that parse does not
// accept, or -1.
func parseCells[T scalar](
	cells textCells, quick func(string) (T, bool), isMissing func(string) bool, parse func(string) (T, bool),
) (values typedVector[T], missing *bitmap, badRow int) {
	if first := cells.find(func(cell string) bool { return !isMissing(cell) }); first >= 0 {
		if _, ok := parse(cells.at(first)); !ok {
			return nil, nil, first // before memory is taken
		}
	}
	values = make(typedVector[T], cells.rows)
	for i := range values {
		cell := cells.at(i)
		if quick != nil {
			if v, ok := quick(cell); ok {
				values[i] = v
				continue
			}
		}
		if isMissing(cell) {
			if missing == nil {
				missing = newBitmap(len(values))
			}
			missing.set(i)
			continue
		}
		v, ok := parse(cell)
		if !ok {
			return nil, nil, i
		}
		values[i] = v
	}
	return values, missing, -1
}
