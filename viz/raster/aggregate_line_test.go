package raster

import (
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/viz/internal/minmax"
)

// reference draws a line as datashader's line.py does, statement by statement. It differs for ranges so narrow that rounding
// would leave the grid: n replaces the cell of the upper bound, which otherwise is the same, and cells are limited to the
// grid.
type reference struct {
	width, height          int
	xmin, xmax, ymin, ymax float64
	sx, tx, sy, ty         float64
	counts                 []uint32
}

// newReference returns a reference with an empty grid.
func newReference(m mapping) *reference {
	return &reference{m.x.cells, m.y.cells, m.x.lo, m.x.hi, m.y.lo, m.y.hi, m.x.factor, m.x.offset, m.y.factor, m.y.offset, make([]uint32, m.x.cells*m.y.cells)}
}

func (r *reference) append(x, y int) { r.counts[y*r.width+x]++ }

func (r *reference) line(xs, ys []float64) []uint32 {
	isnull := func(i int) bool {
		return math.IsNaN(xs[i]) || math.IsInf(xs[i], 0) || math.IsNaN(ys[i]) || math.IsInf(ys[i], 0)
	}
	for i := range max(len(xs)-1, 0) {
		if !isnull(i) && !isnull(i+1) {
			r.segment(i == 0 || isnull(i-1), xs[i], xs[i+1], ys[i], ys[i+1])
		}
	}
	return r.counts
}

func (r *reference) segment(start bool, x0, x1, y0, y1 float64) {
	if x0 < r.xmin && x1 < r.xmin || x0 > r.xmax && x1 > r.xmax || y0 < r.ymin && y1 < r.ymin || y0 > r.ymax && y1 > r.ymax {
		return
	}
	t0, t1 := 0.0, 1.0
	accepted := true
	clipt := func(p, q float64) {
		if p < 0 && q < 0 {
			if r := q / p; r > t1 {
				accepted = false
			} else if r > t0 {
				t0 = r
			}
		} else if p > 0 && q < p {
			if r := q / p; r < t0 {
				accepted = false
			} else if r < t1 {
				t1 = r
			}
		} else if q < 0 {
			accepted = false
		}
	}
	dx1, dy1 := x1-x0, y1-y0
	clipt(-dx1, x0-r.xmin)
	clipt(dx1, r.xmax-x0)
	clipt(-dy1, y0-r.ymin)
	clipt(dy1, r.ymax-y0)
	if !accepted {
		return
	}
	clippedEnd, clippedStart := t1 < 1, t0 > 0
	if clippedEnd {
		x1, y1 = x0+float64(t1*dx1), y0+float64(t1*dy1)
	}
	if clippedStart {
		x0, y0 = x0+float64(t0*dx1), y0+float64(t0*dy1)
	}
	snap := func(v, s, t float64, n int) int {
		i := int(float64(v*s) + t)
		if i == n {
			i--
		}
		return max(0, min(i, n-1))
	}
	r.bresenham(start || clippedStart, clippedStart || clippedEnd,
		snap(x0, r.sx, r.tx, r.width), snap(x1, r.sx, r.tx, r.width),
		snap(y0, r.sy, r.ty, r.height), snap(y1, r.sy, r.ty, r.height))
}

func (r *reference) bresenham(start, clipped bool, x0, x1, y0, y1 int) {
	sign := func(d int) int { return min(max(d, -1), 1) }
	dx, dy := x1-x0, y1-y0
	ix, iy := sign(dx), sign(dy)
	dx, dy = max(dx, -dx)*2, max(dy, -dy)*2
	if !clipped && dx|dy == 0 {
		r.append(x0, y0)
		return
	}
	if start {
		r.append(x0, y0)
	}
	if dx >= dy {
		e := 2*dy - dx
		for x0 != x1 {
			if e >= 0 && (e != 0 || ix > 0) {
				e -= 2 * dx
				y0 += iy
			}
			e += 2 * dy
			x0 += ix
			r.append(x0, y0)
		}
		return
	}
	e := 2*dx - dy
	for y0 != y1 {
		if e >= 0 && (e != 0 || iy > 0) {
			e -= 2 * dy
			x0 += ix
		}
		e += 2 * dx
		y0 += iy
		r.append(x0, y0)
	}
}

// coordinate generates numbers that are likely to cause errors: repeated and whole numbers, missing and huge ones, and
// numbers on both sides of a range's edge.
func coordinate(edges ...float64) *rapid.Generator[float64] {
	return rapid.Custom(func(t *rapid.T) float64 {
		switch rapid.IntRange(0, 19).Draw(t, "kind") {
		case 0:
			return rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), math.Inf(-1)}).Draw(t, "missing")
		case 1:
			return rapid.SampledFrom([]float64{1e6, -1e6, 1e17, -1e17, 1e300, -1e300, 1.7e308, -1.7e308}).Draw(t, "huge")
		case 2, 3:
			if len(edges) > 0 {
				e := rapid.SampledFrom(edges).Draw(t, "edge")
				return rapid.SampledFrom([]float64{e, math.Nextafter(e, 9e99), math.Nextafter(e, -9e99)}).Draw(t, "side")
			}
		case 4, 5, 6, 7, 8:
			whole := float64(rapid.IntRange(-6, 6).Draw(t, "whole"))
			return math.Nextafter(whole, whole-float64(rapid.IntRange(0, 1).Draw(t, "below")))
		}
		return rapid.Float64Range(-5, 5).Draw(t, "any")
	})
}

// drawRange draws the zero Range, or a narrow, huge or ordinary one.
func drawRange(t *rapid.T, name string) Range {
	switch rapid.IntRange(0, 4).Draw(t, name) {
	case 0:
		return Range{}
	case 1:
		lo := rapid.Float64Range(-4, 4).Draw(t, "lo")
		return Range{lo, lo + rapid.SampledFrom([]float64{1e-3, 1e-9, 1e-14}).Draw(t, "narrow")}
	case 2:
		return Range{-1e16, 1e16 + 2}
	}
	lo := float64(rapid.IntRange(-5, 4).Draw(t, "lo"))
	return Range{lo, lo + float64(rapid.IntRange(1, 9).Draw(t, "wide"))}
}

// equalCounts checks that two grids have the same counts.
func equalCounts(t interface{ Fatalf(string, ...any) }, name string, width int, got, want []uint32) {
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("%s: cell (%d, %d) is %d, want %d", name, i%width, i/width, got[i], want[i])
		}
	}
}

// Every method draws what datashader draws, however the rows are divided among workers.
func TestLineMethodsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := View{rapid.IntRange(1, 40).Draw(t, "width"), rapid.IntRange(1, 30).Draw(t, "height"), drawRange(t, "x"), drawRange(t, "y")}
		n := rapid.IntRange(0, 300).Draw(t, "rows")
		xs := rapid.SliceOfN(coordinate(v.X.Lo, v.X.Hi), n, n).Draw(t, "xs")
		ys := rapid.SliceOfN(coordinate(v.Y.Lo, v.Y.Hi), n, n).Draw(t, "ys")
		sorted := rapid.Bool().Draw(t, "sorted")
		if sorted {
			for i, x := range xs {
				if !minmax.IsFinite(x) {
					xs[i] = 0
				}
			}
			slices.Sort(xs)
		}
		if got := isAscending(xs); got && !slices.IsSorted(xs) || sorted && n > 0 && !got {
			t.Fatalf("ascending is %v", got)
		}
		g, err := Line(xs, ys, v)
		if err != nil {
			t.Fatal(err)
		}
		m := mapping{newAxis(rangeOrData(v.X, xs, false), v.Width), newAxis(rangeOrData(v.Y, ys, false), v.Height)}
		if g.X != (Range{m.x.lo, m.x.hi}) || g.Y != (Range{m.y.lo, m.y.hi}) {
			t.Fatalf("ranges %v, %v", g.X, g.Y)
		}
		want := newReference(m).line(xs, ys)
		equalCounts(t, "Line", v.Width, g.Counts, want)
		if n < 2 {
			return
		}
		cut := rapid.IntRange(0, n-1).Draw(t, "cut")
		halves := func(draw func([]uint32, []float64, []float64, int, int)) []uint32 {
			counts := make([]uint32, v.Width*v.Height)
			draw(counts, xs, ys, 0, cut)
			draw(counts, xs, ys, cut, n-1)
			return counts
		}
		equalCounts(t, "unordered", v.Width, halves(m.countUnsorted), want)
		if sorted && m.y.exactLimit() > 0 {
			equalCounts(t, "ordered", v.Width, halves(m.countSorted), want)
		}
	})
}

// countInto counts the cells of forEachCell.
func TestCountIntoIsForEachCell(t *testing.T) {
	const n = 9
	for a := range n * n {
		for b := range n * n {
			for _, first := range []bool{false, true} {
				s := cellSegment{a % n, a / n, b % n, b / n, first}
				var want, got [n * n]uint32
				s.forEachCell(func(x, y int) { want[y*n+x]++ })
				s.countInto(got[:], n)
				if got != want {
					t.Fatalf("%v: %v, want %v", s, got, want)
				}
			}
		}
	}
}

// The cells of a segment are those of the reference, clipped or not.
func TestClipSegment(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := mapping{newAxis(Range{-2, 3}, 20), newAxis(Range{-1, 2}, 15)}
		c := coordinate(-2, 3, -1, 2).Filter(minmax.IsFinite)
		x0, y0, x1, y1 := c.Draw(t, "x0"), c.Draw(t, "y0"), c.Draw(t, "x1"), c.Draw(t, "y1")
		start := rapid.Bool().Draw(t, "start")
		ref := newReference(m)
		ref.segment(start, x0, x1, y0, y1)
		got := make([]uint32, len(ref.counts))
		if s, ok := m.clipSegment(x0, y0, x1, y1, start); ok {
			s.forEachCell(func(x, y int) { got[y*20+x]++ })
		}
		equalCounts(t, "segment", 20, got, ref.counts)
	})
}

// Clipping can round the start of a segment into the column after those of both its vertices.
func TestClippedIntoNextColumn(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	found := 0
	for range 3000 {
		m := mapping{newAxis(Range{0, 2}, 2), newAxis(Range{r.Float64() / 2, 0.5 + r.Float64()/2}, 3)}
		edge, out := m.y.lo, m.y.lo-r.Float64()
		if r.IntN(2) == 0 {
			edge, out = m.y.hi, m.y.hi+r.Float64()
		}
		xs := []float64{0, r.Float64() / 4, math.Nextafter(1, 0), math.Nextafter(1, 0)}
		ys := []float64{out, out, edge, 0.5}
		if s, ok := m.clipSegment(xs[1], ys[1], xs[2], ys[2], true); ok && s.x0 == 1 {
			found++
		}
		for range 2 { // with a vertex before the segment, and without
			counts := make([]uint32, 6)
			m.countSorted(counts, xs, ys, 0, len(xs)-1)
			equalCounts(t, "ordered", 2, counts, newReference(m).line(xs, ys))
			xs, ys = xs[1:], ys[1:]
		}
	}
	if found == 0 {
		t.Error("no such segment found")
	}
}

// There are enough rows for several workers. They are drawn in both orders, zoomed and not.
func TestLineInParallel(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(3))
	xs, ys := walkRows(350_001)
	for i := 1000; i < len(ys); i += 7919 {
		ys[i] = math.NaN()
	}
	lo, hi := extent(ys).Lo, extent(ys).Hi
	views := map[string]View{
		"whole":    {Width: 120, Height: 80},
		"zoomed":   {Width: 120, Height: 80, X: Range{50_000, 300_000}, Y: Range{lo/2 + hi/2, hi}},
		"narrow y": {Width: 120, Height: 80, Y: Range{ys[0], ys[0] + 1e-3}},
	}
	back := make([]float64, len(xs))
	for i, x := range xs {
		back[i] = -x
	}
	for name, v := range views {
		for order, xs := range map[string][]float64{"ascending": xs, "descending": back} {
			g, err := Line(xs, ys, v)
			check.NoError(t, err)
			m := mapping{newAxis(g.X, v.Width), newAxis(g.Y, v.Height)}
			equalCounts(t, name+", "+order, v.Width, g.Counts, newReference(m).line(xs, ys))
		}
	}
}
