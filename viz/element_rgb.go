package viz

import (
	"image"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"gonum.org/v1/plot"
)

// Bounds is the area that an image covers, in units of the data. If Times is set, X holds times, in nanoseconds since
// the Unix epoch.
type Bounds struct {
	X, Y  Range
	Times bool
}

// RGB draws an image over an area. The image's first row is at the top. X and Y name the dimensions. Default: "x" and
// "y". An image that is drawn at its original size keeps each pixel. An enlarged image is not smoothed. RGB draws
// nothing if the image is nil or if the bounds are not finite.
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
		x.dataRange, y.dataRange = r.bounds.X, r.bounds.Y
	}
	if r.bounds.Times {
		x.scale = guides.Time
	}
	return x, y
}

func (r rgb) plotters(*Chart, *chartStyle) ([]plot.Plotter, error) {
	x, y := r.bounds.X, r.bounds.Y
	if r.image == nil || r.image.Bounds().Empty() || !x.finite() || !y.finite() {
		return nil, nil
	}
	return []plot.Plotter{&marks.Image{Img: r.image, X0: x.Lo, X1: x.Hi, Y0: y.Lo, Y1: y.Hi}}, nil
}
