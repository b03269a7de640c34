package viz

import (
	"fmt"
	"reflect"
	"runtime/debug"

	"gonum.org/v1/plot"

	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/minmax"
	"github.com/streamgage/streamgage/viz/internal/ticks"
)

// recovered sets *err if the caller panics. It turns a panic of a user's function, or of gonum, into an error with the
// stack. It must be deferred.
func recovered(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("viz.Renderer: panic: %v\n%s", p, debug.Stack())
	}
}

// buildPlot makes gonum's plot and calls the functions of WithPlot. It is done again if such a function changes the
// logarithmic scale of an axis, because the limits depend on the scale: then rescaled is true.
func (p *panel) buildPlot() (rescaled bool, err error) {
	defer recovered(&err)
	gonumPlot := plot.New()
	hideAxes(gonumPlot)
	gonumPlot.BackgroundColor = nil
	for i, c := range p.charts {
		plotters, err := p.chartPlotters(c, p.styles[i])
		if err != nil {
			return false, err
		}
		gonumPlot.Add(plotters...)
	}
	axes := [2]*plot.Axis{&gonumPlot.X, &gonumPlot.Y}
	for i, a := range axes {
		a.Min, a.Max, a.Scale = p.limits[i].Lo, p.limits[i].Hi, plot.LinearScale{}
	}
	if len(p.settings.plotHooks) > 0 {
		if rescaled, err = p.callPlotHooks(gonumPlot); rescaled || err != nil {
			return rescaled, err
		}
	}
	for i, a := range axes {
		inverted := p.inverted(i)
		if s := (axisScale{p.scales[i], inverted}); s.needed(Range{a.Min, a.Max}) && p.normalizers[i] == nil {
			a.Scale = s
		}
		if inverted {
			g := p.axisGuideOf(i)
			g.Lo, g.Hi = g.Hi, g.Lo
		}
	}
	p.plot = gonumPlot
	return false, nil
}

// hideAxes removes all that gonum would draw around the data.
func hideAxes(p *plot.Plot) {
	p.HideAxes()
	p.X.Padding, p.Y.Padding = 0, 0
}

// axisGuideOf returns the guide of the i-th axis.
func (p *panel) axisGuideOf(i int) *guides.Axis { return [2]*guides.Axis{&p.guides.X, &p.guides.Y}[i] }

// inverted reports whether the i-th axis runs the other way.
func (p *panel) inverted(i int) bool {
	return p.axisSettings[i].inverted != nil && *p.axisSettings[i].inverted || p.hookInverted[i]
}

// callPlotHooks calls the functions of WithPlot, and moves what they set to the guides. A field that the guides do not have
// is an error.
func (p *panel) callPlotHooks(gonumPlot *plot.Plot) (rescaled bool, err error) {
	before := *gonumPlot
	for _, hook := range p.settings.plotHooks {
		hook(gonumPlot)
	}
	if err := refusedField(&before, gonumPlot); err != nil {
		return false, err
	}
	if gonumPlot.Title.Text != "" {
		p.guides.Title, gonumPlot.Title.Text = gonumPlot.Title.Text, ""
	}
	for i, a := range [2]*plot.Axis{&gonumPlot.X, &gonumPlot.Y} {
		changed, err := p.moveAxis(i, a)
		if err != nil {
			return false, err
		}
		rescaled = rescaled || changed
	}
	hideAxes(gonumPlot)
	return rescaled, nil
}

// moveAxis moves label, range, scale and ticks of gonum's axis to the guide. It copies the range, unless the guide has no
// range. rescaled is true if the axis is from now on logarithmic, or no longer so.
func (p *panel) moveAxis(i int, from *plot.Axis) (rescaled bool, err error) {
	to := p.axisGuideOf(i)
	if from.Label.Text != "" {
		to.Label, from.Label.Text = from.Label.Text, ""
	}
	if rescaled, err = p.moveScale(i, from); rescaled || err != nil {
		return rescaled, err
	}
	if minmax.IsFinite(to.Lo) {
		if !minmax.IsFinite(from.Min) || !minmax.IsFinite(from.Max) || !(from.Min < from.Max) || !p.scales[i].Holds(from.Min) {
			return false, fmt.Errorf("viz.WithPlot: %w: %c.Min and %c.Max must be finite and ascending, "+
				"and positive on a logarithmic axis, got %v and %v", ErrOption, axisLetters[i], axisLetters[i], from.Min, from.Max)
		}
		to.Lo, to.Hi = from.Min, from.Max
	}
	if marker := from.Tick.Marker; marker != nil && !reflect.DeepEqual(marker, plot.Ticker(plot.ConstantTicks{})) {
		to.Ticks = []ticks.Tick{}
		for _, t := range marker.Ticks(from.Min, from.Max) {
			to.Ticks = append(to.Ticks, ticks.Tick{Value: t.Value, Label: t.Label, Minor: t.IsMinor()})
		}
	}
	return false, nil
}

// axisLetters are the names of the axes as fields of a plot.
const axisLetters = "XY"

// moveScale takes over the scale of gonum's axis. A logarithmic scale and InvertedScale are those of LogX and InvertXAxis. Any
// other one places the data and the ticks.
func (p *panel) moveScale(i int, from *plot.Axis) (rescaled bool, err error) {
	p.normalizers[i] = nil
	scale := from.Scale
	if s, ok := scale.(plot.InvertedScale); ok {
		p.hookInverted[i], scale = true, s.Normalizer
	}
	var wanted *ticks.Scale
	switch scale.(type) {
	case plot.LinearScale:
	case plot.LogScale:
		wanted = &ticks.Scale{Kind: ticks.Log}
	case nil:
		return false, fmt.Errorf("viz.WithPlot: %w: %c.Scale must not be nil", ErrOption, axisLetters[i])
	default:
		p.normalizers[i] = scale
		p.axisGuideOf(i).Normalize = scale.Normalize
		return false, nil
	}
	from.Scale = plot.LinearScale{} // replaced by an axisScale where that is needed
	if had := p.hookScales[i]; (had == nil) != (wanted == nil) {
		p.hookScales[i] = wanted
		return true, nil
	}
	return false, nil
}

// refusedField returns an error if a function of WithPlot has changed a field that has no effect, because viz draws the axes
// and the title.
func refusedField(before, after *plot.Plot) error {
	type field struct {
		name        string
		was, is     any
		alternative string
	}
	fields := []field{
		{"Title.Padding", before.Title.Padding, after.Title.Padding, ""},
		{"Title.TextStyle", before.Title.TextStyle, after.Title.TextStyle, ""},
	}
	for i, a := range [2][2]*plot.Axis{{&before.X, &after.X}, {&before.Y, &after.Y}} {
		letter, was, is := axisLetters[i:i+1], a[0], a[1]
		fields = append(fields,
			field{letter + ".Label.Padding", was.Label.Padding, is.Label.Padding, ""},
			field{letter + ".Label.TextStyle", was.Label.TextStyle, is.Label.TextStyle, ""},
			field{letter + ".Label.Position", was.Label.Position, is.Label.Position, ""},
			field{letter + ".LineStyle", was.LineStyle, is.LineStyle, ""},
			field{letter + ".Padding", was.Padding, is.Padding, "; to show more of the axis, set " + letter + ".Min and " + letter + ".Max"},
			field{letter + ".Tick.Label", was.Tick.Label, is.Tick.Label, "; for other labels, set " + letter + ".Tick.Marker"},
			field{letter + ".Tick.LineStyle", was.Tick.LineStyle, is.Tick.LineStyle, ""},
			field{letter + ".Tick.Length", was.Tick.Length, is.Tick.Length, ""},
			field{letter + ".AutoRescale", was.AutoRescale, is.AutoRescale, "; set " + letter + ".Min and " + letter + ".Max"})
	}
	for _, f := range fields {
		if !reflect.DeepEqual(f.was, f.is) {
			return fmt.Errorf("viz.WithPlot: %w: %s cannot be set, because viz draws the axes and titles%s", ErrOption, f.name, f.alternative)
		}
	}
	return nil
}
