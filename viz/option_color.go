package viz

import (
	"fmt"
	"image/color"

	"github.com/streamgage/streamgage/viz/internal/palette"
	"github.com/streamgage/streamgage/viz/internal/theme"
	"gonum.org/v1/plot"
)

// Opt is an option of an element. Those that a kind of element has no use for are left alone.
type Opt interface{ apply(*settings) error }

// settings is what options add up to. Sizes are pixels; nil and negative mean that nothing was set.
type settings struct {
	width, height  int
	title          *string
	xLabel, yLabel *string
	showGrid       *bool
	showLegend     *bool
	background     *color.RGBA
	theme          *theme.Theme
	framewise      bool
	plotHooks      []func(*plot.Plot)

	fillColor     *color.RGBA
	lineColors    []color.RGBA
	boxFillColors []color.RGBA
	lineWidth     float64
	dotSize       float64
	alpha         float64
	colorIndex    string
	colorMap      string
}

func defaults() settings {
	return settings{theme: theme.Light, framewise: true, lineWidth: -1, dotSize: -1, alpha: 1}
}

type optionFunc func(*settings) error

func (f optionFunc) apply(s *settings) error { return f(s) }

func setting(f func(*settings)) Opt {
	return optionFunc(func(s *settings) error { f(s); return nil })
}

// positive is an option whose value, in pixels, must be above zero.
func positiveSetting[N int | float64](name string, v N, f func(*settings)) Opt {
	return optionFunc(func(s *settings) error {
		if !(v > 0) || float64(v) > 1<<15 {
			return fmt.Errorf("viz.%s: %w: must be above 0 and at most 32768, got %v", name, ErrOption, v)
		}
		f(s)
		return nil
	})
}

// Width is the plot's width in pixels, axes and all. Default: 600; in a layout of several 450.
func Width(px int) Opt { return positiveSetting("Width", px, func(s *settings) { s.width = px }) }

// Height is the plot's height in pixels, axes and all. Default: 400; in a layout of several 360.
func Height(px int) Opt { return positiveSetting("Height", px, func(s *settings) { s.height = px }) }

// ShowGrid draws grid lines in both directions, or none. Default: both for numbers, one for categories.
func ShowGrid(on bool) Opt { return setting(func(s *settings) { s.showGrid = &on }) }

// ShowLegend says whether there is a legend. Default: in an overlay whose parts have labels, and where a column of text
// gives the colours.
func ShowLegend(on bool) Opt { return setting(func(s *settings) { s.showLegend = &on }) }

// Title is the plot's title. Default: the element's label.
func Title(title string) Opt { return setting(func(s *settings) { s.title = &title }) }

// XLabel names the horizontal axis. Default: the column's name.
func XLabel(label string) Opt { return setting(func(s *settings) { s.xLabel = &label }) }

// YLabel names the vertical axis. Default: the column's name.
func YLabel(label string) Opt { return setting(func(s *settings) { s.yLabel = &label }) }

// Dark draws the plot in the dark theme. Default: false.
func Dark(on bool) Opt {
	return setting(func(s *settings) {
		if s.theme = theme.Light; on {
			s.theme = theme.Dark
		}
	})
}

// Framewise says whether axes follow the data from frame to frame. If not, they stay at the ranges of the first frame
// that has data. Default: true.
func Framewise(on bool) Opt { return setting(func(s *settings) { s.framewise = on }) }

// WithPlot hands out gonum's plot before it is drawn, with the ranges set and the element's plotters added: to add
// plotters of one's own. A title that is set there is drawn as Title.
func WithPlot(f func(*plot.Plot)) Opt {
	if f == nil {
		panic("viz.WithPlot: the function must not be nil")
	}
	return setting(func(s *settings) { s.plotHooks = append(s.plotHooks, f) })
}

// Color is a colour: a CSS name, "#rgb", "#rrggbb" or "#rrggbbaa".
type Color string

// Colour options set colours by name or value; an unknown one is an error of the figure.
func colorOption(name string, cs []Color, f func(*settings, []color.RGBA)) Opt {
	parsed := make([]color.RGBA, len(cs)) // here, not for each frame
	var bad error
	for i, c := range cs {
		var err error
		if parsed[i], err = palette.Parse(string(c)); err != nil && bad == nil {
			bad = fmt.Errorf("viz.%s: %w: %w", name, ErrOption, err)
		}
	}
	if len(cs) == 0 {
		bad = fmt.Errorf("viz.%s: %w: needs a colour", name, ErrOption)
	}
	return optionFunc(func(s *settings) error {
		if bad == nil {
			f(s, parsed)
		}
		return bad
	})
}

// BgColor is the background of the area that shows data. Default: the theme's.
func BgColor(c Color) Opt {
	return colorOption("BgColor", []Color{c}, func(s *settings, p []color.RGBA) { s.background = &p[0] })
}

// FillColor is the colour of what an element draws: the line of a curve, the dots of a scatter, the bars of a histogram.
// Default: the next colour of the theme's cycle.
func FillColor(c Color) Opt {
	return colorOption("Fill", []Color{c}, func(s *settings, p []color.RGBA) { s.fillColor = &p[0] })
}

// LineColor is the colour of lines: a curve's, or the outline of dots, areas, bars and boxes. With several, parts of an
// overlay and groups take them in turn.
func LineColor(cs ...Color) Opt {
	return colorOption("LineColor", cs, func(s *settings, p []color.RGBA) { s.lineColors = p })
}

// BoxFillColor is the colour of a BoxWhisker's boxes; of several, boxes take them in turn.
func BoxFillColor(cs ...Color) Opt {
	return colorOption("BoxFillColor", cs, func(s *settings, p []color.RGBA) { s.boxFillColors = p })
}

// LineWidth is the width of lines, in pixels. Default: 1.5.
func LineWidth(px float64) Opt {
	return positiveSetting("LineWidth", px, func(s *settings) { s.lineWidth = px })
}

// Size is the diameter of dots, in pixels. Default: 5.5.
func Size(px float64) Opt { return positiveSetting("Size", px, func(s *settings) { s.dotSize = px }) }

// Alpha is how opaque the element is: from 0, invisible, to 1, the default.
func Alpha(a float64) Opt {
	return optionFunc(func(s *settings) error {
		if !(a >= 0 && a <= 1) {
			return fmt.Errorf("viz.Alpha: %w: must be from 0 to 1, got %v", ErrOption, a)
		}
		s.alpha = a
		return nil
	})
}

// ColorIndex names the column whose values give dots, or boxes, their colour: numbers and times by the colour map, over the
// range of this frame, with a colour bar; text and truth values by the cycle, with a legend in the order in which they first
// came. Rows without a value are grey.
func ColorIndex(column string) Opt { return setting(func(s *settings) { s.colorIndex = column }) }

// ColorMapOption is what Cmap gives: an option of elements, and of operations that colour.
type ColorMapOption struct{ name string }

// Cmap names a colour map: "viridis", the default, "Blues8" and so on; Colors lists its colours. It is an option of
// operation.Datashade too. An unknown name is an error that lists the known ones.
func Cmap(name string) ColorMapOption { return ColorMapOption{name} }

func (o ColorMapOption) apply(s *settings) error {
	if _, err := Colors(o.name); err != nil {
		return fmt.Errorf("viz.Cmap: %w: %w", ErrOption, err)
	}
	s.colorMap = o.name
	return nil
}

// ShadeOption makes a colour map an option of operation.Datashade.
func (o ColorMapOption) ShadeOption() (option, value string) { return "Cmap", o.name }

// Colors gives the colours of a colour map, from low to high.
func Colors(name string) ([]color.RGBA, error) { return palette.Map(name) }

// Cycle gives the colours of a cycle for categories: "Category10", "Category20", "petroff10" (the default). It panics
// on an unknown name, which is a wrong literal.
func Cycle(name string) []Color {
	cs, err := palette.Cycle(name)
	if err != nil {
		panic("viz.Cycle: " + err.Error())
	}
	out := make([]Color, len(cs))
	for i, c := range cs {
		out[i] = Color(fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B))
	}
	return out
}
