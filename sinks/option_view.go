package sinks

import (
	"fmt"

	"github.com/streamgage/streamgage/viz"
)

// PictureOption is an option of PNG, SVG, LastPNG and LastSVG.
type PictureOption interface{ picture(*viz.View) }

// ViewOption is an option of all picture sinks: what the figure is drawn for.
type ViewOption func(*viz.View)

var (
	_ PictureOption = ViewOption(nil)
	_ GIFOption     = ViewOption(nil)
)

func (o ViewOption) picture(v *viz.View) { o(v) }
func (o ViewOption) gif(c *gifConfig)    { o(&c.view) }

// Size is the size the figure is drawn at, in pixels. Default: the figure's own.
func Size(width, height int) ViewOption {
	if width <= 0 || height <= 0 {
		panic(fmt.Sprintf("sinks.Size: width and height must be positive, got %dx%d", width, height))
	}
	return func(v *viz.View) { v.Width, v.Height = width, height }
}

// Ratio draws ratio device pixels for each pixel of the figure, both ways: 2 makes a picture for a high-resolution
// screen, twice as wide and high, with everything on it twice as large. Default: 1. SVG, which has no pixels, does not
// heed it.
func Ratio(ratio float64) ViewOption {
	if !(ratio > 0 && ratio <= 16) {
		panic(fmt.Sprintf("sinks.Ratio: must be above 0 and at most 16, got %v", ratio))
	}
	return func(v *viz.View) { v.Ratio = ratio }
}

func viewFromOptions(opts []PictureOption) (v viz.View) {
	for _, o := range opts {
		o.picture(&v)
	}
	return v
}
