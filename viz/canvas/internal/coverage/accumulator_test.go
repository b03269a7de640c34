package coverage

import (
	"image"
	"math"
	"testing"

	"go.uber.org/goleak"
	"pgregory.net/rapid"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// picture is a Painter that keeps the coverage of each pixel, and checks that no pixel is painted twice.
type picture struct {
	width, height int
	coverage      []int
}

func newPicture(w, h int) *picture {
	p := &picture{width: w, height: h, coverage: make([]int, w*h)}
	for i := range p.coverage {
		p.coverage[i] = -1
	}
	return p
}

func (p *picture) Solid(y, x0, x1 int, c uint8) {
	for x := x0; x < x1; x++ {
		p.set(x, y, c)
	}
}

func (p *picture) Varied(y, x0 int, cs []uint8) {
	for i, c := range cs {
		p.set(x0+i, y, c)
	}
}

func (p *picture) set(x, y int, c uint8) {
	if x < 0 || x >= p.width || p.coverage[y*p.width+x] >= 0 {
		panic("a pixel outside the picture or painted twice")
	}
	p.coverage[y*p.width+x] = int(c)
}

// at returns the coverage of a pixel, from 0 to 255.
func (p *picture) at(x, y int) int { return max(0, p.coverage[y*p.width+x]) }

// area returns the covered area, in pixels.
func (p *picture) area() float64 {
	sum := 0
	for _, c := range p.coverage {
		sum += max(0, c)
	}
	return float64(sum) / 255
}

type vertex struct{ x, y float64 }

// add adds a closed polygon.
func add(a *Accumulator, vs ...vertex) {
	for i, v := range vs {
		w := vs[(i+1)%len(vs)]
		a.Line(v.x, v.y, w.x, w.y)
	}
}

// sweep returns the picture of what is accumulated.
func sweep(a *Accumulator, w, h int) *picture {
	p := newPicture(w, h)
	a.Sweep(p)
	return p
}

func newAccumulator(w, h int) *Accumulator {
	a := new(Accumulator)
	a.Resize(w, h)
	return a
}

// star returns a polygon of which each ray from (cx, cy) meets the border once.
func star(t *rapid.T, cx, cy, radius float64) []vertex {
	vs := make([]vertex, rapid.IntRange(3, 40).Draw(t, "n"))
	for i := range vs {
		r := radius * rapid.Float64Range(0.2, 1).Draw(t, "r")
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(len(vs)))
		vs[i] = vertex{cx + r*cos, cy + r*sin}
	}
	return vs
}

// shoelace returns a polygon's area.
func shoelace(vs []vertex) (area float64) {
	for i, v := range vs {
		w := vs[(i+1)%len(vs)]
		area += (v.x*w.y - w.x*v.y) / 2
	}
	return math.Abs(area)
}

func TestCoverageSumsToTheAreaOfAPolygon(t *testing.T) {
	const w, h = 150, 130
	a := newAccumulator(w, h)
	rapid.Check(t, func(t *rapid.T) {
		vs := star(t, 75.3, 65.7, 64)
		add(a, vs...)
		got, want := sweep(a, w, h).area(), shoelace(vs)
		if math.Abs(got-want) > 1e-3*want {
			t.Errorf("got area %v, want %v", got, want)
		}
	})
}

// The area of a polygon inside a rectangle is computed by clipping the polygon (Sutherland and Hodgman, 1974).
func clipPolygon(vs []vertex, depth func(vertex) float64) (kept []vertex) {
	for i, v := range vs {
		w := vs[(i+1)%len(vs)]
		dv, dw := depth(v), depth(w)
		if dv >= 0 {
			kept = append(kept, v)
		}
		if (dv < 0) != (dw < 0) {
			t := dv / (dv - dw)
			kept = append(kept, vertex{v.x + t*(w.x-v.x), v.y + t*(w.y-v.y)})
		}
	}
	return kept
}

func TestCoverageOfClippedPolygons(t *testing.T) {
	const w, h = 60, 40
	a := newAccumulator(w, h)
	rapid.Check(t, func(t *rapid.T) {
		center := rapid.Float64Range(-50, 100)
		size := math.Pow(10, rapid.Float64Range(0, 7).Draw(t, "size"))
		vs := star(t, center.Draw(t, "cx"), center.Draw(t, "cy"), size)
		inside := vs
		for _, depth := range []func(vertex) float64{
			func(v vertex) float64 { return v.x }, func(v vertex) float64 { return w - v.x },
			func(v vertex) float64 { return v.y }, func(v vertex) float64 { return h - v.y },
		} {
			inside = clipPolygon(inside, depth)
		}
		add(a, vs...)
		if got, want := sweep(a, w, h).area(), shoelace(inside); math.Abs(got-want) > 0.002*w*h {
			t.Errorf("got area %v, want %v", got, want)
		}
	})
}

func TestRectanglesAreExact(t *testing.T) {
	a := newAccumulator(20, 10)
	add(a, vertex{2, 3}, vertex{9.5, 3}, vertex{9.5, 7.25}, vertex{2, 7.25})
	p := sweep(a, 20, 10)
	for _, c := range []struct{ x, y, want int }{
		{1, 4, 0}, {2, 3, 255}, {8, 6, 255}, {9, 4, 128}, {10, 4, 0}, {5, 7, 64}, {9, 7, 32}, {5, 8, 0}, {5, 2, 0},
	} {
		if got := p.at(c.x, c.y); got != c.want {
			t.Errorf("pixel (%d, %d): got coverage %d, want %d", c.x, c.y, got, c.want)
		}
	}
}

// Coverage along a flat edge rises evenly, also in a wide picture.
func TestFlatEdges(t *testing.T) {
	const w = 2000
	a := newAccumulator(w, 2)
	add(a, vertex{0, 2}, vertex{w, 2}, vertex{w, 1}, vertex{0, 2})
	p := sweep(a, w, 2)
	for x := range w {
		if got, want := float64(p.at(x, 1)), 255*(float64(x)+0.5)/w; math.Abs(got-want) > 1 {
			t.Fatalf("pixel %d: got coverage %v, want %v", x, got, want)
		}
	}
}

func TestNonzeroWinding(t *testing.T) {
	square := func(lo, hi float64) []vertex { return []vertex{{lo, lo}, {hi, lo}, {hi, hi}, {lo, hi}} }
	reversed := func(vs []vertex) []vertex { return []vertex{vs[3], vs[2], vs[1], vs[0]} }
	for _, c := range []struct {
		name  string
		inner []vertex
		want  float64
	}{{"same orientation", square(5, 15), 400}, {"opposite orientation", reversed(square(5, 15)), 300}} {
		a := newAccumulator(30, 30)
		add(a, square(0, 20)...)
		add(a, c.inner...)
		if got := sweep(a, 30, 30).area(); got != c.want {
			t.Errorf("%s: got area %v, want %v", c.name, got, c.want)
		}
	}
}

func TestFoldKeepsTheCoverage(t *testing.T) {
	a := newAccumulator(40, 10)
	for range 40_000 { // more than the sums have room for
		add(a, vertex{2, 2}, vertex{2, 8}, vertex{30.5, 8}, vertex{30.5, 2})
		a.Fold()
	}
	p := sweep(a, 40, 10)
	if got := p.area(); got != 28*6+6 {
		t.Errorf("got area %v, want %v", got, 28*6+6)
	}
	if p := sweep(a, 40, 10); p.area() != 0 {
		t.Error("the accumulator is not empty after Sweep")
	}
}

func TestClip(t *testing.T) {
	a := newAccumulator(50, 50)
	clip := image.Rect(10, 20, 30, 25)
	a.SetClip(clip)
	add(a, vertex{-100, -100}, vertex{100, -100}, vertex{100, 100}, vertex{-100, 100})
	p := sweep(a, 50, 50)
	for y := range 50 {
		for x := range 50 {
			if in := image.Pt(x, y).In(clip); in != (p.at(x, y) == 255) || !in && p.coverage[y*50+x] >= 0 {
				t.Fatalf("pixel (%d, %d): got coverage %d", x, y, p.coverage[y*50+x])
			}
		}
	}
}

func TestResizeReusesMemory(t *testing.T) {
	a := newAccumulator(100, 100)
	add(a, vertex{0, 0}, vertex{100, 0}, vertex{100, 100})
	sweep(a, 100, 100)
	if n := testing.AllocsPerRun(10, func() { a.Resize(50, 60); a.Resize(100, 100) }); n != 0 {
		t.Errorf("got %v allocations", n)
	}
	a.Resize(30, 20)
	add(a, vertex{0, 0}, vertex{30, 0}, vertex{30, 20}, vertex{0, 20})
	if got := sweep(a, 30, 20).area(); got != 600 {
		t.Errorf("got area %v, want 600", got)
	}
}

// No coordinate panics or leaves something behind.
func TestAnyCoordinate(t *testing.T) {
	a := newAccumulator(70, 30)
	rapid.Check(t, func(t *rapid.T) {
		coordinate := rapid.OneOf(rapid.Float64(), rapid.Float64Range(-1e12, 1e12), rapid.Float64Range(-10, 80),
			rapid.SampledFrom([]float64{0, 30, 70, math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64, -math.MaxFloat64, 1e-320}))
		vs := make([]vertex, rapid.IntRange(1, 8).Draw(t, "n"))
		for i := range vs {
			vs[i] = vertex{coordinate.Draw(t, "x"), coordinate.Draw(t, "y")}
		}
		add(a, vs...)
		sweep(a, 70, 30)
		for i, cell := range a.cells {
			if cell != 0 {
				t.Fatalf("cell %d is %d after Sweep", i, cell)
			}
		}
	})
}
