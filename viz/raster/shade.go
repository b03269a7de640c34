package raster

import (
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"math"
)

// How is the way from a number to a place in the color map.
type How uint8

const (
	Linear   How = iota // in proportion
	Log                 // by log(1 + v): orders of magnitude
	CubeRoot            // by the cube root: between Linear and Log
	EqHist              // by rank: each color covers as many cells (histogram equalization)
)

var howNames = [...]string{"linear", "log", "cbrt", "eq_hist"}

// String is datashader's name: linear, log, cbrt, eq_hist.
func (h How) String() string {
	if int(h) < len(howNames) {
		return howNames[h]
	}
	return fmt.Sprintf("How(%d)", uint8(h))
}

// ParseHow is the How with datashader's name: linear, log, cbrt, eq_hist. Error: [ErrHow].
func ParseHow(name string) (How, error) {
	for i, n := range howNames {
		if n == name {
			return How(i), nil
		}
	}
	return 0, fmt.Errorf("raster.ParseHow: %w, got %q", ErrHow, name)
}

// ShadeOption changes how [Shade] works.
type ShadeOption func(*shadeConfig)

// Span fixes what the first and the last color stand for; what is outside gets the
// nearer one. The default is 0 to the highest count, or the lowest to the highest
// value. EqHist, which spans all by its nature, refuses it.
func Span(lo, hi float64) ShadeOption {
	return func(s *shadeConfig) { s.span, s.hasSpan = Range{lo, hi}, true }
}

// RescaleLevels says whether EqHist moves few levels (under 100) towards the end of the
// color map, so that a grid of almost only ones does not begin in its faintest color.
// The default is true, as in HoloViews; datashader's own is false.
func RescaleLevels(on bool) ShadeOption { return func(s *shadeConfig) { s.rescaleLevels = on } }

// shading is a call of Shade.
type shadeConfig struct {
	how           How
	span          Range
	hasSpan       bool
	rescaleLevels bool
}

// Shade colors a grid: Values if there are any, else Counts. Colors are spread evenly
// over the span and blended between; the image's first row is the grid's last, so that
// y rises. Cells with a count of 0, or a value of NaN, are transparent, all others
// opaque: the alpha of colors is not looked at. Errors: [ErrColors], [ErrHow], [ErrSpan].
//
// Cost: a pass for the span and one to color; counts up to 65,535 are computed once each.
func Shade(g *Grid, colors []color.RGBA, how How, opts ...ShadeOption) (*image.RGBA, error) {
	return new(Canvas).Shade(g, colors, how, opts...)
}

// Shade is the function [Shade], in the canvas' memory: the image is valid until the
// next call. The grid may be of another canvas.
func (c *Canvas) Shade(g *Grid, colors []color.RGBA, how How, opts ...ShadeOption) (*image.RGBA, error) {
	s := shadeConfig{how: how, rescaleLevels: true}
	for _, o := range opts {
		o(&s)
	}
	if err := s.validate(colors); err != nil {
		return nil, err
	}
	if c.image == nil || c.image.Rect.Dx() != g.Width || c.image.Rect.Dy() != g.Height {
		c.image = image.NewRGBA(image.Rect(0, 0, g.Width, g.Height))
	}
	if g.Values != nil {
		s.shadeValues(c.image, g, colors)
	} else {
		c.colorTable = s.shadeCounts(c.image, g, colors, c.colorTable)
	}
	return c.image, nil
}

func (s *shadeConfig) validate(colors []color.RGBA) error {
	const op = "raster.Shade"
	switch {
	case len(colors) == 0:
		return fmt.Errorf("%s: %w, got none", op, ErrColors)
	case int(s.how) >= len(howNames):
		return fmt.Errorf("%s: %w, got %v", op, ErrHow, s.how)
	case s.hasSpan && (s.how == EqHist || !finite(s.span.Lo) || !finite(s.span.Hi) || s.span.Lo > s.span.Hi):
		return fmt.Errorf("%s: %w, got %v to %v with %v", op, ErrSpan, s.span.Lo, s.span.Hi, s.how)
	}
	return nil
}

// maxTableCount is the highest count that is kept in a table of colors.
const maxTableCount = 1<<16 - 1

// counts colors a grid by its counts. It uses and returns table.
func (s *shadeConfig) shadeCounts(img *image.RGBA, g *Grid, colors []color.RGBA, table []uint32) []uint32 {
	highest := g.Max()
	var paint func(float64) uint32
	if s.how == EqHist {
		paint = s.colorizer(equalizedCountScale(g.Counts, highest), colors)
	} else {
		paint = s.colorizer(s.spanScale(Range{0, float64(highest)}), colors)
	}
	table = zeroed(table, int(min(highest, maxTableCount))+1)
	for y := range g.Height {
		pix := img.Pix[(g.Height-1-y)*img.Stride:]
		for x, n := range g.Row(y) {
			var c uint32
			switch {
			case n == 0:
			case n > maxTableCount:
				c = paint(float64(n))
			default:
				if c = table[n]; c == 0 {
					c = paint(float64(n))
					table[n] = c
				}
			}
			binary.LittleEndian.PutUint32(pix[4*x:], c)
		}
	}
	return table
}

// values colors a grid by its values.
func (s *shadeConfig) shadeValues(img *image.RGBA, g *Grid, colors []color.RGBA) {
	var paint func(float64) uint32
	if s.how == EqHist {
		paint = s.colorizer(equalizedValueScale(g.Values), colors)
	} else {
		paint = s.colorizer(s.spanScale(extent(g.Values)), colors)
	}
	for y := range g.Height {
		pix := img.Pix[(g.Height-1-y)*img.Stride:]
		for x, v := range g.Values[y*g.Width : (y+1)*g.Width] {
			var c uint32
			if v == v {
				c = paint(v)
			}
			binary.LittleEndian.PutUint32(pix[4*x:], c)
		}
	}
}

// level is a transformed scale: where the color map begins and ends, and where a number
// is on it. levels is the number of different ones, if the scale counts them.
type colorScale struct {
	lo, hi   float64
	levels   int
	position func(v float64) float64
}

// scale is the scale of a fixed transformation over the span.
func (s *shadeConfig) spanScale(data Range) colorScale {
	span := data
	switch {
	case s.hasSpan:
		span = s.span
	case data.Lo > data.Hi: // infinite values only
		span = Range{}
	}
	transform := func(v float64) float64 { return v }
	switch s.how {
	case Log:
		transform = math.Log1p
	case CubeRoot:
		transform = func(v float64) float64 { return math.Pow(v, 1.0/3) }
	}
	return colorScale{
		lo: transform(0), hi: transform(span.Hi - span.Lo),
		position: func(v float64) float64 { return transform(min(max(v, span.Lo), span.Hi) - span.Lo) },
	}
}

// painter gives the color of a number, as bytes R, G, B, A from the lowest.
func (s *shadeConfig) colorizer(l colorScale, colors []color.RGBA) func(float64) uint32 {
	if l.levels > 0 && s.rescaleLevels {
		l.lo, l.hi = rescaledRange(l)
	}
	r := newColorRamp(colors, l.lo, l.hi)
	return func(v float64) uint32 { return r.at(l.position(v)) }
}
