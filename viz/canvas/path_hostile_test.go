package canvas

import (
	"image"
	"image/color"
	"math"
	"testing"
	"time"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"
)

// hostile draws a number that is rare in pictures.
var hostile = rapid.OneOf(
	rapid.Float64(),
	rapid.Float64Range(-1e10, 1e10),
	rapid.Float64Range(-50, 150),
	rapid.SampledFrom([]float64{0, 1, 100, math.NaN(), math.Inf(1), math.Inf(-1), 1e9, -1e9, 1e300, -1e300, 1e-300, math.MaxFloat64}),
)

// hostilePath draws a path of any components with any numbers.
func hostilePath(t *rapid.T) vg.Path {
	pt := func() vg.Point {
		return vg.Point{X: vg.Length(hostile.Draw(t, "x")), Y: vg.Length(hostile.Draw(t, "y"))}
	}
	p := make(vg.Path, rapid.IntRange(0, 12).Draw(t, "components"))
	for i := range p {
		p[i] = vg.PathComp{Type: rapid.IntRange(vg.MoveComp, vg.CloseComp).Draw(t, "type"), Pos: pt()}
		switch p[i].Type {
		case vg.ArcComp:
			p[i].Radius = vg.Length(hostile.Draw(t, "radius"))
			p[i].Start, p[i].Angle = hostile.Draw(t, "start"), hostile.Draw(t, "angle")
		case vg.CurveComp:
			p[i].Control = []vg.Point{pt(), pt()}[:rapid.IntRange(1, 2).Draw(t, "controls")]
		}
	}
	return p
}

// No number panics or takes long, and nothing of it is left behind in the canvas.
func TestHostileNumbers(t *testing.T) {
	c := New(75, 60)
	face := testFace(10)
	img := image.NewRGBA(image.Rect(0, 0, 7, 5))
	rapid.Check(t, func(t *rapid.T) {
		length := func() vg.Length { return vg.Length(hostile.Draw(t, "length")) }
		c.Reset()
		start := time.Now()
		for range rapid.IntRange(1, 6).Draw(t, "steps") {
			switch rapid.IntRange(0, 11).Draw(t, "step") {
			case 0:
				c.SetLineWidth(length())
			case 1:
				c.SetLineDash([]vg.Length{length(), length(), length()}[:rapid.IntRange(0, 3).Draw(t, "dashes")], length())
			case 2:
				c.Rotate(hostile.Draw(t, "angle"))
			case 3:
				c.Translate(vg.Point{X: length(), Y: length()})
			case 4:
				c.Scale(hostile.Draw(t, "scale"), hostile.Draw(t, "scale"))
			case 5:
				c.Push()
			case 6:
				c.Clip(vg.Rectangle{Min: vg.Point{X: length(), Y: length()}, Max: vg.Point{X: length(), Y: length()}})
			case 7:
				c.DrawImage(vg.Rectangle{Min: vg.Point{X: length(), Y: length()}, Max: vg.Point{X: length(), Y: length()}}, img)
			case 8:
				face.Font.Size = length()
				c.FillString(face, vg.Point{X: length(), Y: length()}, "Ay\n☃")
			case 9:
				c.Fill(hostilePath(t))
			default:
				c.Stroke(hostilePath(t))
			}
		}
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("it took %v", took)
		}
		c.Reset()
		c.Fill(path(true, 0, 0, 75, 0, 75, 60, 0, 60, 0, 0.1)) // not the fast way of rectangles
		for i := 0; i < len(c.img.Pix); i += 4 {
			if c.img.Pix[i] > 1 {
				t.Fatalf("pixel %d of a black canvas is %d", i/4, c.img.Pix[i])
			}
		}
	})
}

// A line far beyond the picture passes where it should.
func TestHugeCoordinates(t *testing.T) {
	for _, far := range []vg.Length{1e3, 1e6, 1e9, 1e11} {
		c := pixels(100, 100)
		c.SetLineWidth(4)
		c.Stroke(path(false, -far, -far, far, far)) // the diagonal
		wantInk(t, c, 4*100*math.Sqrt2-4, 0.02)
		wantPixel(t, c, 50, 49, black)
		c.Reset()
		c.Fill(path(true, -far, -far, far, far, far, -far)) // the half below it
		wantInk(t, c, 5000, 1e-3)
		c.Reset()
		c.Fill(box(-far, -far, far, 25))
		wantInk(t, c, 2500, 1e-9)
		c.Reset()
		var p vg.Path // a circle whose border is nearly straight: x = 30
		p.Arc(vg.Point{X: 30 + far, Y: 50}, far, 0, 2*math.Pi)
		c.Fill(p)
		sagitta := 2 * 50. * 50 / 2 / float64(far) / 3 // the mean over the height, both sides
		wantInk(t, c, 100*(70-sagitta/2), 0.01)
	}
}

func TestNotANumberInterruptsLines(t *testing.T) {
	nan := vg.Length(math.NaN())
	c := pixels(100, 20)
	c.SetLineWidth(2)
	c.Stroke(path(false, 10, 10, 30, 10, nan, 10, 50, 10, 80, 10))
	wantInk(t, c, 2*50, 1e-3)
	c.Reset()
	c.SetLineWidth(2)
	c.Stroke(path(true, 10, 10, 30, 10, 50, nan, 50, 10, 80, 10)) // closed: a line from the last point to the first
	wantInk(t, c, 2*70, 0.05)
	c.Reset()
	c.Fill(path(true, 10, 5, nan, 7, 30, 5, 30, 15, 50, nan, 10, 15))
	wantInk(t, c, 200, 1e-3)
}

// Curves and arcs are as long and as large as they should be.
func TestCurves(t *testing.T) {
	c := pixels(200, 200)
	var circle vg.Path
	circle.Move(vg.Point{X: 190, Y: 100})
	circle.Arc(vg.Point{X: 100, Y: 100}, 90, 0, 2*math.Pi)
	circle.Close()
	c.Fill(circle)
	wantInk(t, c, math.Pi*8100, 1e-3)
	c.Reset()
	c.Stroke(circle)
	wantInk(t, c, 2*math.Pi*90, 2e-3)
	c.Reset()
	c.Scale(1, 0.5) // an ellipse
	c.Fill(circle)
	wantInk(t, c, math.Pi*4050, 1e-3)
	c.Reset()
	var quarter vg.Path // a quarter with its two radii, drawn clockwise; further turns do not matter
	quarter.Move(vg.Point{X: 100, Y: 100})
	quarter.Arc(vg.Point{X: 100, Y: 100}, 80, math.Pi/2, -math.Pi/2)
	c.Fill(quarter)
	wantInk(t, c, math.Pi*1600, 1e-3)
	wantPixel(t, c, 110, 90, black)
	c.Reset()
	var parabola vg.Path // the area between a quadratic curve and its chord is 2/3 of the triangle of its points
	parabola.Move(vg.Point{X: 10, Y: 10})
	parabola.QuadTo(vg.Point{X: 100, Y: 180}, vg.Point{X: 190, Y: 10})
	c.Fill(parabola)
	wantInk(t, c, 2./3*180*170/2, 1e-3)
	c.Reset()
	var cubic vg.Path // area = 3/20 times a sum of products of the points (Green's theorem): here 0.6 of the square
	cubic.Move(vg.Point{X: 50, Y: 50})
	cubic.CubeTo(vg.Point{X: 50, Y: 150}, vg.Point{X: 150, Y: 150}, vg.Point{X: 150, Y: 50})
	c.Fill(cubic)
	wantInk(t, c, 0.6*10000, 1e-3)
}

// Small discs are drawn from masks: their area and place are those of the circle.
func TestDiscs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := pixels(60, 60)
		x, y := rapid.Float64Range(20, 40).Draw(t, "x"), rapid.Float64Range(20, 40).Draw(t, "y")
		radius := rapid.Float64Range(1, 16).Draw(t, "radius")
		var p vg.Path
		p.Move(vg.Point{X: vg.Length(x + radius), Y: vg.Length(y)})
		p.Arc(vg.Point{X: vg.Length(x), Y: vg.Length(y)}, vg.Length(radius), 0, 2*math.Pi)
		p.Close()
		c.Fill(p)
		wantInk(t, c, math.Pi*radius*radius, 0.02)
		sumX, sumY := 0.0, 0.0
		for i := range 60 * 60 {
			cover := float64(255-c.img.Pix[4*i]) / 255
			sumX, sumY = sumX+cover*(float64(i%60)+0.5), sumY+cover*(60-0.5-float64(i/60))
		}
		if area := ink(c); math.Abs(sumX/area-x) > 0.1 || math.Abs(sumY/area-y) > 0.1 {
			t.Errorf("got centre (%v, %v), want (%v, %v)", sumX/area, sumY/area, x, y)
		}
		c.Reset()
		c.SetLineWidth(2)
		c.Stroke(p)
		if radius > 2 {
			wantInk(t, c, 4*math.Pi*radius, 0.03)
		}
	})
}

// Rectangles on whole pixels have no blended pixel, at any ratio of pixels to points.
func TestRectanglesOnWholePixels(t *testing.T) {
	for _, ratio := range []float64{1, 1.25, 1.5, 2, 3} {
		c := New(300, 300, DPI(96*ratio))
		for i := range 60 {
			x := vg.Length(float64(5*i) / ratio * 0.75)
			c.Fill(vg.Rectangle{Min: vg.Point{X: x, Y: 0}, Max: vg.Point{X: x + vg.Length(2/ratio*0.75), Y: 300}}.Path())
		}
		for x := range 300 {
			want := white
			if x%5 < 2 {
				want = black
			}
			wantPixel(t, c, x, 17, color.RGBA(want))
		}
	}
}
