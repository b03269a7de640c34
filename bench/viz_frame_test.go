package bench

import (
	"bytes"
	"fmt"
	"image/png"
	"io"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgsvg"
)

// frameFigures returns figures of 600 x 400 pixels, and a layout of 900 x 720.
func frameFigures(b *testing.B) []struct {
	name   string
	figure viz.Drawable
} {
	b.Helper()
	made := func(e viz.Element, err error) viz.Element {
		if err != nil {
			b.Fatal(err)
		}
		return e
	}
	start := time.Date(2017, 10, 16, 12, 0, 0, 0, time.UTC)
	every := func(n int, d time.Duration) []time.Time {
		ts := make([]time.Time, n)
		for i := range ts {
			ts[i] = start.Add(time.Duration(i) * d)
		}
		return ts
	}
	curve := func(n int) viz.Element {
		_, ys := walk(n)
		return made(viz.Curve()(frame.Must(frame.New(frame.Index("time", every(n, time.Minute)), frame.Col("y", ys))))).Relabel("Random walk")
	}
	scatter := func(n int) viz.Element {
		count := make([]int64, n)
		for i := range count {
			count[i] = int64(i)
		}
		f := frame.Must(frame.New(frame.Col("x", noise(n, 1)), frame.Col("y", noise(n, 2)), frame.Col("count", count)))
		return made(viz.Scatter()(f)).Opts(viz.ColorIndex("count"))
	}
	boxes := func(n int) viz.Element {
		core, load := make([]string, 0, 100*n), noise(100*n, 3)
		for i := range load {
			core, load[i] = append(core, fmt.Sprint(i%n)), 50+10*load[i]
		}
		f := frame.Must(frame.New(frame.Col("CPU", core), frame.Col("load", load)))
		return made(viz.BoxWhisker(viz.X("CPU"), viz.Y("load"))(f)).Relabel("CPU usage")
	}
	areas := func(n int) viz.Element {
		rng := rand.New(rand.NewPCG(6, 2))
		used, free := make([]float64, n), make([]float64, n)
		for i := range used {
			used[i], free[i] = 60+5*rng.Float64(), 20+5*rng.Float64()
		}
		f := frame.Must(frame.New(frame.Index("time", every(n, time.Second)), frame.Col("free", free), frame.Col("used", used)))
		area := made(viz.Area(viz.X("time"), viz.Y("usage"), viz.By("type"))(frame.Must(f.Melt("time", "type", "usage"))))
		return viz.Stack(area).Relabel("Memory")
	}
	histogram := func() viz.Element {
		edges, heights := make([]float64, 41), make([]float64, 40)
		for i, v := range noise(40, 9) {
			edges[i+1], heights[i] = float64(i+1), 100+20*v
		}
		return viz.Histogram(edges, heights, viz.X("delay")).Relabel("Departures")
	}
	table := func() viz.Element {
		columns := []frame.Column{frame.Index("time", every(12, time.Second))}
		for i, name := range []string{"price", "size", "bid", "ask"} {
			columns = append(columns, frame.Col(name, noise(12, uint64(i))))
		}
		return made(viz.Table()(frame.Must(frame.New(columns...)))).Relabel("Trades")
	}
	return []struct {
		name   string
		figure viz.Drawable
	}{
		{"curve1k", curve(1000)},
		{"curve10k", curve(10_000)},
		{"scatter2k", scatter(2000)},
		{"boxwhisker16", boxes(16)},
		{"area2x200", areas(200)},
		{"histogram", histogram()},
		{"table", table()},
		{"layout2x2", viz.Layout(curve(500), scatter(2000), boxes(8), histogram())},
	}
}

// BenchmarkFrame measures a frame of a figure: to the bytes of a PNG, to those of an SVG document, and the drawing alone.
// vgimg and vgsvg are the same figure on gonum's own canvases, with image/png. Everything that a frame needs is included:
// ranges, ticks, layout. size is the number of bytes.
func BenchmarkFrame(b *testing.B) {
	for _, f := range frameFigures(b) {
		fig := f.figure.Figure()
		width, height := fig.Size()
		w, h := 0.75*vg.Length(width), 0.75*vg.Length(height)
		run := func(name string, write func(*viz.Renderer, io.Writer) error) {
			b.Run(f.name+"/"+name, func(b *testing.B) {
				r := fig.Renderer(viz.View{})
				var out bytes.Buffer
				if err := write(r, &out); err != nil { // the buffers and caches of the first frame
					b.Fatal(err)
				}
				b.ReportAllocs()
				for b.Loop() {
					out.Reset()
					if err := write(r, &out); err != nil {
						b.Fatal(err)
					}
				}
				if out.Len() > 0 {
					b.ReportMetric(float64(out.Len()), "size")
				}
			})
		}
		run("png/streamgage", (*viz.Renderer).PNG)
		run("png/vgimg", func(r *viz.Renderer, out io.Writer) error {
			c := vgimg.New(w, h)
			if err := r.Draw(c); err != nil {
				return err
			}
			return png.Encode(out, c.Image())
		})
		run("svg/streamgage", (*viz.Renderer).SVG)
		run("svg/vgsvg", func(r *viz.Renderer, out io.Writer) error {
			c := vgsvg.New(w, h)
			if err := r.Draw(c); err != nil {
				return err
			}
			_, err := c.WriteTo(out)
			return err
		})
		run("draw/streamgage", func(r *viz.Renderer, _ io.Writer) error {
			_, err := r.Image()
			return err
		})
		run("draw/vgimg", func(r *viz.Renderer, _ io.Writer) error { return r.Draw(vgimg.New(w, h)) })
	}
}
