package raster

import (
	"errors"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
	"pgregory.net/rapid"
)

// walkRows returns a random walk in ascending order of x.
func walkRows(n int) (xs, ys []float64) {
	r := rand.New(rand.NewPCG(7, 7))
	xs, ys = make([]float64, n), make([]float64, n)
	y := 0.0
	for i := range xs {
		y += r.NormFloat64()
		xs[i], ys[i] = float64(i), y
	}
	return xs, ys
}

var nan, inf = math.NaN(), math.Inf(1)

// The expected ranges are those of datashader's maybe_expand_bounds, and our own if it returns none.
func TestRanges(t *testing.T) {
	cases := []struct {
		name   string
		values []float64
		asked  Range
		want   Range
	}{
		{"data", []float64{3, 1, 2}, Range{}, Range{1, 3}},
		{"asked", []float64{3, 1, 2}, Range{-5, 5}, Range{-5, 5}},
		{"nothing", nil, Range{}, Range{-1, 1}},
		{"missing only", []float64{nan, nan}, Range{}, Range{-1, 1}},
		{"infinite only", []float64{inf, -inf}, Range{}, Range{-1, 1}},
		{"missing among data", []float64{nan, 2, inf, 5, -inf, nan, 3}, Range{}, Range{2, 5}},
		{"one value", []float64{2, 2}, Range{}, Range{1, 3}},
		{"one value asked", []float64{7}, Range{4, 4}, Range{3, 5}},
		{"one huge value", []float64{1 << 60}, Range{}, Range{1<<60 - 1<<40, 1<<60 + 1<<40}},
		{"too narrow", []float64{0, 5e-324}, Range{}, Range{-1, 1}},
		{"widest", []float64{-math.MaxFloat64, math.MaxFloat64}, Range{}, Range{-math.MaxFloat64, math.MaxFloat64}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			v := View{Width: 4, Height: 4, X: c.asked, Y: c.asked}
			line, err := Line(c.values, c.values, v)
			check.NoError(t, err)
			points, err := Points(c.values, c.values, v)
			check.NoError(t, err)
			for _, g := range []*Grid{line, points} {
				if g.X != c.want || g.Y != c.want {
					t.Errorf("x %v, y %v, want %v", g.X, g.Y, c.want)
				}
			}
		})
	}
}

func TestExtentInParallel(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(4))
	_, ys := walkRows(450_003)
	ys[0], ys[len(ys)-1], ys[200_000] = inf, nan, -inf
	want := Range{inf, -inf}
	for _, y := range ys {
		if !math.IsNaN(y) && !math.IsInf(y, 0) {
			want = Range{math.Min(want.Lo, y), math.Max(want.Hi, y)}
		}
	}
	if got := extentInParallel(ys); got != want {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestAscending(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(4))
	xs, _ := walkRows(450_003)
	if !isAscending(xs) {
		t.Error("a time series is not found to be ascending")
	}
	for _, i := range []int{1, 112_499, 112_500, 112_501, 300_000, len(xs) - 2} {
		for _, bad := range []float64{-1, 1e9, nan} {
			was := xs[i]
			if xs[i] = bad; isAscending(xs) {
				t.Errorf("ascending with %v in row %d", bad, i)
			}
			xs[i] = was
		}
	}
}

// A cell includes its lower edge. The last cell includes the upper edge of the range, too.
func TestPointsOnCellEdges(t *testing.T) {
	g, err := Points([]float64{0, 0.999, 1, 3.999, 4, math.Nextafter(4, 5), -1e-300}, make([]float64, 7),
		View{Width: 4, Height: 1, X: Range{0, 4}, Y: Range{-1, 1}})
	check.NoError(t, err)
	if want := []uint32{2, 1, 0, 2}; !slices.Equal(g.Counts, want) {
		t.Errorf("%v, want %v", g.Counts, want)
	}
}

// Below unclampedLimit no cell needs clamping. The limit is near the upper bound if floats are fine enough.
func TestUnclampedLimit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := newAxis(drawRange(t, "range"), rapid.IntRange(1, 5000).Draw(t, "cells"))
		v := a.unclampedLimit()
		if !a.contains(v) || a.hi-a.lo >= 1 && a.hi < 1e6 && v < a.hi-(a.hi-a.lo)*1.01e-6 {
			t.Fatalf("got limit %v in %v to %v", v, a.lo, a.hi)
		}
		if below := math.Nextafter(v, -9e99); a.contains(below) && int(float64(below*a.factor)+a.offset) >= a.cells {
			t.Fatalf("the cell of %v needs clamping", below)
		}
	})
}

// Points counts every row in the view once, in the cell of datashader's formula.
func TestPointsAgainstFormula(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := View{rapid.IntRange(1, 30).Draw(t, "width"), rapid.IntRange(1, 30).Draw(t, "height"), drawRange(t, "x"), drawRange(t, "y")}
		n := rapid.IntRange(0, 100).Draw(t, "rows")
		xs := rapid.SliceOfN(coordinate(v.X.Lo, v.X.Hi), n, n).Draw(t, "xs")
		ys := rapid.SliceOfN(coordinate(v.Y.Lo, v.Y.Hi), n, n).Draw(t, "ys")
		g, err := Points(xs, ys, v)
		if err != nil {
			t.Fatal(err)
		}
		want := make([]uint32, v.Width*v.Height)
		cell := func(r Range, v float64, n int) int {
			s := float64(n) / (r.Hi - r.Lo)
			if math.IsInf(r.Hi-r.Lo, 0) {
				s = float64(n) / 2 / (r.Hi/2 - r.Lo/2)
			}
			t := float64(-r.Lo * s)
			return min(int(float64(v*s)+t), n-1)
		}
		for i := range xs {
			if xs[i] >= g.X.Lo && xs[i] <= g.X.Hi && ys[i] >= g.Y.Lo && ys[i] <= g.Y.Hi {
				want[cell(g.Y, ys[i], v.Height)*v.Width+cell(g.X, xs[i], v.Width)]++
			}
		}
		equalCounts(t, "Points", v.Width, g.Counts, want)
		sums, err := PointValues(xs, ys, slices.Repeat([]float64{1}, n), Sum, v)
		if err != nil {
			t.Fatal(err)
		}
		equalCounts(t, "PointValues", v.Width, sums.Counts, want)
	})
}

func TestPointsInParallel(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(3))
	_, xs := walkRows(300_000)
	v := View{Width: 50, Height: 50}
	all, err := Points(xs, xs, v)
	check.NoError(t, err)
	runtime.GOMAXPROCS(1)
	one, err := Points(xs, xs, v)
	check.NoError(t, err)
	equalCounts(t, "three workers", 50, all.Counts, one.Counts)
	var sum uint32
	for _, c := range all.Counts {
		sum += c
	}
	if sum != 300_000 {
		t.Errorf("got %d rows, want 300000", sum)
	}
}

// The first cell has the values -1, 2 and NaN, the second one 5, the third one none.
func TestReductions(t *testing.T) {
	xs, zs := []float64{0, 0, 1, 0, 9}, []float64{-1, nan, 5, 2, 7}
	for _, c := range []struct {
		r    Reduction
		want []float64
	}{
		{Sum, []float64{1, 5, nan}}, {Mean, []float64{0.5, 5, nan}}, {Min, []float64{-1, 5, nan}},
		{Max, []float64{2, 5, nan}}, {First, []float64{-1, 5, nan}}, {Last, []float64{2, 5, nan}},
	} {
		g, err := PointValues(xs, make([]float64, 5), zs, c.r, View{Width: 3, Height: 1, X: Range{0, 3}})
		check.NoError(t, err)
		for i, want := range c.want {
			if got := g.Values[i]; got != want && !(math.IsNaN(got) && math.IsNaN(want)) {
				t.Errorf("%s: %v, want %v", c.r.Name, g.Values, c.want)
			}
		}
		if want := []uint32{2, 1, 0}; !slices.Equal(g.Counts, want) {
			t.Errorf("%s: counts %v, want %v", c.r.Name, g.Counts, want)
		}
	}
}

func TestSizes(t *testing.T) {
	for _, v := range []View{{0, 0, Range{}, Range{}}, {5, 0, Range{}, Range{}}, {0, 5, Range{}, Range{}}, {math.MaxInt, 0, Range{}, Range{}}} {
		for _, rows := range [][]float64{nil, {1, 2}} {
			line, err := Line(rows, rows, v)
			if err != nil || len(line.Counts) != 0 {
				t.Errorf("%v: %v, %v", v, line, err)
			}
			if g, err := Points(rows, rows, v); err != nil || len(g.Counts) != 0 {
				t.Errorf("%v: %v, %v", v, g, err)
			}
			if g, err := PointValues(rows, rows, rows, Sum, v); err != nil || len(g.Counts) != 0 {
				t.Errorf("%v: %v, %v", v, g, err)
			}
		}
	}
}

func TestErrors(t *testing.T) {
	two, three := make([]float64, 2), make([]float64, 3)
	ok := View{Width: 2, Height: 2}
	for _, c := range []struct {
		name string
		v    View
		xs   []float64
		want error
		text string
	}{
		{"length", ok, three, ErrLength, "got 3 and 2"},
		{"negative", View{Width: -1, Height: 2}, two, ErrSize, "got -1 x 2"},
		{"negative height", View{Width: 0, Height: -2}, two, ErrSize, "got 0 x -2"},
		{"too large", View{Width: 1 << 30, Height: 1 << 30}, two, ErrSize, "got 1073741824 x"},
		{"descending", View{Width: 2, Height: 2, X: Range{2, 1}}, two, ErrRange, "got 2 to 1"},
		{"NaN", View{Width: 2, Height: 2, Y: Range{nan, 1}}, two, ErrRange, "got NaN to 1"},
		{"infinite", View{Width: 2, Height: 2, Y: Range{0, inf}}, two, ErrRange, "got 0 to +Inf"},
	} {
		check := func(op string, err error) {
			if !errors.Is(err, c.want) || !strings.HasPrefix(err.Error(), "raster."+op+": ") || !strings.Contains(err.Error(), c.text) {
				t.Errorf("%s: %s returns %v", c.name, op, err)
			}
		}
		_, err := Line(c.xs, two, c.v)
		check("Line", err)
		_, err = Points(c.xs, two, c.v)
		check("Points", err)
		_, err = PointValues(c.xs, two, two, Sum, c.v)
		check("PointValues", err)
	}
	if _, err := PointValues(two, two, three, Sum, ok); !errors.Is(err, ErrLength) {
		t.Errorf("values too long: %v", err)
	}
	if _, err := PointValues(two, two, two, Reduction{Name: "half"}, ok); !errors.Is(err, ErrReduction) {
		t.Errorf("no functions: %v", err)
	}
}

// A canvas returns what the functions return, whatever it has drawn before. It does not allocate its cells again.
func TestCanvas(t *testing.T) {
	xs, ys := walkRows(5000)
	var c Canvas
	for _, v := range []View{{Width: 50, Height: 40}, {Width: 10, Height: 7}, {Width: 60, Height: 50}, {Width: 0, Height: 3}, {Width: 50, Height: 40}} {
		want, _ := Line(xs, ys, v)
		got, err := c.Line(xs, ys, v)
		if err != nil || !slices.Equal(got.Counts, want.Counts) || got.X != want.X || got.Values != nil {
			t.Errorf("line %v: the grid differs from Line's, error %v", v, err)
		}
		want, _ = PointValues(xs, ys, ys, Max, v)
		got, err = c.PointValues(xs, ys, ys, Max, v)
		same := slices.EqualFunc(got.Values, want.Values, func(a, b float64) bool { return a == b || a != a && b != b })
		if err != nil || !slices.Equal(got.Counts, want.Counts) || !same {
			t.Errorf("values %v: the grid differs from PointValues', error %v", v, err)
		}
		want, _ = Points(xs, ys, v)
		got, err = c.Points(xs, ys, v)
		if err != nil || !slices.Equal(got.Counts, want.Counts) || got.Values != nil {
			t.Errorf("points %v: the grid differs from Points', error %v", v, err)
		}
	}
	v := View{Width: 600, Height: 400}
	grid, _ := c.Line(xs, ys, v)
	_, _ = c.Shade(grid, blues, Linear)
	if n := testing.AllocsPerRun(5, func() {
		grid, _ := c.Line(xs, ys, v)
		_, _ = c.Shade(grid, blues, Linear)
	}); n > 20 {
		t.Errorf("got %v allocations a frame, want at most 20", n)
	}
}
