package raster

import (
	"encoding/binary"
	"fmt"
	"image"
	"image/color"

	"github.com/streamgage/streamgage/internal/suggest"
	"github.com/streamgage/streamgage/viz/internal/minmax"
)

// How is a transformation of numbers to positions in the colour map.
type How uint8

// The transformations.
const (
	Linear   How = iota // linear
	Log                 // log(1 + v); it shows orders of magnitude
	CubeRoot            // the cube root; it is between Linear and Log
	EqHist              // the rank; each colour covers the same number of cells (histogram equalization)
)

var howNames = [...]string{"linear", "log", "cbrt", "eq_hist"}

// String returns datashader's name: linear, log, cbrt, eq_hist.
func (h How) String() string {
	if int(h) < len(howNames) {
		return howNames[h]
	}
	return fmt.Sprintf("How(%d)", uint8(h))
}

// ParseHow returns the How with datashader's name: linear, log, cbrt, eq_hist. Error: [ErrHow].
func ParseHow(name string) (How, error) {
	for i, n := range howNames {
		if n == name {
			return How(i), nil
		}
	}
	return 0, fmt.Errorf("raster.ParseHow: %w, got %q%s", ErrHow, name, suggest.DidYouMean(name, howNames[:]))
}

// ShadeOption is an option of [Shade].
type ShadeOption func(*shadeConfig)

// Span sets the numbers that the first and the last colour represent. Numbers outside the span get the nearer of these
// two colours. Default: 0 to the highest count, or the lowest to the highest value. With EqHist, which always spans all
// numbers, it is an error.
func Span(lo, hi float64) ShadeOption {
	return func(s *shadeConfig) { s.span, s.hasSpan = Range{lo, hi}, true }
}

// RescaleLevels sets whether EqHist moves the colours towards the end of the colour map if there are fewer than 100
// levels. Then a grid whose counts are almost all 1 does not have the first, faintest colour almost everywhere.
// Default: true, as in HoloViews. datashader's own default is false.
func RescaleLevels(on bool) ShadeOption { return func(s *shadeConfig) { s.rescaleLevels = on } }

// shadeConfig holds the options of one call of Shade.
type shadeConfig struct {
	how           How
	span          Range
	hasSpan       bool
	rescaleLevels bool
}

// Shade makes an image from a grid. It shows the grid's Values if there are any, else its Counts. The colours are
// spread evenly over the span, and interpolated in between. The image's first row is the grid's last one, so y
// increases upwards. Cells with a count of 0 or a value of NaN are transparent. All others are opaque, because the
// alpha of colors is ignored. Errors: [ErrColors], [ErrHow], [ErrSpan].
//
// Cost: one pass over the cells for the span, and one pass to colour them. The colour of each count up to 65,535 is
// computed only once.
func Shade(g *Grid, colors []color.RGBA, how How, opts ...ShadeOption) (*image.RGBA, error) {
	return new(Canvas).Shade(g, colors, how, opts...)
}

// Shade does the same as the function [Shade], in the canvas' memory. The image is valid until the next call of Shade.
// The grid may belong to another canvas.
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

// validate checks the options and the colours.
func (s *shadeConfig) validate(colors []color.RGBA) error {
	const op = "raster.Shade"
	switch {
	case len(colors) == 0:
		return fmt.Errorf("%s: %w, got none", op, ErrColors)
	case int(s.how) >= len(howNames):
		return fmt.Errorf("%s: %w, got %v", op, ErrHow, s.how)
	case s.hasSpan && (s.how == EqHist || !minmax.IsFinite(s.span.Lo) || !minmax.IsFinite(s.span.Hi) || s.span.Lo > s.span.Hi):
		return fmt.Errorf("%s: %w, got %v to %v with %v", op, ErrSpan, s.span.Lo, s.span.Hi, s.how)
	}
	return nil
}

// maxTableCount is the highest count whose colour is kept in a table.
const maxTableCount = 1<<16 - 1

// shadeCounts colours a grid by its counts. It uses the memory of table for the colours of counts, and returns the
// table for reuse.
func (s *shadeConfig) shadeCounts(img *image.RGBA, g *Grid, colors []color.RGBA, table []uint32) []uint32 {
	highest := g.Max()
	var colorOf func(float64) uint32
	if s.how == EqHist {
		colorOf = s.colorizer(equalizedCountScale(g.Counts, highest), colors)
	} else {
		colorOf = s.colorizer(s.spanScale(Range{0, float64(highest)}), colors)
	}
	table = zeroed(table, int(min(highest, maxTableCount))+1)
	for y := range g.Height {
		pix := img.Pix[(g.Height-1-y)*img.Stride:]
		for x, n := range g.Row(y) {
			var c uint32
			switch {
			case n == 0:
			case n > maxTableCount:
				c = colorOf(float64(n))
			default:
				if c = table[n]; c == 0 {
					c = colorOf(float64(n))
					table[n] = c
				}
			}
			binary.LittleEndian.PutUint32(pix[4*x:], c)
		}
	}
	return table
}

// shadeValues colours a grid by its values.
func (s *shadeConfig) shadeValues(img *image.RGBA, g *Grid, colors []color.RGBA) {
	var colorOf func(float64) uint32
	if s.how == EqHist {
		colorOf = s.colorizer(equalizedValueScale(g.Values), colors)
	} else {
		colorOf = s.colorizer(s.spanScale(extent(g.Values)), colors)
	}
	for y := range g.Height {
		pix := img.Pix[(g.Height-1-y)*img.Stride:]
		for x, v := range g.Values[y*g.Width : (y+1)*g.Width] {
			var c uint32
			if v == v {
				c = colorOf(v)
			}
			binary.LittleEndian.PutUint32(pix[4*x:], c)
		}
	}
}
