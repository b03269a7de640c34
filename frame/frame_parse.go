package frame

import (
	"fmt"
	"time"
)

// Parse converts a String column to another type by the rules of [ReadCSV]: white space around a value is ignored, the
// texts of [CSVMissing]'s default are missing values, and times are those of ReadCSV. An unknown name is an [ErrColumn], a
// column that is not a String column an [ErrType], and text that is not a value of type t an [ErrValue] that names its row.
func (f Frame) Parse(name string, t Type) (Frame, error) {
	c, err := f.columnOfType("Parse", name, String)
	if err != nil {
		return Frame{}, err
	}
	cells := []string(values[string](c))
	if c.missing != nil {
		cells = append([]string(nil), cells...)
		for i := range cells {
			if !c.Valid(i) {
				cells[i] = ""
			}
		}
	}
	format := defaultCSVFormat()
	parsed, badRow := format.parseColumn(name, t, textCells{plain: cells, rows: len(cells)})
	if badRow >= 0 {
		want := t.String()
		if t == Time && format.timeStatus(cells[badRow]) == timeBeyond {
			want = "a time " + timeRange
		}
		return Frame{}, fmt.Errorf("frame.Parse: %w: column %q must be %s, got %s in row %d",
			ErrValue, name, want, format.quote(cells[badRow]), badRow)
	}
	cols := f.columns()
	parsed.index = c.index
	cols[f.find(name)] = parsed
	return newOwned("Parse", cols)
}

// ParseTimes converts String columns to Time columns, for example after a round trip through gota or a CSV file. A
// value may have any form that [ReadCSV] accepts; without a zone it is in UTC ([Frame.ParseTimesIn]). A Time column
// stays as it is. An unknown name is an [ErrColumn], a column of another type an [ErrType], and a value that is not a
// time, or not between 1677-09-21 and 2262-04-11, an [ErrValue] that names its row.
func (f Frame) ParseTimes(names ...string) (Frame, error) {
	return f.parseTimes("ParseTimes", names, timeParser{})
}

// ParseTimesIn is [Frame.ParseTimes] for values that are in zone if they have none. Where clocks are changed, local times follow
// the rule of [CSVTimeZone]. A nil zone is UTC.
func (f Frame) ParseTimesIn(zone *time.Location, names ...string) (Frame, error) {
	return f.parseTimes("ParseTimesIn", names, newTimeParser(nil, zone))
}

// ParseTimeLayout is [Frame.ParseTimes] for one column whose times have a layout of package time, such as "02/01/2006
// 15:04", and are in zone unless the layout has one. Where clocks are changed, local times follow the rule of [CSVTimeZone]. A
// nil zone is UTC. Values that do not have the layout may have any form that [ReadCSV] accepts.
func (f Frame) ParseTimeLayout(name, layout string, zone *time.Location) (Frame, error) {
	return f.parseTimes("ParseTimeLayout", []string{name}, newTimeParser([]string{layout}, zone))
}

// parseTimes converts columns for the function op.
func (f Frame) parseTimes(op string, names []string, parser timeParser) (Frame, error) {
	cols := f.columns()
	for _, name := range names {
		c, err := f.columnOfType(op, name, String, Time)
		if err != nil {
			return Frame{}, err
		}
		if c.typ == String {
			if c, err = c.parseTimes(parser); err != nil {
				return Frame{}, fmt.Errorf("frame.%s: %w", op, err)
			}
		}
		cols[f.find(name)] = c
	}
	return Frame{cols: cols, rows: f.rows}, nil
}

// parseTimes converts a String column to a Time column.
func (c Column) parseTimes(parser timeParser) (Column, error) {
	out := make(typedVector[int64], c.length)
	for i, text := range values[string](c) {
		if !c.Valid(i) {
			continue
		}
		ns, status := parser.parse(text)
		switch status {
		case notTime:
			return c, fmt.Errorf("%w: column %q must hold times, got %s in row %d", ErrValue, c.name, quoteCell(text), i)
		case timeBeyond:
			return c, fmt.Errorf("%w: column %q must hold times %s, got %s in row %d", ErrValue, c.name, timeRange, quoteCell(text), i)
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
