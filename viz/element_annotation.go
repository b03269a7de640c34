package viz

import (
	"math"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
)

// Coordinate is a position along an axis: a number, a time, or the name of a category.
type Coordinate interface {
	int | int64 | float64 | time.Time | string
}

// coordinate is a Coordinate and the scale of the axis on which it stands.
type coordinate struct {
	value    float64
	scale    guides.Scale
	category string
}

func newCoordinate[T Coordinate](v T) coordinate {
	switch v := any(v).(type) {
	case int:
		return coordinate{value: float64(v)}
	case int64:
		return coordinate{value: float64(v)}
	case float64:
		return coordinate{value: v}
	case time.Time:
		return coordinate{value: float64(v.UnixNano()), scale: guides.Time}
	case string:
		return coordinate{scale: guides.Category, category: v}
	}
	return coordinate{value: math.NaN()}
}

// axis returns an axis that shows the coordinates.
func annotationAxis(dim string, coordinates ...coordinate) axis {
	a := axis{dim: dim, dataRange: noRange, softRange: noRange}.withPadding()
	for _, c := range coordinates {
		a.scale = c.scale
		if c.scale == guides.Category {
			a.categories = append(a.categories, c.category)
			continue
		}
		a.dataRange = a.dataRange.union(rangeOf([]float64{c.value}))
	}
	return a
}

// on returns the coordinate's position on an axis with these categories.
func (c coordinate) on(categories []string) float64 {
	if c.scale != guides.Category {
		return c.value
	}
	return categoryPositions([]string{c.category}, categories)[0]
}

// categoryPositions returns the index of each name among the categories, or NaN if it is not among them.
func categoryPositions(names, categories []string) []float64 {
	index := make(map[string]float64, len(categories))
	for i, name := range categories {
		index[name] = float64(i)
	}
	positions := make([]float64, len(names))
	for i, name := range names {
		if at, ok := index[name]; ok {
			positions[i] = at
		} else {
			positions[i] = math.NaN()
		}
	}
	return positions
}

// annotation is implemented by the kinds of charts that mark positions of a plot. They have no rows.
type annotation interface{ annotates() }

func isAnnotation(c *Chart) bool {
	_, ok := c.kind.(annotation)
	return ok
}

// newAnnotation makes a chart that has no rows.
func newAnnotation(k kind) *Chart { return newChart(k, frame.Frame{}, "x", "y") }
