package viz

import (
	"image"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"gonum.org/v1/plot"
)

// nanosecondRows has n rows one nanosecond apart, from a time on, and their numbers in y.
func nanosecondRows(from time.Time, n int) frame.Frame {
	var ts []time.Time
	var y []float64
	for i := range n {
		ts, y = append(ts, from.Add(time.Duration(i))), append(y, float64(i))
	}
	return frame.Must(frame.New(frame.Col("t", ts), frame.Col("y", y)))
}

var in2018 = time.Date(2018, 1, 4, 9, 1, 0, 123456780, time.UTC)

// 20 rows one nanosecond apart in 2018 are a curve over 19 ns: row i is at i/19 of the axis.
func TestCaseRowsOneNanosecondApart(t *testing.T) {
	f := nanosecondRows(in2018, 20)
	for name, e := range map[string]Element{"Curve": chartOf(t, Curve(), f), "Points": chartOf(t, Points(), f)} {
		p := render(t, e, View{}).panels[0]
		if p.origins[0] != in2018.UnixNano() {
			t.Errorf("%s: origin %v", name, p.origins[0])
		}
		for i, x := range p.charts[0].values("t") {
			if x != float64(i) {
				t.Errorf("%s: row %d is at %v", name, i, x)
			}
		}
	}
	p := render(t, chartOf(t, Curve(), f), View{}).panels[0]
	if p.limits[0] != (Range{0, 19}) || p.guides.X.Origin != in2018.UnixNano() {
		t.Errorf("the axis shows %v after %v", p.limits[0], p.guides.X.Origin)
	}
	// x and y far apart: each axis has its own origin.
	in2020 := nanosecondRows(in2018.AddDate(2, 0, 0), 20)
	received, _ := in2020.Column("t")
	both := frame.Must(frame.New(frame.Nanos("sent", must(f.Times("t"))), frame.Nanos("received", must(in2020.Times("t")))))
	p = render(t, chartOf(t, Points(), both), View{}).panels[0]
	if xs, ys := p.charts[0].values("sent"), p.charts[0].values("received"); xs[19] != 19 || ys[19] != 19 || received.Len() != 20 {
		t.Errorf("the last row is at %v, %v", xs[19], ys[19])
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// Plots of a layout have origins of their own, and show one range.
func TestOriginsOfALayout(t *testing.T) {
	a, b := nanosecondRows(in2018, 20), nanosecondRows(in2018.Add(10), 30)
	p := render(t, Layout(chartOf(t, Curve(), a), chartOf(t, Curve(), b)), View{}).panels
	if p[0].limits[0] != (Range{0, 39}) || p[1].limits[0] != (Range{-10, 29}) {
		t.Errorf("got %v after %v and %v after %v", p[0].limits[0], p[0].origins[0], p[1].limits[0], p[1].origins[0])
	}
}

// Ranges of views and of RedimRange are since 1970, also on an axis with an origin, and also if the axis is frozen.
func TestFixedRangesWithAnOrigin(t *testing.T) {
	at := time.Date(2018, 1, 4, 9, 1, 0, 0, time.UTC)
	lo := float64(at.UnixNano())
	e := chartOf(t, Curve(), nanosecondRows(at, 4096))
	if p := render(t, e.RedimRange("t", lo+1024, lo+2048), View{}).panels[0]; p.limits[0] != (Range{1024, 2048}) {
		t.Errorf("RedimRange: got %v", p.limits[0])
	}
	if p := render(t, e, View{X: Range{lo, lo + 1024}}).panels[0]; p.limits[0] != (Range{0, 1024}) {
		t.Errorf("a view: got %v", p.limits[0])
	}
	s := NewDataStream(nanosecondRows(at, 4096))
	r := render(t, Dynamic(s, Curve()).Opts(Framewise(false)), View{})
	send(t, s, nanosecondRows(at.Add(1024), 4096))
	drawFrame(t, r)
	if p := r.panels[0]; p.limits[0] != (Range{-1024, 3071}) {
		t.Errorf("frozen: got %v after %v", p.limits[0], p.origins[0])
	}
}

// An axis has no origin if it does not need one, or if functions of the user draw absolute times.
func TestNoOrigin(t *testing.T) {
	f := nanosecondRows(in2018, 20)
	for name, e := range map[string]Element{
		"seconds":   chartOf(t, Curve(X("t"), Y("price")), rows),
		"WithPlot":  chartOf(t, Curve(), f).Opts(WithPlot(func(*plot.Plot) {})),
		"in a part": Overlay(chartOf(t, Curve(), f).Opts(WithPlot(func(*plot.Plot) {})), chartOf(t, Curve(), f)),
		"histogram": Overlay(Histogram([]float64{1, 2}, []float64{1}, X("t")).Opts(TimeX(true)), chartOf(t, Curve(), f)),
		"empty":     chartOf(t, Curve(), nanosecondRows(in2018, 0)),
	} {
		if p := render(t, e, View{}).panels[0]; p.origins != [2]int64{} || p.combined[0].scale != guides.Time {
			t.Errorf("%s: origins %v", name, p.origins)
		}
	}
}

// The row of TestDatashadeOfTimes in figures: the image covers the axis.
func TestImageWithAnOrigin(t *testing.T) {
	e := RGB(image.NewRGBA(image.Rect(0, 0, 2, 2)), Bounds{X: Range{0, 19}, Y: Range{0, 1}, Times: true, Origin: in2018.UnixNano()}, X("t"))
	both := Overlay(e, chartOf(t, Curve(), nanosecondRows(in2018, 20)))
	p := render(t, both, View{}).panels[0]
	if p.limits[0] != (Range{0, 19}) || p.origins[0] != in2018.UnixNano() {
		t.Errorf("got %v after %v", p.limits[0], p.origins[0])
	}
}
