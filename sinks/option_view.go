package sinks

import (
	"fmt"

	"github.com/streamgage/streamgage/viz"
)

// PictureOption is an option of [PNG], [SVG], [LastPNG] and [LastSVG].
type PictureOption interface{ picture(*viz.View) }

// ViewOption is an option of all picture sinks: it sets how the figure is drawn.
type ViewOption func(*viz.View)

var (
	_ PictureOption = ViewOption(nil)
	_ GIFOption     = ViewOption(nil)
)

func (o ViewOption) picture(v *viz.View) { o(v) }
func (o ViewOption) gif(c *gifConfig)    { o(&c.view) }

// Size sets the size of the picture in pixels. Default: the figure's own size. It panics unless both are positive.
func Size(width, height int) ViewOption {
	if width <= 0 || height <= 0 {
		panic(fmt.Sprintf("sinks.Size: width and height must be positive, got %dx%d", width, height))
	}
	return func(v *viz.View) { v.Width, v.Height = width, height }
}

// Ratio sets the number of device pixels per pixel of the figure, in both directions. With 2, the picture is twice as
// wide and high, and everything in it is twice as large. This is meant for high-resolution screens. Default: 1. SVG and
// LastSVG ignore it, because SVG has no pixels. It panics unless ratio is above 0 and at most 16.
func Ratio(ratio float64) ViewOption {
	if !(ratio > 0 && ratio <= 16) {
		panic(fmt.Sprintf("sinks.Ratio: must be above 0 and at most 16, got %v", ratio))
	}
	return func(v *viz.View) { v.Ratio = ratio }
}

// viewFromOptions returns the view that the options describe.
func viewFromOptions(opts []PictureOption) (v viz.View) {
	for _, o := range opts {
		o.picture(&v)
	}
	return v
}
