package viz

import (
	"fmt"
	"slices"

	"gonum.org/v1/plot"

	"github.com/streamgage/streamgage/viz/internal/guides"
)

// chartAxes returns the horizontal and the vertical axis of each chart. With invert, a chart's x axis is the vertical
// one. Annotations do not extend the axes of other charts unless ApplyRanges is set. An annotation whose coordinate
// cannot stand on the axis of the other charts is an error.
func chartAxes(charts []*Chart, invert bool) (axes [2][]axis, err error) {
	for _, c := range charts {
		x, y := c.axes()
		if invert {
			x, y = y, x
		}
		axes[0], axes[1] = append(axes[0], x), append(axes[1], y)
	}
	for i := range axes {
		if err := fitAnnotations(charts, axes[i]); err != nil {
			return axes, err
		}
	}
	return axes, nil
}

// fitAnnotations fits the axes of annotations to those of the other charts, in one direction.
func fitAnnotations(charts []*Chart, axes []axis) error {
	main := slices.IndexFunc(charts, func(c *Chart) bool { return !isAnnotation(c) })
	for i, c := range charts { // the first chart that has data
		if !isAnnotation(c) && !axes[i].hasNoData() {
			main = i
			break
		}
	}
	if main < 0 || axes[main].hasNoData() {
		return nil // annotations alone: the axes show them
	}
	for i, c := range charts {
		a := &axes[i]
		if !isAnnotation(c) || a.hasNoData() {
			continue
		}
		if a.scale != axes[main].scale {
			return fmt.Errorf("viz.%s: %w: its position is a %s, and the axis %q shows %ss",
				c.Kind(), ErrType, scaleName(a.scale), axes[main].dim, scaleName(axes[main].scale))
		}
		a.dim = axes[main].dim
		if !c.overrides.settings().applyRanges {
			a.dataRange, a.categories = noRange, nil
		}
	}
	return nil
}

// scaleName returns what an axis of a scale shows.
func scaleName(s guides.Scale) string {
	switch s {
	case guides.Time:
		return "time"
	case guides.Category:
		return "category"
	}
	return "number"
}

// chartPlotters returns the plotters of a chart. With InvertAxes they draw with x and y exchanged.
func (p *panel) chartPlotters(c *Chart, style *chartStyle) ([]plot.Plotter, error) {
	x, y := 0, 1
	if p.settings.invertAxes {
		x, y = 1, 0
	}
	style.xCategories, style.yCategories = p.combined[x].categories, p.combined[y].categories
	style.origins = [2]int64{p.origins[x], p.origins[y]}
	plotters, err := c.kind.plotters(c, style)
	if err == nil && p.settings.invertAxes {
		for i, original := range plotters {
			plotters[i] = transposed{original}
		}
	}
	return plotters, err
}

// positions returns the position of each row of a column on its axis. The position of a category is its index, or NaN if
// the axis does not have it.
func (c *Chart) positions(column string, categories []string) []float64 {
	if categories == nil || column == "" {
		return c.values(column)
	}
	return categoryPositions(c.categoryNames(column), categories)
}

// categoryAxis returns an axis with a category for each value of a column: texts in order of first appearance, numbers
// and times in ascending order, and missing values last.
func (c *Chart) categoryAxis(column string) axis {
	a := axis{dim: column, dataRange: noRange, softRange: noRange, scale: guides.Category}
	if column != "" && c.data.NumCols() > 0 {
		a.categories, a.categoryValues = c.categories(column)
	}
	return a
}
