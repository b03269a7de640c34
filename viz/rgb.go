package viz

import (
	"image"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
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
	d := readDims(ds)
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
	return r.img, r.b
}

type rgb struct {
	img image.Image
	b   Bounds
}

func (rgb) name() string            { return "RGB" }
func (rgb) swatch() guides.Shape { return guides.Square }

func (r rgb) axes(c *Chart) (x, y axis) {
	x, y = axis{dim: c.x, data: none, soft: none}, axis{dim: c.y, data: none, soft: none}
	if r.b.X.finite() && r.b.Y.finite() && !r.b.X.IsZero() {
		x.data, y.data = r.b.X, r.b.Y
	}
	if r.b.Times {
		x.scale = guides.Time
	}
	return x, y
}

func (r rgb) plotters(*Chart, *paint) ([]plot.Plotter, error) {
	if r.img == nil || r.img.Bounds().Empty() || !r.b.X.finite() || !r.b.Y.finite() {
		return nil, nil
	}
	return []plot.Plotter{&marks.Image{Img: r.img, X0: r.b.X.Lo, X1: r.b.X.Hi, Y0: r.b.Y.Lo, Y1: r.b.Y.Hi}}, nil
}
