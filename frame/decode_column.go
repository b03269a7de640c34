package frame

import (
	"fmt"
	"math"
)

// decodeColumn is a column of a RowDecoder. Only the slice of its type is used.
type decodeColumn struct {
	Field
	format  textFormat
	floats  []float64
	ints    []int64 // also of times
	bools   []bool
	text    []byte // of all strings, one after the other
	ends    []int  // where each string ends in text
	missing []int  // the rows without a value, unless the type is Float64
}

// append appends the value of a cell. quoted says that the cell is no missing value of a String column. It returns false if
// the cell has no value of the column's type.
func (c *decodeColumn) append(cell string, quoted bool) bool {
	ok := true
	switch c.Type {
	case Float64:
		v := math.NaN()
		if !c.format.isMissing(cell) {
			v, ok = c.format.parseFloat(cell)
		}
		c.floats = append(c.floats, v)
	case String:
		text := ""
		if !quoted && c.format.isMissingString(cell) {
			c.missing = append(c.missing, len(c.ends))
		} else if text, ok = c.format.parseString(cell); !ok {
			return false
		}
		c.text = append(c.text, text...)
		c.ends = append(c.ends, len(c.text))
	case Bool:
		v := false
		if c.format.isMissing(cell) {
			c.missing = append(c.missing, len(c.bools))
		} else {
			v, ok = c.format.parseBool(cell)
		}
		c.bools = append(c.bools, v)
	default:
		v := int64(0)
		switch {
		case c.format.isMissing(cell):
			c.missing = append(c.missing, len(c.ints))
		case c.Type == Time:
			v, ok = c.format.parseTime(cell)
		default:
			v, ok = c.format.parseInt(cell)
		}
		c.ints = append(c.ints, v)
	}
	return ok
}

// truncate keeps the first n rows.
func (c *decodeColumn) truncate(n int) {
	c.floats = c.floats[:min(n, len(c.floats))]
	c.ints = c.ints[:min(n, len(c.ints))]
	c.bools = c.bools[:min(n, len(c.bools))]
	c.ends = c.ends[:min(n, len(c.ends))]
	if len(c.ends) == 0 {
		c.text = c.text[:0]
	} else {
		c.text = c.text[:c.ends[len(c.ends)-1]]
	}
	for len(c.missing) > 0 && c.missing[len(c.missing)-1] >= n {
		c.missing = c.missing[:len(c.missing)-1]
	}
}

// take returns the column of all values, and removes them. The next values get memory of their own, of the same size.
func (c *decodeColumn) take(rows int) Column {
	col := Column{name: c.Name, typ: c.Type, index: c.Index, length: rows}
	switch c.Type {
	case Float64:
		col.vector, c.floats = typedVector[float64](c.floats), make([]float64, 0, rows)
	case String:
		col.vector = c.takeStrings()
	case Bool:
		col.vector, c.bools = typedVector[bool](c.bools), make([]bool, 0, rows)
	default:
		col.vector, c.ints = typedVector[int64](c.ints), make([]int64, 0, rows)
	}
	if len(c.missing) > 0 {
		col.missing = newBitmap(rows)
		for _, row := range c.missing {
			col.missing.set(row)
		}
		c.missing = c.missing[:0]
	}
	return col
}

// takeStrings returns all strings, which are parts of one text.
func (c *decodeColumn) takeStrings() typedVector[string] {
	all, from := string(c.text), 0
	values := make(typedVector[string], len(c.ends))
	for i, end := range c.ends {
		values[i] = all[from:end]
		from = end
	}
	c.text, c.ends = c.text[:0], c.ends[:0]
	return values
}

// errWrongType is the ErrValue for a cell that is not of the column's type.
func (c *decodeColumn) errWrongType(line int, cell string) error {
	want := c.Type.String()
	if c.Type == Time && c.format.timeStatus != nil && c.format.timeStatus(cell) == timeBeyond {
		want = "a time " + timeRange
	}
	if c.format.want != nil {
		if better := c.format.want(c.Type, cell); better != "" {
			want = better
		}
	}
	return fmt.Errorf("%w: line %d, column %q must be %s, got %s", ErrValue, line, c.Name, want, c.format.quote(cell))
}
