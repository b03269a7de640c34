package guides

import (
	"testing"

	"github.com/streamgage/streamgage/viz/canvas"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"github.com/streamgage/streamgage/viz/internal/svg"
	"github.com/streamgage/streamgage/viz/internal/theme"
	"gonum.org/v1/plot"
)

// curve1k returns a figure of one panel with a curve of 1000 points.
func curve1k() figure {
	c := overlay(theme.Light)
	n := 1000
	x := make([]float64, n)
	for i := range x {
		x[i] = c.panel.X.Lo + (c.panel.X.Hi-c.panel.X.Lo)*float64(i)/float64(n-1)
	}
	y := randomWalk(n, 3, 0, 0.5)
	c.panel.Y.Lo, c.panel.Y.Hi = extent(y, 0.05)
	c.marks = []plot.Plotter{&marks.Line{X: x, Y: y, Width: theme.LineWidth, Color: theme.Light.Cycle[0]}}
	return singlePanel("", theme.Light, c)
}

func BenchmarkCurve1k(b *testing.B) {
	f := curve1k()
	w, h := f.size()
	c := canvas.New(w, h, canvas.Levels(16))
	b.ReportAllocs()
	for b.Loop() {
		f.draw(c)
	}
}

func BenchmarkGuidesAlone(b *testing.B) {
	f := curve1k()
	f.cells[0].marks = nil
	w, h := f.size()
	c := canvas.New(w, h, canvas.Levels(16))
	b.ReportAllocs()
	for b.Loop() {
		f.draw(c)
	}
}

func BenchmarkCurve1kSVG(b *testing.B) {
	f := curve1k()
	w, h := f.size()
	b.ReportAllocs()
	for b.Loop() {
		f.draw(svg.New(w, h))
	}
}

func BenchmarkMargins(b *testing.B) {
	p := &curve1k().cells[0].panel
	var m MarginState
	for b.Loop() {
		p.Margins(600, 400, &m)
	}
}
