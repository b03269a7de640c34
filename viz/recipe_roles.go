package viz

import (
	"fmt"
	"slices"
	"strings"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
)

// column returns the column of a role: the named one, or else the first column that is none of used and not in By. It
// returns an ErrColumn if there is none. A frame without columns has any column.
func (d dims) column(op string, f frame.Frame, named, role string, used ...string) (string, error) {
	names := f.Schema().Names()
	if len(names) == 0 {
		return named, nil
	}
	if named != "" {
		return named, checkColumns(op, f, named)
	}
	name := firstName(names, func(n string) bool { return !slices.Contains(used, n) && !slices.Contains(d.by, n) })
	if name == "" {
		return "", fmt.Errorf("%s: %w for %s; columns are %s", op, ErrColumn, role, strings.Join(names, ", "))
	}
	return name, nil
}

// valueColumn is column for a role whose values must be numbers.
func (d dims) valueColumn(op string, f frame.Frame, named, role string, used ...string) (string, error) {
	name, err := d.column(op, f, named, role, used...)
	if err == nil {
		err = checkContinuous(op, f, name)
	}
	return name, err
}

// sameScale returns an ErrType unless both columns are texts, both times, or both neither.
func sameScale(op string, f frame.Frame, a, b string) error {
	if f.NumCols() == 0 || isText(f, a) == isText(f, b) && isTime(f, a) == isTime(f, b) {
		return nil
	}
	return fmt.Errorf("%s: %w: one axis cannot show both %q and %q, which are of different kinds", op, ErrType, a, b)
}

// columnsAxis returns an axis for the values of two columns of one kind.
func (c *Chart) columnsAxis(first, second string) axis {
	a, b := c.columnAxis(first), c.columnAxis(second)
	a.dataRange = a.dataRange.union(b.dataRange)
	if a.scale == guides.Category {
		a.categories, a.categoryValues = mergeCategories(a, b)
	}
	return a
}
