package viz_test

import (
	"context"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
)

// gallery holds a figure of each kind of element, and of cases that are easily drawn badly.
func gallery() map[string]viz.Drawable {
	return map[string]viz.Drawable{
		"curve":        viz.Dynamic(viz.NewDataFrameStream(walk(600)), viz.Curve()).Relabel("Random walk").Opts(viz.Width(500), viz.ShowGrid(true)),
		"curve-gaps":   made(viz.Curve()(gaps())).Opts(viz.YLabel("°C")),
		"curve-row":    made(viz.Curve()(frame.Must(frame.New(frame.Col("y", noise(100, 2)))))).RedimRange("y", 0, 1),
		"scatter":      made(viz.Scatter()(cloud())).Opts(viz.ColorIndex("count"), viz.BgColor("black")).RedimRange("y", -4, 4),
		"points-text":  made(viz.Points(viz.X("x"), viz.Y("y"))(species())).Relabel("Iris, roughly").Opts(viz.ColorIndex("kind"), viz.Size(7)),
		"categories":   made(viz.Scatter(viz.X("kind"), viz.Y("y"))(species())).Opts(viz.Alpha(0.5)),
		"brownian":     brownian(),
		"area":         made(viz.Area()(walk(200))).Opts(viz.Alpha(0.6), viz.LineColor("#3f90da")),
		"stack":        memory(),
		"histogram":    viz.Histogram([]float64{-20, -10, 0, 10, 20, 30, 40}, []float64{120, 900, 4100, 3000, 1400, 260}, viz.X("delay")).Relabel("Departures"),
		"boxes":        made(viz.BoxWhisker(viz.X("CPU"), viz.Y("Utilization"))(cores(8))).Relabel("CPU Usage").Opts(viz.ColorIndex("CPU"), viz.BoxFillColor(viz.Cycle("Category20")...)).RedimRange("Utilization", 0, 100),
		"box":          made(viz.BoxWhisker(viz.Y("x"))(walk(100))),
		"table":        made(viz.Table()(trades())).Relabel("Trades"),
		"rgb":          viz.RGB(rings(), viz.Bounds{X: viz.Range{Lo: -3, Hi: 3}, Y: viz.Range{Lo: -2, Hi: 2}}),
		"plotters":     bars(),
		"overlay":      smoothed(),
		"overlay-dark": smoothed().Opts(viz.Dark(true)).Relabel("Smoothing"),
		"empty":        viz.Dynamic(viz.NewDataStream[frame.Frame](), viz.Scatter()).Relabel("Waiting for data"),
		"layout":       layout(),
		"small":        made(viz.Scatter()(cloud())).Opts(viz.ColorIndex("count"), viz.Width(120), viz.Height(80)),
	}
}

// made panics if the recipe returned an error.
func made(e viz.Element, err error) viz.Element {
	if err != nil {
		panic(err)
	}
	return e
}

var start = time.Date(2017, 10, 16, 12, 0, 0, 0, time.UTC)

// timesEvery returns n times from start on.
func timesEvery(n int, every time.Duration) []time.Time {
	ts := make([]time.Time, n)
	for i := range ts {
		ts[i] = start.Add(time.Duration(i) * every)
	}
	return ts
}

func noise(n int, seed uint64) []float64 {
	rng := rand.New(rand.NewPCG(seed, 0))
	v := make([]float64, n)
	for i := range v {
		v[i] = rng.Float64()
	}
	return v
}

func walk(n int) frame.Frame {
	v, sum := noise(n, 1), 0.0
	for i := range v {
		sum += v[i] - 0.5
		v[i] = sum
	}
	return frame.Must(frame.New(frame.Index("index", timesEvery(n, 10*time.Millisecond)), frame.Col("x", v)))
}

func gaps() frame.Frame {
	v := make([]float64, 400)
	for i := range v {
		if v[i] = 20 + 5*math.Sin(float64(i)/40); i%90 > 70 {
			v[i] = math.NaN()
		}
	}
	return frame.Must(frame.New(frame.Col("day", timesEvery(400, 24*time.Hour)), frame.Col("temperature", v)))
}

func cloud() frame.Frame {
	rng := rand.New(rand.NewPCG(3, 0))
	x, y, count := make([]float64, 2000), make([]float64, 2000), make([]int64, 2000)
	for i := range x {
		x[i], y[i], count[i] = rng.Float64(), rng.NormFloat64(), int64(i/100)
	}
	return frame.Must(frame.New(frame.Col("x", x), frame.Col("y", y), frame.Col("count", count)))
}

func species() frame.Frame {
	rng := rand.New(rand.NewPCG(4, 0))
	names := []string{"setosa", "versicolor", "virginica"}
	var x, y []float64
	var kind []string
	for i := range 150 {
		k := i / 50
		x, y = append(x, 1.5+2*float64(k)+rng.NormFloat64()/2), append(y, 5+float64(k)+rng.NormFloat64()/2)
		kind = append(kind, names[k])
	}
	return frame.Must(frame.New(frame.Col("kind", kind), frame.Col("x", x), frame.Col("y", y)))
}

func brownian() viz.Element {
	rng := rand.New(rand.NewPCG(5, 0))
	s := viz.NewDataFrameStream(frame.Must(frame.New(
		frame.Col[float64]("x", nil), frame.Col[float64]("y", nil), frame.Col[int64]("count", nil))), viz.Index(false), viz.Backlog(100))
	e := viz.Overlay(
		viz.Dynamic(s, viz.Curve()).Opts(viz.LineWidth(1), viz.LineColor("black")),
		viz.Dynamic(s, viz.Points()).Opts(viz.ColorIndex("count"), viz.LineColor("black"), viz.Size(5)))
	var x, y float64
	for i := range 150 {
		x, y = x+rng.NormFloat64(), y+rng.NormFloat64()
		f := frame.Must(frame.New(frame.Const("x", x, 1), frame.Const("y", y, 1), frame.Const("count", i, 1)))
		if err := s.Send(context.Background(), f); err != nil {
			panic(err)
		}
	}
	return e
}

func memory() viz.Element {
	used := noise(200, 6)
	free := make([]float64, 200)
	for i := range used {
		used[i] = 60 + 10*math.Sin(float64(i)/30) + 2*used[i]
		free[i] = 92 - used[i]
	}
	f := frame.Must(frame.New(frame.Index("index", timesEvery(200, 500*time.Millisecond)), frame.Col("free", free), frame.Col("used", used)))
	return viz.Dynamic(viz.NewDataFrameStream(f), func(f frame.Frame) (viz.Element, error) {
		long, err := f.Melt("index", "Type", "Usage")
		if err != nil {
			return nil, err
		}
		areas, err := viz.Area(viz.X("index"), viz.Y("Usage"), viz.By("Type"))(long)
		if err != nil {
			return nil, err
		}
		return viz.Stack(areas).Relabel("Memory"), nil
	}).RedimRange("Usage", 0, 100)
}

func cores(n int) frame.Frame {
	rng := rand.New(rand.NewPCG(7, 0))
	var core []int64
	var load []float64
	for range 100 {
		for c := range n {
			core = append(core, int64(c))
			load = append(load, max(0, min(100, 20+8*float64(c)+12*rng.NormFloat64())))
		}
	}
	return frame.Must(frame.New(frame.Col("CPU", core), frame.Col("Utilization", load)))
}

func trades() frame.Frame {
	n := 40
	price := noise(n, 8)
	size, side := make([]int64, n), make([]string, n)
	for i := range price {
		price[i] = 100 + 20*(price[i]-0.5)
		size[i], side[i] = int64(i*i%17)-8, []string{"buy", "sell"}[i%2]
	}
	return frame.Must(frame.New(frame.Index("time", timesEvery(n, 3*time.Second)), frame.Col("price", price), frame.Col("change", size), frame.Col("side", side)))
}

func rings() image.Image {
	img := image.NewRGBA(image.Rect(0, 0, 30, 20))
	for y := range 20 {
		for x := range 30 {
			v := uint8(127 + 127*math.Sin(math.Hypot(float64(x-15), float64(y-10))/2))
			img.Set(x, y, color.RGBA{v, 80, 255 - v, 255})
		}
	}
	return img
}

func bars() viz.Element {
	return made(viz.Plotters(func(frame.Frame) ([]plot.Plotter, error) {
		f := plotter.NewFunction(math.Sin)
		f.XMin, f.XMax = 0, 6
		b, err := plotter.NewBarChart(plotter.Values{0.2, 0.7, 0.9, 0.4, -0.6, -0.9, -0.2}, 20)
		b.Color, f.Color = color.RGBA{0x92, 0xda, 0xdd, 255}, color.RGBA{0xbd, 0x1f, 0x01, 255}
		return []plot.Plotter{b, f}, err
	})(frame.Frame{}))
}

func smoothed() viz.Element {
	f := walk(400)
	raw, err := f.Floats("x")
	if err != nil {
		panic(err)
	}
	smooth := make([]float64, len(raw))
	for i := range raw {
		part := raw[max(0, i-49) : i+1]
		for _, v := range part {
			smooth[i] += v / float64(len(part))
		}
	}
	g := frame.Must(frame.New(frame.Index("index", timesEvery(400, 10*time.Millisecond)), frame.Col("x", smooth)))
	return viz.Overlay(
		viz.Dynamic(viz.NewDataFrameStream(f), viz.Curve()).Relabel("raw"),
		viz.Dynamic(viz.NewDataFrameStream(g), viz.Curve()).Relabel("smooth"))
}

func layout() *viz.Figure {
	box := made(viz.BoxWhisker(viz.X("CPU"), viz.Y("Utilization"))(cores(4))).Relabel("CPU Usage")
	return viz.Layout(
		made(viz.Curve()(walk(200))).Relabel("Left"), made(viz.Scatter()(walk(300))),
		box.Opts(viz.ColorIndex("CPU")), made(viz.Table()(trades())))
}
