package viz

import (
	"errors"
	"image/color"
	"math"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/minmax"
	"github.com/streamgage/streamgage/viz/internal/theme"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Text writes a text at the position x, y. In an overlay it does not extend the axes unless ApplyRanges is set. A text
// whose position is outside the plot is not drawn. LineColor, TextFontSize, TextAlign, TextBaseline, XOffset and YOffset
// set its style.
func Text[X, Y Coordinate](x X, y Y, text string) Element {
	return newAnnotation(textAnnotation{newCoordinate(x), newCoordinate(y), text})
}

// TextColumn names the column of the texts of Labels. Default: the first column without another role.
func TextColumn(column string) Dim { return dimFunc(func(d *dims) { d.text = column }) }

// Labels writes a text for each row at the position X, Y. The texts are those of TextColumn. Numbers are written in
// full. A row without a position or a text, or whose position is outside the plot, is left out. The style's options are
// those of Text. Default columns: X and Y as those of Curve, the text is the first other column.
func Labels(dims ...Dim) Recipe {
	d := parseDims(dims)
	return func(f frame.Frame) (Element, error) {
		x, y, err := d.xyColumns("viz.Labels", f)
		if err != nil {
			return nil, err
		}
		text, err := d.column("viz.Labels", f, d.text, "text", x, y)
		if err != nil {
			return nil, err
		}
		if err := errors.Join(checkColumns("viz.Labels", f, text), checkContinuous("viz.Labels", f, y)); err != nil {
			return nil, err
		}
		return chartsByGroup(labels{text}, f, x, y, d.by)
	}
}

// textAnnotation is the kind of a Text.
type textAnnotation struct {
	x, y coordinate
	text string
}

func (textAnnotation) annotates()                  {}
func (textAnnotation) name() string                { return "Text" }
func (textAnnotation) legendKey() guides.LegendKey { return guides.LineKey }

func (t textAnnotation) axes(*Chart) (x, y axis) {
	return annotationAxis("x", t.x), annotationAxis("y", t.y)
}

func (t textAnnotation) plotters(_ *Chart, style *chartStyle) ([]plot.Plotter, error) {
	return []plot.Plotter{&textMark{
		x: []float64{t.x.on(style.xCategories)}, y: []float64{t.y.on(style.yCategories)}, texts: []string{t.text},
		color: style.withAlpha(style.color), style: style.textStyle,
	}}, nil
}

// labels is the kind of a Labels.
type labels struct{ text string }

func (labels) name() string                { return "Labels" }
func (labels) legendKey() guides.LegendKey { return guides.SquareKey }

func (labels) axes(c *Chart) (x, y axis) {
	return c.columnAxis(c.x).withPadding(), c.columnAxis(c.y).withPadding()
}

func (l labels) plotters(c *Chart, style *chartStyle) ([]plot.Plotter, error) {
	textColor := style.theme.Text
	if len(style.lineColors) > 0 {
		textColor = style.lineColors[0]
	}
	return []plot.Plotter{&textMark{
		x: c.xPositions(style), y: c.values(c.y), texts: c.texts(l.text),
		color: style.withAlpha(textColor), style: style.textStyle,
	}}, nil
}

// textMark writes texts at positions.
type textMark struct {
	x, y  []float64
	texts []string
	color color.RGBA
	style textStyle
}

// textGap is the distance between a position and a text beside it, in px.
const textGap = 4

// Plot writes the texts in the theme's font. A text stays upright on a plot with inverted axes.
func (m *textMark) Plot(c draw.Canvas, p *plot.Plot) {
	target, transposed := c.Canvas.(*transposedCanvas)
	canvas := c.Canvas
	if transposed {
		canvas = target.target
	}
	textCanvas := guides.NewCanvas(canvas, 0, 0) // the origin is the lower left corner of the picture, and y is negative
	toX, toY := p.Transforms(&c)
	size := m.style.size
	if size == 0 {
		size = theme.LabelSize
	}
	style := guides.TextStyle{Size: size, Color: m.color}
	for i := range min(len(m.x), len(m.y), len(m.texts)) {
		if m.texts[i] == "" || !onAxis(m.x[i], p.X) || !onAxis(m.y[i], p.Y) {
			continue
		}
		at := vg.Point{X: toX(m.x[i]), Y: toY(m.y[i])}
		if transposed {
			at = transpose(at)
		}
		x, baseline := float64(at.X)/0.75+m.style.dx, -float64(at.Y)/0.75-m.style.dy
		width := theme.Measure(m.texts[i], size, theme.Regular)
		switch m.style.align {
		case "left":
			x += textGap
		case "right":
			x -= width + textGap
		default:
			x -= width / 2
		}
		const capitals = 0.7 // the height of capitals, as a fraction of the font's size
		switch m.style.baseline {
		case "top":
			baseline += capitals*size + textGap
		case "bottom":
			baseline -= textGap
		default:
			baseline += math.Round(capitals * size / 2)
		}
		textCanvas.Text(x, baseline, m.texts[i], style, guides.Left)
	}
}

// onAxis reports whether a value is within the range of an axis.
func onAxis(v float64, a plot.Axis) bool {
	return minmax.IsFinite(v) && v >= min(a.Min, a.Max) && v <= max(a.Min, a.Max)
}
