package frame

import "fmt"

// Parse converts a String column to another type by the rules of [ReadCSV]: white space around a value is ignored, and
// empty text, NA, NaN and null are missing values. Times may have the layouts of [Frame.ParseTimes]. An unknown name is
// an [ErrColumn], a column that is not a String column an [ErrType], and text that is not a value of type t an
// [ErrValue] that names its row.
func (f Frame) Parse(name string, t Type) (Frame, error) {
	c, err := f.columnOfType("Parse", name, String)
	if err != nil {
		return Frame{}, err
	}
	cells := values[string](c)
	if c.missing != nil {
		cells = append([]string(nil), cells...)
		for i := range cells {
			if !c.Valid(i) {
				cells[i] = ""
			}
		}
	}
	parsed, badRow := defaultCSVFormat().parseColumn(name, t, cells)
	if badRow >= 0 {
		return Frame{}, fmt.Errorf("frame.Parse: %w: column %q must be %v, got %q in row %d", ErrValue, name, t, cells[badRow], badRow)
	}
	cols := f.columns()
	parsed.index = c.index
	cols[f.find(name)] = parsed
	return newOwned("Parse", cols)
}

// ParseTimes converts String columns to Time columns, for example after a round trip through gota or a CSV file. A
// value may be in RFC 3339, 2006-01-02 or 2006-01-02 15:04:05; without a zone it is UTC. A Time column stays as it is.
// An unknown name is an [ErrColumn], a column of another type an [ErrType], and a value that is not a time an
// [ErrValue] that names its row.
func (f Frame) ParseTimes(names ...string) (Frame, error) {
	cols := f.columns()
	for _, name := range names {
		c, err := f.columnOfType("ParseTimes", name, String, Time)
		if err != nil {
			return Frame{}, err
		}
		if c.typ == String {
			if c, err = c.parseTimes(); err != nil {
				return Frame{}, fmt.Errorf("frame.ParseTimes: %w", err)
			}
		}
		cols[f.find(name)] = c
	}
	return Frame{cols: cols, rows: f.rows}, nil
}

// parseTimes converts a String column to a Time column.
func (c Column) parseTimes() (Column, error) {
	parse := newTimeParser(nil)
	out := make(typedVector[int64], c.length)
	for i, text := range values[string](c) {
		if !c.Valid(i) {
			continue
		}
		ns, ok := parse(text)
		if !ok {
			return c, fmt.Errorf("%w: column %q must hold times, got %q in row %d", ErrValue, c.name, text, i)
		}
		out[i] = ns
	}
	if old := c.missing; old != nil {
		c.missing = newBitmap(c.length)
		c.missing.setFrom(0, old, c.offset, c.offset+c.length)
	}
	c.typ, c.vector, c.offset = Time, out, 0
	return c, nil
}
