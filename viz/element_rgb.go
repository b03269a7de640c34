package viz

import (
	"image"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/furniture"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"gonum.org/v1/plot"
)

// Bounds is the area, in data units, that an image covers. Where Times is set its X is times, in nanoseconds since the
// Unix epoch.
type Bounds struct {
	X, Y  Range
	Times bool
}

// RGB draws an image over an area; its first row is the top one. X and Y name the dimensions; default: "x" and "y". An
// image drawn at its own size is drawn pixel by pixel, and enlarged it stays crisp. A nil image, or bounds that are not
// finite, draw nothing.
func RGB(img image.Image, b Bounds, ds ...Dim) Element {
	d := parseDims(ds)
	if d.x == "" {
		d.x = "x"
	}
	if d.y == "" {
		d.y = "y"
	}
	return newChart(rgb{img, b}, frame.Frame{}, d.x, d.y)
}

// Image is the picture that an RGB draws, and the area it covers; nil for a chart of another kind.
func (c *Chart) Image() (image.Image, Bounds) {
	r, _ := c.kind.(rgb)
	return r.image, r.bounds
}

type rgb struct {
	image  image.Image
	bounds Bounds
}

func (rgb) name() string                 { return "RGB" }
func (rgb) legendShape() furniture.Shape { return furniture.Square }

func (r rgb) axes(c *Chart) (x, y axis) {
	x, y = axis{dim: c.x, dataRange: noRange, softRange: noRange}, axis{dim: c.y, dataRange: noRange, softRange: noRange}
	if r.bounds.X.finite() && r.bounds.Y.finite() && !r.bounds.X.IsZero() {
		x.dataRange, y.dataRange = r.bounds.X, r.bounds.Y
	}
	if r.bounds.Times {
		x.scale = furniture.Time
	}
	return x, y
}

func (r rgb) plotters(*Chart, *chartStyle) ([]plot.Plotter, error) {
	if r.image == nil || r.image.Bounds().Empty() || !r.bounds.X.finite() || !r.bounds.Y.finite() {
		return nil, nil
	}
	return []plot.Plotter{&marks.Image{Img: r.image, X0: r.bounds.X.Lo, X1: r.bounds.X.Hi, Y0: r.bounds.Y.Lo, Y1: r.bounds.Y.Hi}}, nil
}
