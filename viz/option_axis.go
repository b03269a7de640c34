package viz

import (
	"fmt"

	"github.com/streamgage/streamgage/viz/internal/minmax"
	"github.com/streamgage/streamgage/viz/internal/ticks"
)

// axisSettings holds the options of one axis. nil, and 0 for tickCount, mean that an option was not set.
type axisSettings struct {
	scale      *ticks.Scale
	inverted   *bool
	times      *bool
	format     func(float64) string
	tickCount  int
	tickValues []float64
}

// orElse returns a with the options that are not set replaced by those of b.
func (a axisSettings) orElse(b axisSettings) axisSettings {
	if a.scale == nil {
		a.scale = b.scale
	}
	if a.inverted == nil {
		a.inverted = b.inverted
	}
	if a.times == nil {
		a.times = b.times
	}
	if a.format == nil {
		a.format = b.format
	}
	if a.tickCount == 0 && a.tickValues == nil {
		a.tickCount, a.tickValues = b.tickCount, b.tickValues
	}
	return a
}

// The indices of settings.axes.
const (
	xAxis = iota
	yAxis
)

// LogX makes the x axis logarithmic. Values that are not positive have no place on it and are left out: a line has a gap
// there. [Renderer.LeftOut] counts them, and the first frame of a Renderer that leaves out any logs a warning. An end of RedimRange or of
// a view that is not positive follows the data. An axis of times or categories cannot be logarithmic: that is an ErrOption.
// Parts of an overlay share the option: it is enough to set it on one of them. Default: false.
func LogX(on bool) Opt { return logOption(xAxis, on) }

// LogY makes the y axis logarithmic, as LogX does for the x axis. Bars and areas begin at the lower edge.
func LogY(on bool) Opt { return logOption(yAxis, on) }

func logOption(i int, on bool) Opt {
	var scale ticks.Scale
	if on {
		scale.Kind = ticks.Log
	}
	return setting(func(s *settings) { s.axes[i].scale = &scale })
}

// SymlogX makes the x axis logarithmic on both sides of 0, and linear between -linthresh and linthresh. So it can show
// values of both signs. The formula is that of matplotlib's symlog. It panics unless linthresh is positive and finite.
func SymlogX(linthresh float64) Opt { return symlogOption("SymlogX", xAxis, linthresh) }

// SymlogY makes the y axis logarithmic on both sides of 0, as SymlogX does for the x axis.
func SymlogY(linthresh float64) Opt { return symlogOption("SymlogY", yAxis, linthresh) }

func symlogOption(name string, i int, linthresh float64) Opt {
	if !(linthresh > 0) || !minmax.IsFinite(linthresh) {
		panic(fmt.Sprintf("viz.%s: linthresh must be positive and finite, got %v", name, linthresh))
	}
	scale := ticks.Scale{Kind: ticks.Symlog, Threshold: linthresh}
	return setting(func(s *settings) { s.axes[i].scale = &scale })
}

// LogZ makes the colours of ColorIndex, and the colour bar, logarithmic. Values that are not positive are grey. An option of
// a column of times is ignored. Default: false.
func LogZ(on bool) Opt { return setting(func(s *settings) { s.logZ = on }) }

// InvertXAxis turns the x axis around: values increase from right to left. Default: false.
func InvertXAxis(on bool) Opt { return setting(func(s *settings) { s.axes[xAxis].inverted = &on }) }

// InvertYAxis turns the y axis around: values increase from top to bottom. Default: false.
func InvertYAxis(on bool) Opt { return setting(func(s *settings) { s.axes[yAxis].inverted = &on }) }

// TimeX makes the numbers of the x axis times, in nanoseconds since the Unix epoch. Plotters and Histogram need it to have a
// time axis, or to be overlaid on an element over time. The axis of a column of times is a time axis without it. Default:
// false.
func TimeX(on bool) Opt { return setting(func(s *settings) { s.axes[xAxis].times = &on }) }

// TimeY makes the numbers of the y axis times, as TimeX does for the x axis.
func TimeY(on bool) Opt { return setting(func(s *settings) { s.axes[yAxis].times = &on }) }

// XFormatter sets the labels of the x axis: f returns the label of a value, in the dimension's units (times: nanoseconds
// since the Unix epoch). An axis of categories ignores it. See [SI] for quantities with units. A panic of f is an error of
// the frame. XFormatter panics if f is nil.
func XFormatter(f func(float64) string) Opt { return formatterOption("XFormatter", xAxis, f) }

// YFormatter sets the labels of the y axis, as XFormatter does for the x axis.
func YFormatter(f func(float64) string) Opt { return formatterOption("YFormatter", yAxis, f) }

func formatterOption(name string, i int, f func(float64) string) Opt {
	if f == nil {
		panic(fmt.Sprintf("viz.%s: the function must not be nil", name))
	}
	return setting(func(s *settings) { s.axes[i].format = f })
}

// SI returns a formatter that writes quantities with a unit and the prefixes of the SI, from quecto (10^-30) to quetta
// (10^30): 1500 in "B" is "1.5 kB", and 2e-7 in "s" is "200 ns". It writes up to six significant digits. See [XFormatter].
func SI(unit string) func(float64) string {
	return func(v float64) string { return ticks.FormatSI(v, unit) }
}

// TickChoice is how XTicks and YTicks choose the ticks of an axis: by TickCount or TickValues.
type TickChoice struct {
	count  int
	values []float64
}

// TickCount is about the number of ticks that an axis should have; they still stand at round values. It panics unless n > 0.
func TickCount(n int) TickChoice {
	if n <= 0 {
		panic(fmt.Sprintf("viz.TickCount: must be positive, got %d", n))
	}
	return TickChoice{count: n}
}

// TickValues are the values at which an axis has its ticks, in the dimension's units (times: nanoseconds since the Unix
// epoch). Values outside of the axis have no tick. Without values, the axis has no ticks. It panics on a value that is not
// finite.
func TickValues(values ...float64) TickChoice {
	for _, v := range values {
		if !minmax.IsFinite(v) {
			panic(fmt.Sprintf("viz.TickValues: must be finite, got %v", v))
		}
	}
	return TickChoice{values: append([]float64{}, values...)}
}

// XTicks chooses the ticks of the x axis. Labels that would overlap are left out. Default: one tick about every 90 pixels.
func XTicks(t TickChoice) Opt { return ticksOption(xAxis, t) }

// YTicks chooses the ticks of the y axis. Default: one tick about every 52 pixels.
func YTicks(t TickChoice) Opt { return ticksOption(yAxis, t) }

func ticksOption(i int, t TickChoice) Opt {
	return setting(func(s *settings) { s.axes[i].tickCount, s.axes[i].tickValues = t.count, t.values })
}

// YHysteresis keeps the range of the y axis from frame to frame, so that the axis of a stream does not jitter. The range changes
// if the data leaves it, or if the data needs less than a share of it, on a logarithmic axis in decades; it is then that of
// the frame, with its padding. 0 means that the range follows each frame; 0.5 is a good share of a stream. RedimRange and views
// still apply. Plots of a layout that share a dimension show the union of what each keeps. It panics unless 0 <= share < 1.
// Default: 0.
func YHysteresis(share float64) Opt {
	if !(share >= 0 && share < 1) {
		panic(fmt.Sprintf("viz.YHysteresis: the share must be at least 0 and less than 1, got %v", share))
	}
	return setting(func(s *settings) { s.hysteresis = share })
}
