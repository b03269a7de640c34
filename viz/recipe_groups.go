package viz

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
	"time"

	"github.com/streamgage/streamgage/frame"
)

// chartsByGroup makes one chart of all rows. If by is not empty, it makes an overlay with a chart for each group of
// rows. The groups are sorted, as in HoloViews, and the label of each is made from its values.
func chartsByGroup(k kind, f frame.Frame, x, y string, by []string) (Element, error) {
	if len(by) == 0 || f.NumCols() == 0 {
		return newChart(k, f, x, y), nil
	}
	groups := groupRows(f, by)
	parts := make([]Element, len(groups))
	for i, g := range groups {
		c := newChart(k, f.Take(g.rows), x, y)
		c.group, c.groupKey = g.label, f.Take(g.rows[:1])
		c.groupColumns = by
		parts[i] = c.Relabel(g.label)
	}
	return Overlay(parts...), nil
}

// group is a group of rows that have the same values of By.
type group struct {
	label string
	rows  []int
	order int // the group's number in order of first appearance
}

// groupRows groups the rows by the values of the columns by, which must exist. The groups are sorted by these values.
func groupRows(f frame.Frame, by []string) []group {
	columns := make([]frame.Column, len(by))
	for i, name := range by {
		columns[i], _ = f.Column(name) // the recipe has checked that it exists
	}
	var groups []group
	var key, cell []byte
	index := map[string]int{}
	for row := range f.Len() {
		key = key[:0]
		for _, c := range columns { // the key has the length of each cell, because a cell may contain any separator
			cell = cell[:0]
			if !c.Valid(row) {
				cell = append(cell, 0) // a missing text is not an empty one
			}
			cell = appendGroupCell(cell, c, row)
			key = append(binary.AppendUvarint(key, uint64(len(cell))), cell...)
		}
		i, known := index[string(key)]
		if !known {
			i = len(groups)
			index[string(key)] = i
			groups = append(groups, group{label: rowLabel(columns, row), order: i})
		}
		groups[i].rows = append(groups[i].rows, row)
	}
	sortGroups(f, by, groups)
	return groups
}

// rowLabel joins the texts of a row.
func rowLabel(columns []frame.Column, row int) string {
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = categoryName(string(appendGroupCell(nil, c, row)), c.Valid(row))
	}
	return strings.Join(cells, ", ")
}

// appendGroupCell appends the text of a value. That of -0 is 0, because the two are one group.
func appendGroupCell(dst []byte, c frame.Column, row int) []byte {
	from := len(dst)
	dst = c.AppendCell(dst, row)
	if c.Type() == frame.Float64 && string(dst[from:]) == "-0" {
		dst = append(dst[:from], '0')
	}
	return dst
}

// labelIn returns the label of the chart, with times in the zone if the label is that of the chart's group. No zone is UTC.
func (c *Chart) labelIn(zone *time.Location) string {
	isTimeColumn := func(name string) bool { return isTime(c.groupKey, name) }
	if c.group == "" || c.label != c.group || !slices.ContainsFunc(c.groupColumns, isTimeColumn) {
		return c.label
	}
	cells := make([]string, len(c.groupColumns))
	for i, name := range c.groupColumns {
		column, _ := c.groupKey.Column(name) // the recipe has checked that it exists
		cells[i] = categoryName(string(appendGroupCell(nil, column, 0)), column.Valid(0))
		if ns, err := c.groupKey.Times(name); err == nil && c.groupKey.Valid(name, 0) {
			cells[i] = newTimeTexts(zone).of(ns[0])
		}
	}
	return strings.Join(cells, ", ")
}

// sortGroups sorts groups by the values of their first rows: numbers and times by value, other types by their text.
func sortGroups(f frame.Frame, by []string, groups []group) {
	rows := make([]int, len(groups))
	for i, g := range groups {
		rows[i] = g.rows[0]
	}
	firstRows := f.Take(rows)
	comparers := make([]func(a, b int) int, len(by))
	for i, name := range by {
		comparers[i] = rowComparer(firstRows, name)
	}
	slices.SortStableFunc(groups, func(a, b group) int {
		for _, compare := range comparers {
			if c := compare(a.order, b.order); c != 0 {
				return c
			}
		}
		return 0
	})
}

// rowComparer returns a function that compares two rows by the values of a column. A missing value is the last.
func rowComparer(f frame.Frame, column string) func(a, b int) int {
	var compare func(a, b int) int
	if v, err := f.Numeric(column); err == nil {
		compare = func(a, b int) int { return cmp.Compare(v[a], v[b]) }
	} else {
		s := columnTexts(f, column)
		compare = func(a, b int) int { return strings.Compare(s[a], s[b]) }
	}
	c, _ := f.Column(column) // groupRows has it
	return func(a, b int) int {
		switch validA, validB := c.Valid(a), c.Valid(b); {
		case validA && !validB:
			return -1
		case validB && !validA:
			return 1
		}
		return compare(a, b)
	}
}
