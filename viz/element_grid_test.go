package viz

import (
	"errors"
	"image/color"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"github.com/streamgage/streamgage/viz/internal/palette"
)

// xyz is a frame of the columns x, y and z.
func xyz(x, y, z []float64) frame.Frame {
	return frame.Must(frame.New(frame.Col("x", x), frame.Col("y", y), frame.Col("z", z)))
}

func TestCellsOfAHeatMap(t *testing.T) {
	f := frame.Must(frame.New(frame.Col("h", []int64{10, 9, 10}), frame.Col("day", []string{"Tue", "Mon", "Mon"}), frame.Col("n", []float64{5, 0, nan})))
	r := render(t, chartOf(t, HeatMap(), f), View{})
	p := r.panels[0]
	if !slices.Equal(p.combined[0].categories, []string{"9", "10"}) || !slices.Equal(p.combined[1].categories, []string{"Tue", "Mon"}) {
		t.Errorf("categories %q and %q", p.combined[0].categories, p.combined[1].categories)
	}
	colors, err := palette.ColorMap("viridis")
	check.NoError(t, err)
	img, area := drawFrame(t, r), p.dataArea
	for _, c := range []struct {
		x, y int // quarters of the area, from the upper left
		want color.RGBA
	}{{1, 1, colors[0]}, {3, 1, p.settings.theme.Background}, {1, 3, p.settings.theme.Background}, {3, 3, colors[255]}} {
		if at := img.RGBAAt(area.X+c.x*area.W/4, area.Y+c.y*area.H/4); at != c.want {
			t.Errorf("quarter %d, %d: %v, want %v", c.x, c.y, at, c.want)
		}
	}
	if bar := p.guides.ColorBar; bar == nil || bar.Label != "n" || bar.Lo != 0 || bar.Hi != 5 {
		t.Errorf("colour bar %+v", p.guides.ColorBar)
	}
	fixed := render(t, chartOf(t, HeatMap(), f).RedimRange("n", -1, 9), View{}).panels[0].guides.ColorBar
	if fixed.Lo != -1 || fixed.Hi != 9 {
		t.Errorf("fixed: from %v to %v", fixed.Lo, fixed.Hi)
	}
	_, err = HeatMap(X("day"), Y("n"), Z("n"))(f)
	wantError(t, err, ErrOption, `viz.HeatMap: bad option: a column has one role, got "n" as a position and as the value`)
}

// Rows may come in any order, and cells without a row are empty.
func TestCellsOfAnImage(t *testing.T) {
	f := xyz([]float64{0.3, 0.1, 0.2, 0.5, nan}, []float64{20, 10, 20, 10, 10}, []float64{1, 2, 3, nan, 5})
	c := chartOf(t, Image(), f)
	k := c.kind.(gridImage)
	if k.columns.n != 5 || k.rows.n != 2 || !slices.Equal(k.rowAt, []int{1, -1, -1, -1, 3, -1, 2, 0, -1, -1}) {
		t.Errorf("%d x %d cells %v", k.columns.n, k.rows.n, k.rowAt)
	}
	x, y := c.kind.axes(c)
	if math.Abs(x.dataRange.Lo-0.05) > 1e-12 || math.Abs(x.dataRange.Hi-0.55) > 1e-12 || y.dataRange != (Range{5, 25}) {
		t.Errorf("axes %v and %v", x.dataRange, y.dataRange)
	}
	times := frame.Must(frame.New(frame.Col("t", []time.Time{noon, noon.Add(time.Minute)}), frame.Col("y", []float64{1, 1}), frame.Col("z", []float64{1, 2})))
	x, y = chartOf(t, Image(), times).kind.axes(chartOf(t, Image(), times))
	if x.dataRange.Lo != float64(noon.Add(-30*time.Second).UnixNano()) || y.dataRange != (Range{0.5, 1.5}) {
		t.Errorf("axes of times %v and %v", x.dataRange, y.dataRange)
	}
}

func TestImageOfBadGrids(t *testing.T) {
	_, err := Image()(xyz([]float64{0, 1, 2.3}, []float64{1, 1, 1}, []float64{1, 2, 3}))
	if !errors.Is(err, ErrOption) {
		t.Error(err)
	}
	_, err = Image()(xyz([]float64{1, 1}, []float64{2, 2}, []float64{1, 2}))
	wantError(t, err, ErrOption, `viz.Image: bad option: needs one row at each place, got two at 1, 2; Aggregate makes them one`)
	c := chartOf(t, Image(Aggregate("sum")), xyz([]float64{1, 1}, []float64{2, 2}, []float64{1, 2}))
	if v := c.values("z"); !slices.Equal(v, []float64{3}) {
		t.Errorf("sum %v", v)
	}
	_, err = Image()(xyz([]float64{0, 1e-3, 1e9}, []float64{1, 1, 1}, []float64{1, 2, 3}))
	if !errors.Is(err, ErrOption) {
		t.Errorf("a million million columns: %v", err)
	}
	_, err = Image(X("side"), Y("price"), Z("size"))(rows)
	wantError(t, err, ErrType, `viz.Image: wrong column type: column "side" is string, and needs numbers or times`)
	_, err = Image(Z("side"))(rows)
	wantError(t, err, ErrType, `viz.Image: wrong column type: column "side" is string, and needs numbers or times`)
	for name, f := range hostileFrames() { // an error is all right; a panic or a picture that fails is not
		if e, err := Image()(f); err == nil {
			render(t, e, View{Width: 100, Height: 80})
		} else if !errors.Is(err, ErrOption) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestEdgesOfAQuadMesh(t *testing.T) {
	lower, upper := cellEdges([]float64{4, 1, 2, 4, nan}, 1)
	if !slices.Equal(lower[:4], []float64{3, 0.5, 1.5, 3}) || !slices.Equal(upper[:4], []float64{5, 1.5, 3, 5}) || !math.IsNaN(lower[4]) {
		t.Errorf("from %v to %v", lower, upper)
	}
	lower, upper = cellEdges([]float64{7}, 2)
	if lower[0] != 6 || upper[0] != 8 {
		t.Errorf("one cell: from %v to %v", lower, upper)
	}
}

// Every point is in the hexagon whose centre is nearest, and the tiles count all points.
func TestHexTilesCountThePointsInside(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	n := 3000
	x, y := make([]float64, n), make([]float64, n)
	for i := range n {
		x[i], y[i] = 100*rng.Float64(), 5+rng.NormFloat64()
	}
	c := chartOf(t, HexTiles(Gridsize(12)), xy(x, y))
	k := c.kind.(hexTiles)
	tx, ty, counts := c.values("x"), c.values("y"), c.values("Count")
	want := make([]float64, len(counts))
	for i := range n {
		nearest, distance := 0, inf
		for j := range tx {
			dx, dy := (x[i]-tx[j])/k.grid.width, (y[i]-ty[j])/(k.grid.radius*math.Sqrt(3))
			if d := dx*dx + dy*dy; d < distance {
				nearest, distance = j, d
			}
		}
		want[nearest]++
		if distance > 1.0/3+1e-9 { // the distance from the centre to a corner is 1/sqrt(3) widths
			t.Fatalf("point %d is in no tile", i)
		}
	}
	if !slices.Equal(counts, want) {
		t.Errorf("counts %v, want %v", counts, want)
	}
}

func TestHexTilesOfZ(t *testing.T) {
	f := xyz([]float64{0, 0, 10}, []float64{0, 0, 10}, []float64{1, 3, 8})
	for function, want := range map[string][]float64{"": {2, 8}, "max": {3, 8}, "sum": {4, 8}} {
		dims := []Dim{Z("z")}
		if function != "" {
			dims = append(dims, Aggregate(function))
		}
		if c := chartOf(t, HexTiles(dims...), f); !slices.Equal(c.values("z"), want) {
			t.Errorf("%q: %v, want %v", function, c.values("z"), want)
		}
	}
	wantPanic(t, "viz.Gridsize: must be from 1 to 1000, got 0", func() { Gridsize(0) })
	wantPanic(t, "viz.Levels: must be from 1 to 1000, got 1001", func() { Levels(1001) })
	_, err := HexTiles(Aggregate("median"))(f)
	if !errors.Is(err, ErrOption) {
		t.Error(err)
	}
}

func TestLevelsOfContours(t *testing.T) {
	f := xyz([]float64{0, 1, 0, 1}, []float64{0, 0, 1, 1}, []float64{0, 4, 0, 4})
	k := chartOf(t, Contours(Levels(3)), f).kind.(contours)
	if !slices.Equal(k.levels, []float64{1, 2, 3}) || !slices.Equal(k.x[0][:2], []float64{0.25, 0.25}) {
		t.Errorf("levels %v, x %v", k.levels, k.x)
	}
}

func TestBandwidthsOfDensities(t *testing.T) {
	values := []float64{1, 2, 2, 3, nan, 9, inf}
	width := func(dims ...Dim) float64 {
		k := chartOf(t, Distribution(dims...), xs(values...)).kind.(distribution)
		return (1 - k.at[0]) / densityCut // the density begins 3 widths below the smallest value
	}
	// numpy.std([1, 2, 2, 3, 9], ddof=1) is 3.2093613071762426; 5**-0.2 is 0.7247796636776955
	deviation := 3.2093613071762426
	for name, c := range map[string]struct {
		dims []Dim
		want float64
	}{
		"default": {nil, deviation * math.Pow(5, -0.2)}, "scott": {[]Dim{Bandwidth("scott")}, deviation * math.Pow(5, -0.2)},
		"silverman": {[]Dim{Bandwidth("silverman")}, deviation * math.Pow(5*0.75, -0.2)}, "factor": {[]Dim{Bandwidth(0.5)}, deviation / 2},
	} {
		if w := width(c.dims...); math.Abs(w-c.want) > 1e-12 {
			t.Errorf("%s: %v, want %v", name, w, c.want)
		}
	}
	for _, r := range []Recipe{Distribution(Bandwidth("scot")), Violin(Bandwidth("scot")), Bivariate(Bandwidth("scot"))} {
		_, err := r(xy(values, values))
		wantError(t, err, ErrOption, `viz.Bandwidth: bad option: one of scott, silverman, got "scot"; did you mean "scott"?`)
	}
	wantPanic(t, "viz.Bandwidth: must be above 0 and below a million, got 0", func() { Bandwidth(0.0) })
}

// The area below a density is 1.
func TestDistributionsAreNormed(t *testing.T) {
	f := frame.Must(frame.New(frame.Col("g", []string{"a", "b", "a", "b", "a"}), frame.Col("v", []float64{1, 2, 4, 8, 5})))
	e, err := Distribution(By("g"))(f)
	check.NoError(t, err)
	r, err := e.resolve(View{})
	check.NoError(t, err)
	if len(r.charts) != 2 {
		t.Fatalf("%d groups", len(r.charts))
	}
	for _, c := range r.charts {
		k := c.kind.(distribution)
		sum := 0.0
		for _, d := range k.density {
			sum += d * (k.at[1] - k.at[0])
		}
		if math.Abs(sum-1) > 0.01 {
			t.Errorf("%s: area %v", c.Label(), sum)
		}
	}
}

func TestViolinsAreSymmetric(t *testing.T) {
	f := frame.Must(frame.New(frame.Col("g", []string{"a", "a", "b", "a", "b"}), frame.Col("v", []float64{1, 2, 7, 3, 7})))
	c := chartOf(t, Violin(), f)
	k := c.kind.(violin)
	if c.X() != "" || len(k.densities) != 1 {
		t.Errorf("without X: %d violins over %q", len(k.densities), c.X())
	}
	c = chartOf(t, Violin(X("g"), Y("v")), f)
	k = c.kind.(violin)
	x, y := k.densities[0].violin(5, 0.8)
	for i := range x {
		j := len(x) - 1 - i
		if math.Abs(x[i]+x[j]-10) > 1e-12 || y[i] != y[j] {
			t.Fatalf("corner %d: %v, %v; opposite %v, %v", i, x[i], y[i], x[j], y[j])
		}
	}
	if slices.Max(x) != 5.4 || len(k.densities[1].at) != 0 {
		t.Errorf("widest at %v; equal values have the density %v", slices.Max(x), k.densities[1].density)
	}
	_, err := Violin(X("g"), By("g"))(f)
	if !errors.Is(err, ErrOption) {
		t.Error(err)
	}
}

func TestVectorsOfAField(t *testing.T) {
	f := frame.Must(frame.New(frame.Col("x", []float64{0, 1}), frame.Col("y", []float64{0, 1}), frame.Col("a", []float64{0, 1}), frame.Col("m", []float64{-4, 2})))
	c := chartOf(t, VectorField(), f)
	p, err := c.kind.plotters(c, render(t, c, View{}).panels[0].styles[0])
	check.NoError(t, err)
	if m := p[0].(*marks.Vectors); !slices.Equal(m.Length, []float64{1, 0.5}) || !slices.Equal(m.Angle, []float64{0, 1}) {
		t.Errorf("%+v", m)
	}
	_, err = VectorField()(xy([]float64{1}, []float64{1}))
	wantError(t, err, ErrColumn, `viz.VectorField: no such column for the angle; columns are x, y`)
	wantError(t, Arrow(1, 2, "here", "up").Figure().Err(), ErrOption, `viz.Arrow: bad option: one of <, >, ^, v, got "up"`)
	for _, d := range []string{"<", ">", "^", "v"} {
		for _, invert := range []bool{false, true} {
			r := render(t, Arrow(1, 2, "", d).Opts(InvertAxes(invert), LineColor("#ff0000"), ShowGrid(false)), View{})
			img, area := drawFrame(t, r), r.panels[0].dataArea
			tip := [2]int{area.X + area.W/2, area.Y + area.H/2}
			v := arrowDirections[d]
			tail := img.RGBAAt(tip[0]+int(30*v.dx), tip[1]-int(30*v.dy))
			if tail.R != 255 || tail.G > 200 {
				t.Errorf("arrow %s, inverted %v: no tail", d, invert)
			}
		}
	}
}
