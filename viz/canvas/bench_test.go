package canvas

import (
	"image/color"
	"math"
	"testing"

	"gonum.org/v1/plot/vg"
)

// walkPath returns a random walk across 450 x 300 points.
func walkPath(n int) vg.Path {
	var p vg.Path
	y := 150.0
	for i, v := range random(n, 3) {
		y = math.Abs(y + (v-0.5)*12*math.Sqrt(1000/float64(n)))
		p = append(p, vg.PathComp{Type: vg.LineComp, Pos: vg.Point{X: vg.Length(450 * float64(i) / float64(n)), Y: vg.Length(y)}})
	}
	p[0].Type = vg.MoveComp
	return p
}

// noisePath returns white noise across 450 x 300 points.
func noisePath(n int) vg.Path {
	p := walkPath(n)
	for i, v := range random(n, 5) {
		p[i].Pos.Y = vg.Length(300 * v)
	}
	return p
}

// BenchmarkDraw measures what the canvas does, without gonum.
func BenchmarkDraw(b *testing.B) {
	run := func(name string, draw func(c *Canvas)) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			c := New(450, 300)
			for b.Loop() {
				draw(c)
			}
		})
	}
	for name, p := range map[string]vg.Path{
		"walk1k": walkPath(1000), "walk10k": walkPath(10_000), "walk100k": walkPath(100_000),
		"noise1k": noisePath(1000), "noise10k": noisePath(10_000),
	} {
		run("stroke_"+name, func(c *Canvas) { c.Stroke(p) })
	}
	area := walkPath(200)
	area.Line(vg.Point{X: 450})
	area.Line(vg.Point{})
	area.Close()
	run("fill_area", func(c *Canvas) { c.Fill(area) })
	run("fill_area_translucent", func(c *Canvas) {
		c.SetColor(color.NRGBA{R: 200, A: 100})
		c.Fill(area)
	})
	run("reset", func(c *Canvas) {
		c.painter.area = c.img.Rect
		c.Reset()
	})
	var disc vg.Path
	disc.Move(vg.Point{X: 103, Y: 100})
	disc.Arc(vg.Point{X: 100, Y: 100}, 3, 0, 2*math.Pi)
	disc.Close()
	run("disc", func(c *Canvas) { c.Fill(disc) })
	face := testFace(10)
	run("text", func(c *Canvas) { c.FillString(face, vg.Point{X: 20, Y: 20}, "0123456789") })
}
