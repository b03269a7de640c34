package viz

import (
	"math"

	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"gonum.org/v1/plot"
)

// HLine draws a horizontal line at y across the whole plot, such as a threshold. In an overlay it does not extend the y
// axis unless ApplyRanges is set. LineColor, LineWidth and LineDash set its style. A recipe that returns HLine makes a
// line that follows a stream. On an axis of other values (a number on an axis of times) it is an ErrType of the figure.
func HLine[T Coordinate](y T) Element {
	return newAnnotation(rule{at: newCoordinate(y), horizontal: true})
}

// VLine draws a vertical line at x across the whole plot, such as the time of an event. In all else it is like HLine.
func VLine[T Coordinate](x T) Element { return newAnnotation(rule{at: newCoordinate(x)}) }

// HSpan fills the plot from lo to hi of the y axis, over its whole width. An infinite end is the plot's edge. FillColor
// and Alpha set its style; it is translucent by default. In all else it is like HLine.
func HSpan[T Coordinate](lo, hi T) Element {
	return newAnnotation(span{lo: newCoordinate(lo), hi: newCoordinate(hi), horizontal: true})
}

// VSpan fills the plot from lo to hi of the x axis, over its whole height. In all else it is like HSpan.
func VSpan[T Coordinate](lo, hi T) Element {
	return newAnnotation(span{lo: newCoordinate(lo), hi: newCoordinate(hi)})
}

// rule is the kind of an HLine or a VLine.
type rule struct {
	at         coordinate
	horizontal bool
}

func (rule) annotates()                  {}
func (rule) legendKey() guides.LegendKey { return guides.LineKey }

func (r rule) name() string {
	if r.horizontal {
		return "HLine"
	}
	return "VLine"
}

func (r rule) axes(*Chart) (x, y axis) {
	if r.horizontal {
		return annotationAxis("x"), annotationAxis("y", r.at)
	}
	return annotationAxis("x", r.at), annotationAxis("y")
}

func (r rule) plotters(_ *Chart, style *chartStyle) ([]plot.Plotter, error) {
	m := style.segments(1.5)
	if lo, hi := []float64{math.Inf(-1)}, []float64{math.Inf(1)}; r.horizontal {
		at := r.at.on(style.yCategories)
		m.X0, m.X1, m.Y0, m.Y1 = lo, hi, finiteOnly(at), finiteOnly(at)
	} else {
		at := r.at.on(style.xCategories)
		m.X0, m.X1, m.Y0, m.Y1 = finiteOnly(at), finiteOnly(at), lo, hi
	}
	return []plot.Plotter{m}, nil
}

// finiteOnly returns v as a slice, or NaN if v is infinite: an infinite position is nowhere.
func finiteOnly(v float64) []float64 {
	if math.IsInf(v, 0) {
		v = math.NaN()
	}
	return []float64{v}
}

// span is the kind of an HSpan or a VSpan.
type span struct {
	lo, hi     coordinate
	horizontal bool
}

func (span) annotates()                  {}
func (span) legendKey() guides.LegendKey { return guides.SquareKey }

func (s span) name() string {
	if s.horizontal {
		return "HSpan"
	}
	return "VSpan"
}

func (s span) axes(*Chart) (x, y axis) {
	if s.horizontal {
		return annotationAxis("x"), annotationAxis("y", s.lo, s.hi)
	}
	return annotationAxis("x", s.lo, s.hi), annotationAxis("y")
}

// spanAlpha is the opacity of a span unless Alpha is set, so that grid and data behind it stay visible.
const spanAlpha = 0.15

func (s span) plotters(_ *Chart, style *chartStyle) ([]plot.Plotter, error) {
	if style.alpha == 1 {
		style.alpha = spanAlpha
	}
	m := &marks.Rectangles{RowColors: marks.RowColors{Fill: style.withAlpha(style.color)}}
	everywhere := [2][]float64{{math.Inf(-1)}, {math.Inf(1)}}
	if s.horizontal {
		lo, hi := spanEnds(s.lo, s.hi, style.yCategories)
		m.X0, m.X1, m.Y0, m.Y1 = everywhere[0], everywhere[1], []float64{lo}, []float64{hi}
	} else {
		lo, hi := spanEnds(s.lo, s.hi, style.xCategories)
		m.X0, m.X1, m.Y0, m.Y1 = []float64{lo}, []float64{hi}, everywhere[0], everywhere[1]
	}
	return []plot.Plotter{m}, nil
}

// spanEnds returns the positions of both ends. A span of categories includes the whole width of its first and last one.
func spanEnds(from, to coordinate, categories []string) (lo, hi float64) {
	lo, hi = from.on(categories), to.on(categories)
	if from.scale == guides.Category {
		lo, hi = min(lo, hi)-0.5, max(lo, hi)+0.5
	}
	return lo, hi
}
