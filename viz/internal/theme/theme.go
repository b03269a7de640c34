// Package theme defines the look of figures: the colours of the light and the dark theme, the sizes, and the fonts.
// Texts are set in Roboto. Characters that Roboto does not have are set in DejaVu Sans. All measures are in px, and 1
// px is 0.75 pt (96 dpi).
package theme

import (
	"image/color"

	"github.com/streamgage/streamgage/viz/internal/palette"
)

// Sizes, in px.
const (
	TitleSize    = 16 // font size of the title
	SubtitleSize = 13 // font size of the subtitle
	LabelSize    = 12 // font size of tick labels, legend, axis labels and table headers
	TableSize    = 13 // font size of table cells
	RowHeight    = 24 // height of a table row

	PadLeft    = 16 // padding at the left edge of a figure
	PadRight   = 20 // padding at the right edge
	PadTop     = 14 // padding above the title
	LabelGap   = 8  // distance from the y axis to its tick labels
	TickLength = 5  // length of the ticks of the x axis

	LineWidth = 1.5 // width of a curve

	ColorBarWidth = 12
	ColorBarGap   = 16 // distance from the data area to the colour bar
)

// Theme is a set of colours. Themes are shared and never change.
type Theme struct {
	Background color.RGBA // the whole figure
	Title      color.RGBA // titles, table cells, the lines of boxes
	Text       color.RGBA // tick labels and legends
	Muted      color.RGBA // subtitles, axis labels, dates below ticks, table headers
	Grid       color.RGBA // grid lines on Background; see GridColor for other backgrounds
	Axis       color.RGBA // axis lines and ticks

	Cycle    []color.RGBA // the colours of series and categories, in this order
	ColorMap string       // the name of the default colour map
}

// Light is the default theme.
var Light = &Theme{
	Background: mustParse("#ffffff"),
	Title:      mustParse("#1f2328"),
	Text:       mustParse("#454c54"),
	Muted:      mustParse("#6e7781"),
	Grid:       mustParse("#e7e9ec"),
	Axis:       mustParse("#9aa2ab"),
	Cycle:      mustCycle("petroff10"),
	ColorMap:   "viridis",
}

// Dark is the theme for dark pages. For colour-blind readers, the colours of its cycle differ at least as much as those
// of the light theme.
var Dark = &Theme{
	Background: mustParse("#15181d"),
	Title:      mustParse("#f0f3f6"),
	Text:       mustParse("#c2c8cf"),
	Muted:      mustParse("#8b949e"),
	Grid:       mustParse("#2a2f37"),
	Axis:       mustParse("#5b636d"),
	Cycle:      mustCycle("petroff10-dark"),
	ColorMap:   "viridis",
}

// gridAlphaOnDark and gridAlphaOnLight are alpha values from 0 to 255. A grid line is white on a dark background and
// black on a light background, with this alpha. It is then as visible as Grid is on the backgrounds of the themes.
const (
	gridAlphaOnDark  = 36
	gridAlphaOnLight = 23
)

// GridColor returns the colour of grid lines on a data area with a background. It is Grid if background is nil or the
// theme's own background, and otherwise a colour that is visible on background. A translucent background is blended
// over that of the theme.
func (t *Theme) GridColor(background color.Color) color.RGBA {
	if background == nil {
		return t.Grid
	}
	b := blendOver(color.RGBAModel.Convert(background).(color.RGBA), t.Background)
	if b == t.Background {
		return t.Grid
	}
	if luma(b) < 128 {
		return blendOver(color.RGBA{gridAlphaOnDark, gridAlphaOnDark, gridAlphaOnDark, gridAlphaOnDark}, b)
	}
	return blendOver(color.RGBA{A: gridAlphaOnLight}, b)
}

// blendOver blends c, which is premultiplied, over an opaque colour.
func blendOver(c, under color.RGBA) color.RGBA {
	mix := func(c, under, alpha uint8) uint8 {
		return uint8(min(255, int(c)+(int(under)*int(255-alpha)+127)/255))
	}
	return color.RGBA{mix(c.R, under.R, c.A), mix(c.G, under.G, c.A), mix(c.B, under.B, c.A), 255}
}

// luma returns the brightness of an opaque colour, from 0 to 255 (the weights of Rec. 709, applied to the encoded
// values).
func luma(c color.RGBA) int {
	return (2126*int(c.R) + 7152*int(c.G) + 722*int(c.B)) / 10000
}

// mustParse parses a colour of this package. It panics if the colour is malformed.
func mustParse(hex string) color.RGBA {
	c, err := palette.ParseColor(hex)
	if err != nil {
		panic("theme: " + err.Error())
	}
	return c
}

// mustCycle returns a cycle of package palette. It panics if the name is unknown.
func mustCycle(name string) []color.RGBA {
	colors, err := palette.Cycle(name)
	if err != nil {
		panic("theme: " + err.Error())
	}
	return colors
}
