package viz

import (
	"image/color"
	"strconv"

	"github.com/streamgage/streamgage/viz/internal/guides"
)

// chartStyle is the style of a chart: its settings, its colour, and the colours of its rows.
type chartStyle struct {
	settings
	colorEncoding
	color       color.RGBA // of the whole chart and of its legend entry
	xCategories []string   // the categories of the axis of the chart's x
	yCategories []string   // the categories of the axis of the chart's y
	origins     [2]int64   // of the time axes of the chart's x and y
}

// assignColors makes the style of each chart. A line has the colour of LineColor, any other chart that of FillColor. If
// that option is not set, the chart has the next colour of the theme's cycle.
func (p *panel) assignColors() error {
	p.styles = p.styles[:0]
	layersWithoutGroup := 0
	for i, c := range p.charts {
		s := c.overrides.settings()
		s.theme = p.settings.theme
		if len(s.lineColors) > 0 {
			s.lineColors = []color.RGBA{cyclic(s.lineColors, i)}
		}
		encoding, err := c.encodeColors(s, &p.categories)
		if err != nil {
			return err
		}
		style := &chartStyle{settings: s, colorEncoding: encoding}
		isLine := c.kind.legendKey() == guides.LineKey
		switch {
		case isLine && len(s.lineColors) > 0:
			style.color = s.lineColors[0]
		case !isLine && s.fillColor != nil:
			style.color = *s.fillColor
		case isAnnotation(c):
			style.color = s.theme.Text // an annotation does not take a colour of the cycle
		default:
			layer := c.group // a group keeps its colour when other groups appear or disappear
			if layer == "" {
				layer = layerKey(layersWithoutGroup)
				layersWithoutGroup++
			}
			style.color = cyclic(s.theme.Cycle, p.layers.indexOf("", layer))
		}
		p.styles = append(p.styles, style)
	}
	return nil
}

// layerKey returns the key of the n-th layer without a group. The key begins with a NUL byte so that it differs from
// the name of any group.
func layerKey(n int) string { return "\x00" + strconv.Itoa(n) }

// cyclic returns the i-th colour of the repeated cycle.
func cyclic(colors []color.RGBA, i int) color.RGBA { return colors[i%len(colors)] }

// withAlpha returns c with the chart's opacity applied.
func (style *chartStyle) withAlpha(c color.RGBA) color.RGBA {
	if style.alpha >= 1 {
		return c
	}
	scale := func(v uint8) uint8 { return uint8(float64(v)*style.alpha + 0.5) }
	return color.RGBA{scale(c.R), scale(c.G), scale(c.B), scale(c.A)}
}

// outlineColor returns the colour of a chart's outlines, or nil if LineColor is not set.
func (style *chartStyle) outlineColor() color.Color {
	if len(style.lineColors) == 0 {
		return nil
	}
	return style.withAlpha(style.lineColors[0])
}

// orDefault returns v, or def if v is negative, which means that the option was not set.
func orDefault(v, def float64) float64 {
	if v < 0 {
		return def
	}
	return v
}
