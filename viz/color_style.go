package viz

import "image/color"

// paint is what a chart is drawn with: its settings, its own colour, and those of its rows.
type chartStyle struct {
	settings
	color       color.RGBA // the chart's colour
	xCategories []string   // of the x axis
	colorEncoding
}

func cyclic(colors []color.RGBA, i int) color.RGBA { return colors[i%len(colors)] }

// faded is a colour at the chart's opacity.
func (p *chartStyle) withAlpha(c color.RGBA) color.RGBA {
	if p.alpha >= 1 {
		return c
	}
	scale := func(v uint8) uint8 { return uint8(float64(v)*p.alpha + 0.5) }
	return color.RGBA{scale(c.R), scale(c.G), scale(c.B), scale(c.A)}
}

// line is the colour of a chart's outline, or nil if none was asked for.
func (p *chartStyle) outlineColor() color.Color {
	if len(p.lineColors) == 0 {
		return nil
	}
	return p.withAlpha(p.lineColors[0])
}

// or is v, if it was set, else the default.
func orDefault(v, def float64) float64 {
	if v < 0 {
		return def
	}
	return v
}
