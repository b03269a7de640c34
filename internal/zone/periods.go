package zone

import (
	"math"
	"time"
)

// Unit is a unit of the calendar.
type Unit uint8

// The units of the calendar.
const (
	Day Unit = iota + 1
	Week
	Month
	Quarter
	Year
)

// names are the units' names.
var names = [...]string{Day: "day", Week: "week", Month: "month", Quarter: "quarter", Year: "year"}

// String returns the name, for example "day".
func (u Unit) String() string {
	if int(u) < len(names) && u > 0 {
		return names[u]
	}
	return "unknown unit"
}

// UnitOf returns the unit of a name.
func UnitOf(name string) (Unit, bool) {
	for u := Day; u <= Year; u++ {
		if names[u] == name {
			return u, true
		}
	}
	return 0, false
}

// Grid is a division of a scale into periods of equal length. They begin at the positions offset + k*width, for all
// integers k.
type Grid struct {
	Scale         *Scale
	Width, Offset int64 // Offset is from 0 to Width-1
}

// newGrid returns a Grid with any offset.
func newGrid(s *Scale, width, offset int64) Grid {
	return Grid{s, width, (offset%width + width) % width}
}

// Grid returns the division of local time into periods of width nanoseconds since 1970-01-01, moved by offset. See
// [Scale] for repeated hours.
func (t *Table) Grid(width, offset, repeat int64) Grid {
	return newGrid(t.Scale(repeat, offset), width, offset)
}

// Calendar returns the division of local time into periods of n units. Days are counted from 1970-01-01, weeks from the
// first such weekday of 1970, and longer units from the year 0. All begin at the time shift after local midnight, which
// must be between -24 and 24 hours.
func (t *Table) Calendar(n int, unit Unit, first time.Weekday, shift int64) Grid {
	const thursday = 4 // 1970-01-01
	width := int64(n)
	switch unit {
	case Day:
		return newGrid(t.Scale(NoRepeat, 0), width*nanosPerDay, shift)
	case Week:
		return newGrid(t.Scale(NoRepeat, 0), width*7*nanosPerDay, (int64(first)+7-thursday)%7*nanosPerDay+shift)
	case Month:
		return newGrid(t.Months(shift), width, 0)
	case Quarter:
		return newGrid(t.Months(shift), 3*width, 0)
	}
	return newGrid(t.Months(shift), 12*width, 0)
}

// FirstAfter returns the position of the first period that begins at the time t or later. It is false if int64 cannot
// hold it.
func (g Grid) FirstAfter(t int64) (position int64, ok bool) {
	if position, ok = g.Scale.At(t); !ok {
		return position, false
	}
	position -= g.phase(position)
	if start, ok := g.Scale.First(position); ok && start >= t {
		return position, true
	}
	return position + g.Width, position <= math.MaxInt64-g.Width
}

// phase returns the distance from the last start of a period at or before a position to it.
func (g Grid) phase(position int64) int64 {
	phase := position%g.Width - g.Offset
	for phase < 0 {
		phase += g.Width
	}
	return phase
}

// Truncation finds the first time of a period. It remembers the last period, so only one goroutine at a time may use it.
type Truncation struct {
	grid            Grid
	from, to, start int64 // the start of the times from to to
}

// Truncation returns the Truncation to the grid's periods.
func (g Grid) Truncation() *Truncation { return &Truncation{grid: g, from: 1} }

// Start returns the first time of the period that contains t. It is false if int64 cannot hold the period's edges.
func (c *Truncation) Start(t int64) (start int64, ok bool) {
	if c.from <= t && t <= c.to {
		return c.start, true
	}
	g := c.grid
	position, ok := g.Scale.At(t)
	if !ok {
		return 0, false
	}
	phase := g.phase(position)
	if position < math.MinInt64+phase {
		return 0, false
	}
	if start, ok = g.Scale.First(position - phase); !ok {
		return 0, false
	}
	if position > math.MaxInt64-g.Width {
		return start, true
	}
	if next, ok := g.Scale.First(position - phase + g.Width); ok {
		c.from, c.to, c.start = start, next-1, start
	}
	return start, true
}
