package viz

import (
	"image"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"gonum.org/v1/plot"
)

// Bounds is the area that an image covers, in units of the data. If Times is set, X holds times, in nanoseconds after Origin,
// which is in nanoseconds since the Unix epoch. An Origin is needed for an image of less than about a millisecond, because a
// float64 holds times of this century in steps of 256 ns.
type Bounds struct {
	X, Y   Range
	Times  bool
	Origin int64
}

// xSince returns the range of X in ns after an origin, if X holds times, else X.
func (b Bounds) xSince(origin int64) Range {
	if !b.Times || origin == b.Origin {
		return b.X
	}
	return b.X.since(origin - b.Origin)
}

// RGB draws an image over an area. The image's first row is at the top. X and Y name the dimensions. Default: "x" and
// "y". An image that is drawn at its original size keeps each pixel. An enlarged image is not smoothed. On a
// logarithmic axis, the pixels are spaced by the logarithm of the values, and a symlog axis is an ErrOption of the
// figure. RGB draws nothing if the image is nil or if the bounds are not finite.
func RGB(img image.Image, b Bounds, dims ...Dim) Element {
	d := parseDims(dims)
	if d.x == "" {
		d.x = "x"
	}
	if d.y == "" {
		d.y = "y"
	}
	return newChart(rgb{img, b}, frame.Frame{}, d.x, d.y)
}

// Image returns the image of an RGB and the area that it covers. For a chart of another kind the image is nil.
func (c *Chart) Image() (image.Image, Bounds) {
	r, _ := c.kind.(rgb)
	return r.image, r.bounds
}

type rgb struct {
	image  image.Image
	bounds Bounds
}

func (rgb) name() string                { return "RGB" }
func (rgb) legendKey() guides.LegendKey { return guides.SquareKey }

func (r rgb) axes(c *Chart) (x, y axis) {
	x, y = axis{dim: c.x, dataRange: noRange, softRange: noRange}, axis{dim: c.y, dataRange: noRange, softRange: noRange}
	if r.bounds.X.finite() && r.bounds.Y.finite() && !r.bounds.X.IsZero() {
		x.dataRange, y.dataRange = r.bounds.xSince(c.origins[xAxis]), r.bounds.Y
		if !c.scales[0].Holds(x.dataRange.Lo) || !c.scales[1].Holds(y.dataRange.Lo) {
			x.dataRange, y.dataRange = noRange, noRange // an image that reaches to 0 has no place on a logarithmic axis
		}
	}
	if r.bounds.Times {
		x.scale = guides.Time
	}
	return x, y
}

func (r rgb) plotters(_ *Chart, style *chartStyle) ([]plot.Plotter, error) {
	x, y := r.bounds.xSince(style.origins[xAxis]), r.bounds.Y
	if r.image == nil || r.image.Bounds().Empty() || !x.finite() || !y.finite() {
		return nil, nil
	}
	return []plot.Plotter{&marks.Image{Img: r.image, X0: x.Lo, X1: x.Hi, Y0: y.Lo, Y1: y.Hi}}, nil
}
