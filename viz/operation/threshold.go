package operation

import (
	"math"

	"github.com/streamgage/streamgage/viz"
)

// Threshold replaces each value by 1 if it is above level, and else by 0 (HoloViews' threshold). The values are those of
// Z of a HeatMap, an Image or a QuadMesh, and those of Y of other charts. A missing value stays missing. A chart that
// cannot have other rows (see viz.Chart.WithData) is an ErrElement of the figure.
func Threshold(e viz.Element, level float64) viz.Element {
	return viz.Map(e, func(_ viz.View, c *viz.Chart) (viz.Element, error) {
		column := c.Z()
		if column == "" {
			column = c.Y()
		}
		return withValues("operation.Threshold", c, column, func(values []float64) []float64 {
			above := make([]float64, len(values))
			for i, v := range values {
				switch {
				case math.IsNaN(v):
					above[i] = v
				case v > level:
					above[i] = 1
				}
			}
			return above
		})
	})
}
