package viz

import (
	"fmt"
	"image/color"
	"time"

	"github.com/streamgage/streamgage/viz/internal/theme"
	"gonum.org/v1/plot"
)

// Opt is an option of an element. An element ignores options that its kind does not use.
type Opt interface{ apply(*settings) error }

// settings holds the values of all options of an element. Sizes are in pixels. nil, "" and negative numbers mean that
// an option was not set. For width and height, 0 means this too.
type settings struct {
	// Options of the plot:
	width, height  int
	title          *string
	xLabel, yLabel *string
	showGrid       *bool
	showLegend     *bool
	background     *color.RGBA
	theme          *theme.Theme
	framewise      bool
	plotHooks      []func(*plot.Plot)
	zone           *time.Location
	axes           [2]axisSettings // of x and y
	hysteresis     float64         // of y; 0: none
	invertAxes     bool

	// Options of each chart:
	fillColor     *color.RGBA
	lineColors    []color.RGBA
	boxFillColors []color.RGBA
	lineWidth     float64
	dotSize       float64
	alpha         float64
	colorIndex    string
	colorMap      string
	logZ          bool
	interpolation string
	lineDash      []float64
	barWidth      float64
	stacked       bool
	applyRanges   bool
	textStyle     textStyle
	upDownColors  []color.RGBA
}

func defaultSettings() settings {
	return settings{theme: theme.Light, framewise: true, lineWidth: -1, dotSize: -1, alpha: 1, barWidth: -1}
}

// optionFunc is an option that can have an error.
type optionFunc func(*settings) error

func (f optionFunc) apply(s *settings) error { return f(s) }

// setting makes an option from a function that sets a value and cannot fail.
func setting(f func(*settings)) Opt {
	return optionFunc(func(s *settings) error { f(s); return nil })
}

// maxPixels is the largest size that an option accepts, in pixels.
const maxPixels = 1 << 15

// pixelSetting makes an option from a function that sets a size in pixels. It panics unless the size px is positive and
// at most maxPixels.
func pixelSetting[N int | float64](name string, px N, f func(*settings)) Opt {
	switch {
	case !(px > 0):
		panic(fmt.Sprintf("viz.%s: must be positive, got %v", name, px))
	case px > maxPixels:
		panic(fmt.Sprintf("viz.%s: must be at most %d, got %v", name, maxPixels, px))
	}
	return setting(f)
}
