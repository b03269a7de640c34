package viz

import (
	"errors"
	"math"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"github.com/streamgage/streamgage/viz/internal/minmax"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg/draw"
)

// Angle names the column of the directions of a VectorField, in radians, counterclockwise from the direction of x.
// Default: the first column without another role.
func Angle(column string) Dim { return dimFunc(func(d *dims) { d.angle = column }) }

// Magnitude names the column of the lengths of a VectorField. Default: the second column without another role; without
// one, all arrows are equally long.
func Magnitude(column string) Dim { return dimFunc(func(d *dims) { d.magnitude = column }) }

// VectorField draws an arrow for each row, with its middle at X, Y. Angle is its direction in the picture, and its
// length is proportional to Magnitude; the longest arrow is about as long as the rows are apart. ColorIndex colours the
// arrows. A row with a missing value is left out. Default columns: X, Y, the angle, the magnitude.
func VectorField(dims ...Dim) Recipe {
	d := parseDims(dims)
	const op = "viz.VectorField"
	return func(f frame.Frame) (Element, error) {
		x, y, err := d.xyColumns(op, f)
		if err != nil {
			return nil, err
		}
		angle, err := d.valueColumn(op, f, d.angle, "the angle", x, y)
		if err != nil {
			return nil, err
		}
		magnitude, err := d.valueColumn(op, f, d.magnitude, "the magnitude", x, y, angle)
		if err != nil && d.magnitude != "" {
			return nil, err
		}
		if err := errors.Join(checkContinuous(op, f, x), checkContinuous(op, f, y)); err != nil {
			return nil, err
		}
		return chartsByGroup(vectorField{angle, magnitude}, f, x, y, d.by)
	}
}

// vectorField is the kind of a VectorField.
type vectorField struct{ angle, magnitude string }

func (vectorField) name() string                { return "VectorField" }
func (vectorField) legendKey() guides.LegendKey { return guides.LineKey }

func (vectorField) axes(c *Chart) (x, y axis) {
	return c.columnAxis(c.x).withPadding(), c.columnAxis(c.y).withPadding()
}

func (vectorField) encodeColors(c *Chart, s settings, order *categoryIndex) (colorEncoding, error) {
	return dots{}.encodeColors(c, s, order)
}

func (v vectorField) plotters(c *Chart, style *chartStyle) ([]plot.Plotter, error) {
	if c.data.NumCols() == 0 {
		return nil, nil
	}
	return []plot.Plotter{&marks.Vectors{
		X: c.values(c.x), Y: c.values(c.y), Angle: c.values(v.angle), Length: v.lengths(c), Fit: true,
		RowColors: style.markColors(), Width: orDefault(style.lineWidth, 1.25),
	}}, nil
}

// lengths returns the magnitudes as parts of the largest one.
func (v vectorField) lengths(c *Chart) []float64 {
	lengths := make([]float64, c.data.Len())
	if v.magnitude == "" {
		for i := range lengths {
			lengths[i] = 1
		}
		return lengths
	}
	values := c.values(v.magnitude)
	longest := 0.0
	for _, m := range values {
		if minmax.IsFinite(m) {
			longest = max(longest, math.Abs(m))
		}
	}
	for i, m := range values {
		lengths[i] = math.Abs(m) / longest // NaN if all are 0
	}
	return lengths
}

// arrowDirections are the directions of an Arrow: that of its tip, in radians, and where its text stands.
var arrowDirections = map[string]struct {
	angle           float64
	dx, dy          float64 // from the tip to the tail
	align, baseline string
}{
	"<": {math.Pi, 1, 0, "left", "middle"},
	">": {0, -1, 0, "right", "middle"},
	"^": {math.Pi / 2, 0, -1, "center", "top"},
	"v": {-math.Pi / 2, 0, 1, "center", "bottom"},
}

// arrowLength is the length of an Arrow, in px.
const arrowLength = 40

// Arrow draws an arrow whose tip is at x, y, with a text at its tail. Its direction in the picture is "<", ">", "^" or
// "v"; another one is an ErrOption of the figure. It is 40 pixels long. In an overlay it does not extend the axes unless
// ApplyRanges is set. LineColor, LineWidth and TextFontSize set its style.
func Arrow[X, Y Coordinate](x X, y Y, text, direction string) Element {
	c := newAnnotation(arrow{newCoordinate(x), newCoordinate(y), text, direction})
	c.err = checkName("viz.Arrow", direction, []string{"<", ">", "^", "v"})
	return c
}

// arrow is the kind of an Arrow.
type arrow struct {
	x, y            coordinate
	text, direction string
}

func (arrow) annotates()                  {}
func (arrow) name() string                { return "Arrow" }
func (arrow) legendKey() guides.LegendKey { return guides.LineKey }
func (a arrow) axes(*Chart) (x, y axis)   { return annotationAxis("x", a.x), annotationAxis("y", a.y) }

func (a arrow) plotters(_ *Chart, style *chartStyle) ([]plot.Plotter, error) {
	x, y := []float64{a.x.on(style.xCategories)}, []float64{a.y.on(style.yCategories)}
	d := arrowDirections[a.direction]
	text := textStyle{size: style.textStyle.size, align: d.align, baseline: d.baseline, dx: d.dx * arrowLength, dy: d.dy * arrowLength}
	return []plot.Plotter{
		uprightVectors{marks.Vectors{
			X: x, Y: y, Angle: []float64{d.angle}, Length: []float64{arrowLength}, Tip: true,
			RowColors: style.markColors(), Width: orDefault(style.lineWidth, 1.25),
		}},
		&textMark{x: x, y: y, texts: []string{a.text}, color: style.withAlpha(style.color), style: text},
	}, nil
}

// uprightVectors draws vectors whose angles do not change when the axes are inverted.
type uprightVectors struct{ marks.Vectors }

// Plot draws the vectors.
func (v uprightVectors) Plot(c draw.Canvas, p *plot.Plot) {
	if _, ok := c.Canvas.(*transposedCanvas); ok {
		v.Angle = []float64{math.Pi/2 - v.Angle[0]}
	}
	v.Vectors.Plot(c, p)
}
