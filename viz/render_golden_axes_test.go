package viz_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"gonum.org/v1/plot"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz"
)

// axesGallery holds figures whose axes are not plain linear ones.
func axesGallery() map[string]viz.Drawable {
	small := func(e viz.Element) viz.Element { return e.Opts(viz.Width(420), viz.Height(300)) }
	const day = 24 * time.Hour
	return map[string]viz.Drawable{
		"axis-log-y":      small(made(viz.Curve()(powers(0, 3))).Opts(viz.LogY(true))),
		"axis-log-wide":   small(made(viz.Curve()(powers(-12, 15))).Opts(viz.LogY(true))),
		"axis-log-log":    small(made(viz.Scatter()(pareto(400))).Opts(viz.LogX(true), viz.LogY(true))),
		"axis-log-narrow": small(made(viz.Curve()(powers(0.3, 0.8))).Opts(viz.LogY(true))),
		"axis-log-histogram": small(viz.Histogram([]float64{1, 10, 100, 1000, 10000}, []float64{5, 20000, 300, 1}).
			Opts(viz.LogX(true), viz.LogY(true))),
		"axis-log-area":    small(made(viz.Area()(powers(0, 4))).Opts(viz.LogY(true), viz.InvertXAxis(true))),
		"axis-log-colours": small(made(viz.Scatter(viz.X("x"), viz.Y("y"))(pareto(400))).Opts(viz.ColorIndex("size"), viz.LogZ(true), viz.LogX(true))),
		"axis-symlog":      small(made(viz.Curve()(cubic())).Opts(viz.SymlogY(1))),
		"axis-inverted":    small(made(viz.Curve()(powers(0, 1))).Opts(viz.InvertYAxis(true), viz.InvertXAxis(true))),
		"axis-formatter": small(made(viz.Curve()(powers(2, 6))).Opts(viz.YFormatter(viz.SI("B/s")),
			viz.XTicks(viz.TickValues(0, 25, 50, 100)), viz.YTicks(viz.TickCount(10)))),
		"axis-nanoseconds": small(made(viz.Curve()(nanoseconds(20)))),
		"axis-y-hours":     small(made(viz.Scatter(viz.X("x"), viz.Y("t"))(timesOfRows(20, time.Hour)))),
		"axis-y-months":    small(made(viz.Scatter(viz.X("x"), viz.Y("t"))(timesOfRows(200, day)))),
		"axis-time-colours": small(made(viz.Scatter(viz.X("x"), viz.Y("t"))(timesOfRows(40, 6*time.Hour))).
			Opts(viz.ColorIndex("t"))),
		"axis-hook-ticks": small(made(viz.Curve()(powers(0, 1))).Opts(viz.WithPlot(func(p *plot.Plot) {
			p.X.Tick.Marker = plot.ConstantTicks{{Value: 0, Label: "begin"}, {Value: 50}, {Value: 100, Label: "end"}}
			p.Y.Min, p.Y.Max = 0, 12
		}))),
		"axis-hook-log": small(made(viz.Scatter()(powers(0, 3))).Opts(viz.WithPlot(func(p *plot.Plot) {
			p.Y.Scale, p.Y.Tick.Marker = plot.LogScale{}, plot.LogTicks{Prec: -1}
		}))),
		"axis-categories-turned": small(made(viz.BoxWhisker(viz.X("name"), viz.Y("y"))(named("Owner of building %c", 10)))),
		"axis-categories-elided": small(made(viz.Scatter(viz.X("name"), viz.Y("y"))(named("Owner of the building %c, north wing", 3)))),
		"axis-categories-many":   small(made(viz.Scatter(viz.X("name"), viz.Y("y"))(named("%c%[1]d", 60)))),
		"axis-categories-hours":  small(made(viz.BoxWhisker(viz.X("hour"), viz.Y("y"))(byHour()))),
		"axis-legend-30":         viz.Overlay(walks(30)...).Opts(viz.ShowLegend(true), viz.Width(420), viz.Height(300)),
		"axis-table-numbers": small(made(viz.Table()(frame.Must(frame.New(
			frame.Col("small", []float64{0.3, 2e-7, 5e-9}), frame.Col("near", []float64{1.00001, 1.00002, math.Copysign(0, -1)}),
			frame.Col("large", []float64{1e20, -12, 5e-324}), frame.Col("price", []float64{99.5, 100.25, 101})))))),
		"axis-time-histogram": small(viz.Histogram(hours(12), []float64{1, 4, 9, 12, 8, 3, 2, 5, 7, 3, 1}, viz.X("t")).Opts(viz.TimeX(true))),
	}
}

// powers is a curve of 10^from to 10^to over 0 to 100.
func powers(from, to float64) frame.Frame {
	var x, y []float64
	for i := range 101 {
		x, y = append(x, float64(i)), append(y, math.Pow(10, from+(to-from)*float64(i)/100))
	}
	return frame.Must(frame.New(frame.Col("x", x), frame.Col("y", y)))
}

// pareto is a cloud of values of many sizes, some of them 0 or negative.
func pareto(n int) frame.Frame {
	r := rand.New(rand.NewPCG(1, 2))
	var x, y, size []float64
	for range n {
		x = append(x, math.Pow(r.Float64(), -2)-1.001)
		y = append(y, 1e-3*math.Exp(2*r.NormFloat64()))
		size = append(size, math.Pow(10, 6*r.Float64())-2)
	}
	return frame.Must(frame.New(frame.Col("x", x), frame.Col("y", y), frame.Col("size", size)))
}

func cubic() frame.Frame {
	var x, y []float64
	for i := range 101 {
		v := float64(i)/5 - 10
		x, y = append(x, v), append(y, v*v*v)
	}
	return frame.Must(frame.New(frame.Col("x", x), frame.Col("y", y)))
}

// nanoseconds is a curve of rows one nanosecond apart.
func nanoseconds(n int) frame.Frame {
	at := time.Date(2018, 1, 4, 9, 1, 0, 123456780, time.UTC)
	var t []time.Time
	var y []float64
	for i := range n {
		t, y = append(t, at.Add(time.Duration(i))), append(y, math.Sin(float64(i)/3))
	}
	return frame.Must(frame.New(frame.Col("t", t), frame.Col("y", y)))
}

// timesOfRows has times, every apart, in the column t, and their numbers in x.
func timesOfRows(n int, every time.Duration) frame.Frame {
	var x []float64
	for i := range n {
		x = append(x, float64(i))
	}
	return frame.Must(frame.New(frame.Col("x", x), frame.Col("t", timesEvery(n, every))))
}

// named has n categories with long names, with some values each, and rows without a name.
func named(format string, n int) frame.Frame {
	var names []string
	var valid []bool
	var y []float64
	for i := range 5 * n {
		names, valid, y = append(names, fmt.Sprintf(format, 'A'+i%n)), append(valid, i%17 != 16), append(y, float64(i*i%23))
	}
	return frame.Must(frame.New(frame.Col("name", names).WithValid(valid), frame.Col("y", y)))
}

// byHour has the hours 0, 5 to 23, 1 and 2.
func byHour() frame.Frame {
	var hour []int64
	var y []float64
	for i := range 220 {
		h := int64(i/10+4) % 24
		if i < 10 {
			h = 0
		} else if h == 0 || h == 3 || h == 4 {
			h = 1
		}
		hour, y = append(hour, h), append(y, float64(i*i%37)+10*math.Sin(float64(h)/4))
	}
	return frame.Must(frame.New(frame.Col("hour", hour), frame.Col("y", y)))
}

// walks are n labelled curves.
func walks(n int) []viz.Element {
	var all []viz.Element
	for i := range n {
		all = append(all, made(viz.Curve()(powers(0, float64(i)/30))).Relabel(fmt.Sprint("part number ", i)))
	}
	return all
}

// hours are n full hours in nanoseconds.
func hours(n int) []float64 {
	var edges []float64
	for _, t := range timesEvery(n, time.Hour) {
		edges = append(edges, float64(t.UnixNano()))
	}
	return edges
}

func TestAxesGallery(t *testing.T) {
	for name, d := range axesGallery() {
		t.Run(name, func(t *testing.T) { wantGolden(t, name, d) })
	}
}
