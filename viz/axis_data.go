package viz

import (
	"fmt"

	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/ticks"
)

// axis describes what one axis of a chart must show.
type axis struct {
	dim        string       // the dimension's name; the plots of a layout share the range of each dimension
	dataRange  Range        // the range of the data; noRange without data
	softRange  Range        // must be visible in addition to the data, such as 0 below bars; noRange if there is none
	padding    float64      // the space on each side, as a fraction of the data's span
	scale      guides.Scale // combineAxes ignores the scale of an axis without data
	spacing    ticks.Scale  // how numbers are spaced
	categories []string     // the categories in order; nil unless scale is guides.Category

	categoryValues []float64 // of categories that are numbers or times, in ascending order; nil for texts
}

// defaultPadding is the padding of most charts, as in HoloViews.
const defaultPadding = 0.1

// columnAxis returns an axis for the values of a column, or for the row numbers if column is "". A column of text has a
// category for each distinct text, in order of first appearance, and one for missing texts.
func (c *Chart) columnAxis(column string) axis {
	a := axis{dim: column, dataRange: noRange, softRange: noRange}
	switch {
	case column == "":
		a.dim = c.rowNumberDim()
		a.dataRange = rangeOf(c.values(column))
	case isText(c.data, column):
		a.scale = guides.Category
		a.categories, a.categoryValues = c.categories(column)
	case isTime(c.data, column):
		a.scale, a.dataRange = guides.Time, rangeOf(c.values(column))
	default:
		a.dataRange = rangeOf(c.values(column))
	}
	return a
}

// axes returns the description of both axes of the chart, with the options TimeX and TimeY applied.
func (c *Chart) axes() (x, y axis) {
	x, y = c.kind.axes(c)
	s := c.overrides.settings()
	for i, a := range [2]*axis{&x, &y} {
		if times := s.axes[i].times; times != nil && *times && a.scale == guides.Number {
			a.scale = guides.Time
		}
	}
	return x, y
}

func (a axis) withPadding() axis {
	a.padding = defaultPadding
	return a
}

// withSoftValue makes v visible even if the data does not reach it.
func (a axis) withSoftValue(v float64) axis {
	a.softRange = Range{v, v}
	return a
}

func (a axis) hasNoData() bool { return !a.dataRange.finite() && len(a.categories) == 0 }

// combineAxes returns the common axis of charts that are drawn on top of one another. It ignores axes without data. It
// returns an error if the other axes have different scales.
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
		if a.scale == guides.Category {
			all.categories, all.categoryValues = mergeCategories(all, a)
		}
	}
	return all, nil
}
