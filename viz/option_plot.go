package viz

import (
	"time"

	"github.com/streamgage/streamgage/viz/internal/theme"
	"gonum.org/v1/plot"
)

// Width is the plot's width in pixels, including its axes. Default: 600; in a layout of several plots 450. It panics
// unless 0 < px <= 32768.
func Width(px int) Opt { return pixelSetting("Width", px, func(s *settings) { s.width = px }) }

// Height is the plot's height in pixels, including its axes. Default: 400; in a layout of several plots 360. It panics
// unless 0 < px <= 32768.
func Height(px int) Opt { return pixelSetting("Height", px, func(s *settings) { s.height = px }) }

// ShowGrid turns all grid lines on or off. Default: on, but off at the ticks of an x axis of categories.
func ShowGrid(on bool) Opt { return setting(func(s *settings) { s.showGrid = &on }) }

// ShowLegend turns the legend on or off. Default: on in an overlay whose parts have labels, and on if ColorIndex names
// a column of text, but off for more than 25 entries. A legend takes at most a third of the plot's height: "+N more" stands for
// the entries that have no place.
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

// Framewise sets whether the axes follow the data of each frame. If false, they keep the ranges of the first frame that
// has data. Default: true.
func Framewise(on bool) Opt { return setting(func(s *settings) { s.framewise = on }) }

// TimeZone shows times in a zone: on axes and colour bars, in tables, and as names of categories and groups. Default: UTC.
// Ticks are at whole local times, such as midnight, also on days on which clocks are changed. An hour that occurs twice
// has its ticks twice; the times of a table then have their offsets from UTC. Names are such as 2026-10-25 02:30, or the date alone
// at midnight; the name of a local time that occurs for the second time has the offset: 2026-10-25 02:30 +01:00.
//
// The parts of an overlay have one zone: two different ones are an [ErrOption] of the figure, unless the overlay itself
// has a TimeZone. The plots of a layout may have different zones, also if they share an axis: each shows the same range
// in its own zone. Ranges, such as those of RedimRange, are instants. TimeZone panics if zone is nil.
//
// time.LoadLocation needs the database of zones. A program that runs on machines without it imports time/tzdata.
func TimeZone(zone *time.Location) Opt {
	if zone == nil {
		panic("viz.TimeZone: the zone must not be nil")
	}
	return setting(func(s *settings) { s.zone = zone })
}

// WithPlot calls f with gonum's plot for each frame before it is drawn, after the ranges are set and the element's
// plotters are added. f can add plotters. viz draws title and axes, so it takes over what f sets of them:
//
//   - Title.Text, and X and Y's Label.Text: they replace Title, XLabel and YLabel.
//   - X and Y's Min and Max.
//   - X and Y's Tick.Marker: its ticks, with minor ones.
//   - X and Y's Scale: plot.LogScale is LogX or LogY, plot.InvertedScale is InvertXAxis or InvertYAxis, and any other one
//     places data and ticks. The function is called again if the scale changes the range.
//
// A background colour and a legend of the plot are drawn in the area that shows data. Any other field of the title or of an
// axis (Padding, LineStyle, TextStyle, Tick.Length, AutoRescale and so on) would have no effect: setting it is an ErrOption of
// the frame that names the field. A panic of f or of a plotter is an error of the frame. WithPlot panics if f is nil.
func WithPlot(f func(*plot.Plot)) Opt {
	if f == nil {
		panic("viz.WithPlot: the function must not be nil")
	}
	return setting(func(s *settings) { s.plotHooks = append(s.plotHooks, f) })
}
