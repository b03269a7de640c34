package viz

import (
	"fmt"
	"image/color"

	"github.com/streamgage/streamgage/viz/internal/palette"
)

// Color is a colour: a CSS name, "#rgb", "#rrggbb" or "#rrggbbaa".
type Color string

// colorOption makes an option from a function that sets colours. An unknown colour is an error of the figure. It panics
// without a colour.
func colorOption(name string, colors []Color, f func(*settings, []color.RGBA)) Opt {
	if len(colors) == 0 {
		panic(fmt.Sprintf("viz.%s: needs at least one colour, got none", name))
	}
	parsed := make([]color.RGBA, len(colors)) // parsed once, not for each frame
	var firstErr error
	for i, c := range colors {
		var err error
		if parsed[i], err = palette.ParseColor(string(c)); err != nil && firstErr == nil {
			firstErr = fmt.Errorf("viz.%s: %w: %w", name, ErrOption, err)
		}
	}
	return optionFunc(func(s *settings) error {
		if firstErr == nil {
			f(s, parsed)
		}
		return firstErr
	})
}

// BgColor is the background of the area that shows data. Default: the theme's.
func BgColor(c Color) Opt {
	return colorOption("BgColor", []Color{c}, func(s *settings, colors []color.RGBA) { s.background = &colors[0] })
}

// FillColor is the fill colour of shapes: dots, areas, bars, and boxes without a BoxFillColor. A curve ignores it: its
// colour is LineColor. Default: the next colour of the theme's cycle.
func FillColor(c Color) Opt {
	return colorOption("FillColor", []Color{c}, func(s *settings, colors []color.RGBA) { s.fillColor = &colors[0] })
}

// LineColor is the colour of lines: of a curve, and of the outlines of dots, areas and boxes. Default for a curve: the
// next colour of the theme's cycle; for boxes: the theme's; for dots and areas: no outline. If there are several
// colours, the parts or groups of an overlay take them in turn. It panics without a colour.
func LineColor(colors ...Color) Opt {
	return colorOption("LineColor", colors, func(s *settings, colors []color.RGBA) { s.lineColors = colors })
}

// BoxFillColor is the fill colour of a BoxWhisker's boxes. If there are several colours, the boxes take them in turn.
// It panics without a colour.
func BoxFillColor(colors ...Color) Opt {
	return colorOption("BoxFillColor", colors, func(s *settings, colors []color.RGBA) { s.boxFillColors = colors })
}

// ColorIndex names the column whose values set the colours of dots or boxes. Numbers and times take the colours of the
// colour map over the range of this frame, and the plot has a colour bar. Text and bool values take the colours of the
// cycle, and the plot has a legend in the order of their first appearance. Rows without a value are grey. An unknown
// column is an error of the figure.
func ColorIndex(column string) Opt { return setting(func(s *settings) { s.colorIndex = column }) }

// ColorMapOption is the option that Cmap returns. It is an option of elements, and of operations that colour.
type ColorMapOption struct{ name string }

// Cmap sets the colour map by name, for example "viridis", the default, or "Blues8". Colors returns the colours of a
// map. Cmap is also an option of operation.Datashade. An unknown name is an error of the figure that lists the known
// names.
func Cmap(name string) ColorMapOption { return ColorMapOption{name} }

func (o ColorMapOption) apply(s *settings) error {
	if _, err := palette.ColorMap(o.name); err != nil {
		return fmt.Errorf("viz.Cmap: %w: %w", ErrOption, err)
	}
	s.colorMap = o.name
	return nil
}

// ShadeOption implements operation.ShadeOption: it returns "Cmap" and the map's name.
func (o ColorMapOption) ShadeOption() (option, value string) { return "Cmap", o.name }

// Colors returns the colours of a colour map, from low values to high ones. An unknown name is an error that lists the
// known names.
func Colors(name string) ([]color.RGBA, error) {
	colors, err := palette.ColorMap(name)
	if err != nil {
		return nil, fmt.Errorf("viz.Colors: %w", err)
	}
	return colors, nil
}

// Cycle returns the colours of a cycle for categories: "Category10", "Category20", "petroff10" (the default). It panics
// on an unknown name, because it has no figure to report an error to.
func Cycle(name string) []Color {
	cycle, err := palette.Cycle(name)
	if err != nil {
		panic("viz.Cycle: " + err.Error())
	}
	colors := make([]Color, len(cycle))
	for i, c := range cycle {
		colors[i] = Color(fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B))
	}
	return colors
}
