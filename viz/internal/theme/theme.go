// Package theme is how figures look: the colours of the light and the dark
// theme, the sizes in px, and the type: Roboto, and DejaVu Sans for what Roboto
// lacks, measured in px. One px is 0.75 pt (96 dpi).
package theme

import (
	"image/color"

	"github.com/streamgage/streamgage/viz/internal/palette"
)

// Sizes, in px unless they say otherwise.
const (
	TitleSize    = 16 // type of the title
	SubtitleSize = 13 // type of the subtitle
	LabelSize    = 12 // type of ticks, legend, axis labels and table heads
	TableSize    = 13 // type of table cells
	RowHeight    = 24 // a table row

	PadLeft     = 16 // free at the left of a figure
	PadRight    = 20 // free at its right
	PadRightBar = 66 // its right edge to the plot where a colour bar stands between
	PadTop      = 14 // free above the title
	LabelGap    = 8  // an axis to its tick labels
	TickLength  = 5  // a tick of the x axis

	LineWidth   = 1.5  // a curve
	StrongWidth = 2.5  // a curve that matters more than its neighbours
	HairWidth   = 1    // grid and axis lines, the outlines of boxes
	MedianWidth = 2    // the median of a box
	DotRadius   = 2.75 // a scattered point
	BoxShare    = 0.64 // a box's width, as a share of its category's
	BarGap      = 1    // between the bars of a histogram

	ColorBarWidth = 12
	ColorBarGap   = 16 // the plot to the colour bar
)

// Theme is a set of colours. Themes are shared: none is changed after it is made.
type Theme struct {
	Background color.RGBA // the whole figure
	Title      color.RGBA // titles, table heads, the ink of boxes
	Text       color.RGBA // tick labels, legends, table cells
	Muted      color.RGBA // subtitles, axis labels, dates under ticks
	Grid       color.RGBA // grid lines on Background; on others see GridColor
	Axis       color.RGBA // axis lines and ticks

	Cycle []color.RGBA // series and categories, in turn
	Map   string       // the default colour map, a name of palette.Map
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
	Map:        "viridis",
}

// Dark is the theme for dark pages. Its cycle keeps its colours apart for
// colour-blind eyes at least as well as the light one.
var Dark = &Theme{
	Background: mustParse("#15181d"),
	Title:      mustParse("#f0f3f6"),
	Text:       mustParse("#c2c8cf"),
	Muted:      mustParse("#8b949e"),
	Grid:       mustParse("#2a2f37"),
	Axis:       mustParse("#5b636d"),
	Cycle:      mustCycle("petroff10-dark"),
	Map:        "viridis",
}

// gridAlphaOnDark and gridAlphaOnLight are how far a grid line goes from a background to
// white or to black, in 255ths: chosen so that it is as visible there as Grid is
// on the themes' own backgrounds.
const (
	gridAlphaOnDark  = 36
	gridAlphaOnLight = 23
)

// GridColor is the colour of grid lines on a data area of the given background:
// Grid on the theme's own background or on none (nil), else a colour that is
// visible on it, whichever the theme. See-through backgrounds count as laid over
// the theme's.
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

// over lays c, premultiplied, on an opaque colour.
func blendOver(c, under color.RGBA) color.RGBA {
	mix := func(c, under, alpha uint8) uint8 {
		return uint8(min(255, int(c)+(int(under)*int(255-alpha)+127)/255))
	}
	return color.RGBA{mix(c.R, under.R, c.A), mix(c.G, under.G, c.A), mix(c.B, under.B, c.A), 255}
}

// luma is the brightness of an opaque colour, 0 to 255 (Rec. 709 weights on the
// encoded values).
func luma(c color.RGBA) int {
	return (2126*int(c.R) + 7152*int(c.G) + 722*int(c.B)) / 10000
}

func mustParse(hex string) color.RGBA {
	c, err := palette.Parse(hex)
	if err != nil {
		panic(err)
	}
	return c
}

func mustCycle(name string) []color.RGBA {
	colors, err := palette.Cycle(name)
	if err != nil {
		panic(err)
	}
	return colors
}
