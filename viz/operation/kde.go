package operation

import (
	"fmt"

	"github.com/streamgage/streamgage/viz"
)

// KDE replaces each chart by a viz.Distribution of its Y, or of its X if it has no Y. dims are options of
// viz.Distribution, such as viz.Bandwidth, or viz.X for another column. A column without numbers is an error of the
// figure. (HoloViews' univariate_kde.)
func KDE(e viz.Element, dims ...viz.Dim) viz.Element {
	return viz.Map(e, func(_ viz.View, c *viz.Chart) (viz.Element, error) {
		column := c.Y()
		if column == "" {
			column = c.X()
		}
		return renamed("operation.KDE", viz.Distribution(prepend(viz.X(column), dims)...), c)
	})
}

// BivariateKDE replaces each chart by a viz.Bivariate of its X and Y. dims are options of viz.Bivariate, such as
// viz.Levels. (HoloViews' bivariate_kde.)
func BivariateKDE(e viz.Element, dims ...viz.Dim) viz.Element {
	return viz.Map(e, func(_ viz.View, c *viz.Chart) (viz.Element, error) {
		return renamed("operation.BivariateKDE", viz.Bivariate(prepend(viz.X(c.X()), prepend(viz.Y(c.Y()), dims))...), c)
	})
}

// Contours replaces each Image or QuadMesh by the viz.Contours of its values. dims are options of viz.Contours, such as
// viz.Levels. A chart of another kind is an ErrElement of the figure.
func Contours(e viz.Element, dims ...viz.Dim) viz.Element {
	return viz.Map(e, func(_ viz.View, c *viz.Chart) (viz.Element, error) {
		if k := c.Kind(); k != "Image" && k != "QuadMesh" {
			return nil, fmt.Errorf("operation.Contours: %w: needs an Image or a QuadMesh, got a %s", ErrElement, k)
		}
		return renamed("operation.Contours", viz.Contours(prepend(viz.X(c.X()), prepend(viz.Y(c.Y()), prepend(viz.Z(c.Z()), dims)))...), c)
	})
}

// prepend returns dims after first, so that dims win.
func prepend(first viz.Dim, dims []viz.Dim) []viz.Dim { return append([]viz.Dim{first}, dims...) }

// renamed makes an element of a chart's rows. Its errors begin with the operation's name.
func renamed(op string, recipe viz.Recipe, c *viz.Chart) (viz.Element, error) {
	e, err := recipe(c.Data())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", op, err)
	}
	return e, nil
}
