package viz

import (
	"fmt"
	"slices"

	"github.com/streamgage/streamgage/viz/internal/guides"
)

// axis is what a chart has to show along one axis.
type axis struct {
	dim        string       // the dimension; the plots of a layout share the range of a dimension
	dataRange  Range        // of the data; noRange without data
	softRange  Range        // what is to be visible too, such as 0 below bars; noRange if nothing is
	padding    float64      // the room on each side, as a part of the data's span
	scale      guides.Scale // an axis without data does not count when scales are combined
	categories []string     // of a category axis, in order
}

// defaultPadding is HoloViews' padding.
const defaultPadding = 0.1

// columnAxis returns an axis for a column's values. A column of text has a category for each text, in order of first
// appearance.
func (c *Chart) columnAxis(column string) axis {
	a := axis{dim: column, dataRange: noRange, softRange: noRange}
	switch {
	case column == "":
		a.dim = c.rowNumberDim()
		a.dataRange = rangeOf(c.values(column))
	case isText(c.data, column):
		a.scale, a.categories = guides.Category, distinctTexts(c.data, column)
	case isTime(c.data, column):
		a.scale, a.dataRange = guides.Time, rangeOf(c.values(column))
	default:
		a.dataRange = rangeOf(c.values(column))
	}
	return a
}

func (a axis) withPadding() axis {
	a.padding = defaultPadding
	return a
}

// including makes v visible, whatever the data.
func (a axis) withSoftValue(v float64) axis {
	a.softRange = Range{v, v}
	return a
}

func (a axis) hasNoData() bool { return !a.dataRange.finite() && len(a.categories) == 0 }

// combineAxes returns the common axis of charts that are drawn on top of one another. Axes without data do not count.
// It is an error if the others are of different scales.
func combineAxes(axes []axis) (axis, error) {
	all := axis{dataRange: noRange, softRange: noRange}
	for i, a := range axes {
		switch {
		case i == 0 || all.hasNoData() && !a.hasNoData():
			all = a
			continue
		case a.hasNoData():
			continue
		case a.scale != all.scale:
			return all, fmt.Errorf("viz.Overlay: %w: one axis cannot show both %q and %q, which are of different kinds", ErrType, all.dim, a.dim)
		}
		all.dataRange = all.dataRange.union(a.dataRange)
		all.softRange = all.softRange.union(a.softRange)
		all.padding = max(all.padding, a.padding)
		for _, name := range a.categories {
			if !slices.Contains(all.categories, name) {
				all.categories = append(slices.Clip(all.categories), name)
			}
		}
	}
	return all, nil
}
