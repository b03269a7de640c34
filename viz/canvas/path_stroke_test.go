package canvas

import (
	"math"
	"testing"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"
)

// A segment of width w and length l covers w l, in every direction and at every width.
func TestSegmentArea(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := pixels(200, 200)
		width := rapid.Float64Range(0.3, 30).Draw(t, "width")
		length := rapid.Float64Range(20, 140).Draw(t, "length")
		sin, cos := math.Sincos(rapid.Float64Range(0, 2*math.Pi).Draw(t, "angle"))
		dx, dy := vg.Length(cos*length/2), vg.Length(sin*length/2)
		c.SetLineWidth(vg.Length(width))
		c.Stroke(path(false, 100.3-dx, 100.7-dy, 100.3+dx, 100.7+dy))
		// An edge is rounded to 1/256 pixel, and the coverage of the pixels along it to 1/255. Along an upright line these
		// errors are all the same, so they add up.
		wantInk(t, c, width*length, max(1e-3, 0.01/width))
	})
}

// The area of a stroke is known: a segment has its rectangle, a round join of angle a adds r² a / 2 and removes the overlap
// of the rectangles, r² tan(a/2).
func TestJoinArea(t *testing.T) {
	for _, degrees := range []float64{0.5, 5, 30, 60, 89, 91, 120, 150} {
		for _, side := range []float64{1, -1} {
			const width, length, r = 12.0, 70.0, 6.0
			a := degrees * math.Pi / 180
			c := pixels(220, 220)
			c.SetLineWidth(width)
			sin, cos := math.Sincos(side * a)
			c.Stroke(path(false, 110-length, 110, 110, 110, vg.Length(110+length*cos), vg.Length(110+length*sin)))
			wantInk(t, c, 2*width*length+r*r*a/2-r*r*math.Tan(a/2), 1e-3)
		}
	}
}

// At a turn by 180 degrees, the line ends in a half disc. It is covered once, not twice and not zero times.
func TestReversal(t *testing.T) {
	for _, back := range []vg.Length{-60, -60.0001, -20} {
		c := pixels(160, 60)
		c.SetLineWidth(10)
		c.Stroke(path(false, 40, 30, 100, 30, 100+back, 30))
		wantInk(t, c, 600+math.Pi*25/2, 5e-3)
		wantPixel(t, c, 70, 30, black)
	}
	c := pixels(160, 60) // closed: both ends are round
	c.SetLineWidth(10)
	c.Stroke(path(true, 40, 30, 100, 30))
	wantInk(t, c, 600+math.Pi*25, 5e-3)
}

// A closed path is joined at its start, too: the outline of a square has four round corners.
func TestClosedPathsAreJoined(t *testing.T) {
	want := 4*100*8 + 4*(math.Pi*16/4-16)
	for name, p := range map[string]vg.Path{
		"closed":                  box(20, 20, 120, 120),
		"with the start repeated": path(true, 20, 20, 120, 20, 120, 120, 20, 120, 20, 20),
	} {
		c := pixels(140, 140)
		c.SetLineWidth(8)
		c.Stroke(p)
		if got := ink(c); math.Abs(got-want) > 2 {
			t.Errorf("%s: got area %v, want %v", name, got, want)
		}
	}
	c := pixels(140, 140) // open: the first corner has a notch
	c.SetLineWidth(8)
	c.Stroke(path(false, 20, 20, 120, 20, 120, 120, 20, 120, 20, 20))
	if got := ink(c); math.Abs(got-(want-math.Pi*16/4)) > 2 {
		t.Errorf("open: got area %v, want %v", got, want-math.Pi*16/4)
	}
}

// A circle of many short segments is as wide as one segment: nothing is counted twice, and nothing cancels.
func TestDenseCurvesKeepTheirWidth(t *testing.T) {
	for _, n := range []int{12, 50, 200, 1000, 20_000} {
		for _, width := range []float64{0.5, 1, 3, 20} {
			const radius = 60
			var p vg.Path
			for i := range n {
				sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
				p.Line(vg.Point{X: vg.Length(80 + radius*cos), Y: vg.Length(80 + radius*sin)})
			}
			p[0].Type = vg.MoveComp
			p.Close()
			c := pixels(160, 160)
			c.SetLineWidth(vg.Length(width))
			c.Stroke(p)
			wantInk(t, c, 2*float64(n)*radius*math.Sin(math.Pi/float64(n))*width, 0.012)
		}
	}
}

// A line with any number of points in a column is drawn in full: no hole, nothing outside its range.
func TestManyPointsPerColumn(t *testing.T) {
	for _, n := range []int{10_000, 200_000} {
		c := pixels(100, 60)
		c.SetLineWidth(1)
		p := noisePath(n)
		for i := range p {
			p[i].Pos = vg.Point{X: 10 + 80*vg.Length(i)/vg.Length(n), Y: 10 + 40*p[i].Pos.Y/300}
		}
		c.Stroke(p)
		wantInk(t, c, 80*40, 0.06)
		for y := 13; y < 47; y++ {
			for x := 12; x < 88; x++ {
				if c.img.RGBAAt(x, y) != black {
					t.Fatalf("%d points: pixel (%d, %d) is %v", n, x, y, c.img.RGBAAt(x, y))
				}
			}
		}
	}
}

// The reduction of dense lines keeps outlines to within a quarter of a pixel.
func TestDecimateKeepsOutlines(t *testing.T) {
	const n = 4000
	points := make([]point, n)
	for i := range points {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / n)
		points[i] = point{100 + 80*cos, 100 + 80*sin}
	}
	reduced := decimate(points)
	if len(reduced) > n*3/4 {
		t.Errorf("%d points are left of %d", len(reduced), n)
	}
	for i := 1; i < len(reduced); i++ {
		middle := reduced[i-1].towards(reduced[i], 0.5).sub(point{100, 100})
		if r := math.Sqrt(length2(middle)); r < 80-0.25 {
			t.Fatalf("the line is %v pixels inside the circle", 80-r)
		}
	}
}

func TestLineWidthIsNotScaled(t *testing.T) {
	c := pixels(100, 40)
	c.Scale(10, 10)
	c.SetLineWidth(4)
	c.Stroke(path(false, 1, 2, 9, 2))
	wantInk(t, c, 80*4, 1e-3)
	c.Reset()
	c.SetLineWidth(0)
	c.Stroke(path(false, 1, 2, 99, 2))
	c.SetLineWidth(-3)
	c.Stroke(path(false, 1, 2, 99, 2))
	c.SetLineWidth(vg.Length(math.NaN()))
	c.Stroke(path(false, 1, 2, 99, 2))
	wantInk(t, c, 0, 0)
}

func TestDashes(t *testing.T) {
	for _, test := range []struct {
		name    string
		pattern []vg.Length
		offset  vg.Length
		want    float64 // the length of all dashes on a line of 100 pixels
	}{
		{"solid", nil, 0, 100},
		{"4 2", []vg.Length{4, 2}, 0, 16*4 + 4},
		{"4 2, offset 3", []vg.Length{4, 2}, 3, 1 + 16*4 + 1},
		{"4 2, offset -1", []vg.Length{4, 2}, -1, 16*4 + 3},
		{"4 2, offset 3000003", []vg.Length{4, 2}, 3000003, 1 + 16*4 + 1},
		{"one length", []vg.Length{5}, 0, 50},
		{"odd", []vg.Length{3, 2, 1}, 0, 8*6 + 3},
		{"all zero", []vg.Length{0, 0}, 0, 100},
		{"negative", []vg.Length{4, -2}, 0, 100},
		{"not a number", []vg.Length{4, vg.Length(math.NaN())}, 0, 100},
		{"infinite", []vg.Length{4, vg.Length(math.Inf(1))}, 0, 100},
		{"no gaps", []vg.Length{4, 0}, 0, 100},
		{"offset not a number", []vg.Length{4, 2}, vg.Length(math.NaN()), 16*4 + 4},
		{"tiny", []vg.Length{0.003, 0.001}, 0, 75},
	} {
		for _, angle := range []float64{0, 0.4} {
			c := pixels(120, 80)
			c.SetLineDash(test.pattern, test.offset)
			c.SetLineWidth(3)
			sin, cos := math.Sincos(angle)
			c.Stroke(path(false, 10, 20, vg.Length(10+100*cos), vg.Length(20+100*sin)))
			if got := ink(c) / 3; math.Abs(got-test.want) > 0.3 {
				t.Errorf("%s at %v radians: got dashes of %v, want %v", test.name, angle, got, test.want)
			}
		}
	}
}

// The pattern continues around a corner, and begins anew in each subpath.
func TestDashesContinueAtCorners(t *testing.T) {
	c := pixels(100, 100)
	c.SetLineDash([]vg.Length{10, 5}, 0)
	c.SetLineWidth(2)
	c.Stroke(path(false, 10, 10, 17, 10, 17, 80)) // 7 to the right: 3 of the first dash are above the corner
	wantPixel(t, c, 16, 100-12, black)
	wantPixel(t, c, 16, 100-15, white)
	wantPixel(t, c, 16, 100-20, black)
	p := append(path(false, 40, 10, 47, 10), path(false, 40, 30, 52, 30)...)
	c.Stroke(p)
	wantPixel(t, c, 49, 100-30, black)
	wantPixel(t, c, 51, 100-30, white)
}

// The dashes of the visible part of a long line are where they would be if all were drawn.
func TestDashesOfLongLines(t *testing.T) {
	c := pixels(60, 20)
	c.SetLineDash([]vg.Length{6, 4}, 0)
	c.SetLineWidth(2)
	c.Stroke(path(false, -1e9, 10, 1e9, 10.0)) // 1e9 is a whole number of patterns
	wantPixel(t, c, 3, 9, black)
	wantPixel(t, c, 8, 9, white)
	wantPixel(t, c, 53, 9, black)
	wantPixel(t, c, 58, 9, white)
}
