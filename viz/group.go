package viz

import (
	"cmp"
	"slices"
	"strings"

	"github.com/streamgage/streamgage/frame"
)

// grouped makes a chart of the rows, or an overlay of one for each group: sorted, as HoloViews does, each labelled with
// its values.
func grouped(k kind, f frame.Frame, x, y string, by []string) (Element, error) {
	if len(by) == 0 || f.NumCols() == 0 {
		return newChart(k, f, x, y), nil
	}
	groups := groupRows(f, by)
	parts := make([]Element, len(groups))
	for i, g := range groups {
		parts[i] = newChart(k, f.Take(g.rows), x, y).Relabel(g.key)
	}
	return Overlay(parts...), nil
}

type group struct {
	key  string
	rows []int
}

// groupRows splits the rows by the values of some columns, sorted by the first row of each group in those columns.
func groupRows(f frame.Frame, by []string) []group {
	columns := make([][]string, len(by))
	for i, name := range by {
		columns[i] = texts(f, name)
	}
	var groups []group
	at := map[string]int{}
	for row := range f.Len() {
		cells := make([]string, len(by))
		for i := range by {
			cells[i] = columns[i][row]
		}
		key := strings.Join(cells, ", ")
		i, known := at[key]
		if !known {
			i = len(groups)
			at[key] = i
			groups = append(groups, group{key: key})
		}
		groups[i].rows = append(groups[i].rows, row)
	}
	slices.SortStableFunc(groups, func(a, b group) int { return compareRows(f, by, a.rows[0], b.rows[0]) })
	return groups
}

// compareRows orders two rows by some columns: numbers and times by value, the rest by their text.
func compareRows(f frame.Frame, by []string, a, b int) int {
	for _, name := range by {
		var c int
		if v, err := f.Numeric(name); err == nil {
			c = cmp.Compare(v[a], v[b])
		} else {
			t := texts(f.Take([]int{a, b}), name)
			c = strings.Compare(t[0], t[1])
		}
		if c != 0 {
			return c
		}
	}
	return 0
}
