package guides

import (
	"fmt"
	"image/color"
	"math"
	"math/rand/v2"
	"time"

	"github.com/streamgage/streamgage/viz/internal/marks"
	"github.com/streamgage/streamgage/viz/internal/palette"
	"github.com/streamgage/streamgage/viz/internal/theme"
	"gonum.org/v1/plot"
)

// figures returns one figure of each kind that the library draws. The data comes from formulas and seeded random walks.
func figures() []figure {
	return []figure{
		singlePanel("curve", theme.Light, curve()),
		singlePanel("scatter", theme.Light, scatter()),
		singlePanel("hist", theme.Light, histogram()),
		singlePanel("boxes", theme.Light, boxes()),
		singlePanel("area", theme.Light, stackedAreas(theme.Light)),
		singlePanel("dark-area", theme.Dark, stackedAreas(theme.Dark)),
		singlePanel("overlay", theme.Light, overlay(theme.Light)),
		singlePanel("dark-overlay", theme.Dark, overlay(theme.Dark)),
		singlePanel("black", theme.Light, blackBackground()),
		singlePanel("table", theme.Light, cell{table: workers(12)}),
		singlePanel("dark-table", theme.Dark, cell{table: workers(40)}),
		singlePanel("legend", theme.Light, crowdedLegend()),
		alignedPanels(),
		shrinkingPanels(),
	}
}

// singlePanel returns a figure of one panel of 600 by 400 px.
func singlePanel(name string, th *theme.Theme, c cell) figure {
	c.outer = Rect{W: 600, H: 400}
	c.panel.Theme = th
	if c.table != nil {
		c.table.Theme = th
	}
	return figure{name: name, w: 600, h: 400, theme: th, cells: []cell{c}, goldenSVG: len(c.marks) == 2 || c.table != nil}
}

func randomWalk(n int, seed uint64, start, step float64) []float64 {
	r := rand.New(rand.NewPCG(seed, 7))
	out := make([]float64, n)
	for i := range out {
		start += step * r.NormFloat64()
		out[i] = start
	}
	return out
}

func timesFrom(from time.Time, step time.Duration, n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = float64(from.Add(time.Duration(i) * step).UnixNano())
	}
	return out
}

func extent(v []float64, pad float64) (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, x := range v {
		lo, hi = min(lo, x), max(hi, x)
	}
	return lo - pad*(hi-lo), hi + pad*(hi-lo)
}

func curve() cell {
	const n = 5200
	x := timesFrom(time.Date(2000, 1, 3, 0, 0, 0, 0, time.UTC), 34*time.Hour, n)
	y := randomWalk(n, 5, 7.2, 0.012)
	for i := range y {
		y[i] = math.Exp(y[i])
	}
	lo, hi := extent(y, 0.06)
	return cell{
		panel: Panel{Title: "Discharge at the gauge", Subtitle: "Simulated, January 2000 to April 2020",
			X: Axis{Lo: x[0], Hi: x[n-1], Scale: Time}, Y: Axis{Label: "m³/s", Lo: lo, Hi: hi}, GridX: true, GridY: true},
		marks: []plot.Plotter{&marks.Line{X: x, Y: y, Width: 1.5, Color: theme.Light.Cycle[0]}},
	}
}

func scatter() cell {
	const n = 2000
	x, y := randomWalk(n, 11, 0, 1.1), randomWalk(n, 12, 0, 1.1)
	count := make([]float64, n)
	for i := range count {
		count[i] = float64(i)
	}
	colors, err := palette.ColorMap("viridis")
	if err != nil {
		panic(err)
	}
	table := palette.LookupTable(colors)
	p := Panel{Title: "Brownian motion", X: Axis{Label: "x"}, Y: Axis{Label: "y"}, GridX: true, GridY: true,
		ColorBar: &ColorBar{Label: "count", Lo: 0, Hi: n, Colors: table[:]}}
	p.X.Lo, p.X.Hi = extent(x, 0.05)
	p.Y.Lo, p.Y.Hi = extent(y, 0.05)
	return cell{panel: p, marks: []plot.Plotter{
		&marks.Dots{X: x, Y: y, Radius: 2.75, Values: count, Lo: 0, Hi: n, Table: &table}}}
}

func histogram() cell {
	b := &marks.Bars{Fill: theme.Light.Cycle[0]}
	for e := -30.0; e <= 120; e += 5 {
		b.Edges = append(b.Edges, e)
		if e < 120 { // a gamma distribution
			z := (e + 32.5) / 11
			b.Heights = append(b.Heights, 12000*math.Pow(z/3, 3)*math.Exp(3-z)*0.9)
		}
	}
	return cell{panel: Panel{Title: "Distribution of daily flights",
		X: Axis{Label: "departure delay (minutes)", Lo: -35, Hi: 125}, Y: Axis{Label: "Count", Lo: 0, Hi: 11600}, GridY: true},
		marks: []plot.Plotter{b}}
}

func boxes() cell {
	c := cell{panel: Panel{Title: "Latency by service", Y: Axis{Label: "ms", Lo: -12, Hi: 92}, GridY: true,
		X: Axis{Lo: -0.6, Hi: 7.6, Scale: Category, Categories: []string{"auth", "cart", "search", "pay", "ship", "mail", "stock", "web"}}}}
	colors, err := palette.Cycle("Category20")
	if err != nil {
		panic(err)
	}
	for i := range 8 {
		m := 20 + 3.7*float64(i)
		c.marks = append(c.marks, &marks.Box{X: float64(i), Width: 0.64, Q1: m - 8, Median: m - 1, Q3: m + 7 + float64(i), Low: m - 18, High: m + 26,
			Outliers: []float64{m + 30, m + 32.5}, Fill: colors[i], LineColor: theme.Light.Title})
	}
	return c
}

func stackedAreas(th *theme.Theme) cell {
	const n = 200
	x := timesFrom(time.Date(2026, 3, 14, 9, 30, 12, 0, time.UTC), 500*time.Millisecond, n)
	free, all := randomWalk(n, 3, 9, 0.25), make([]float64, n)
	for i := range all {
		all[i] = 16
	}
	used, unused := th.Cycle[0], th.Cycle[3]
	return cell{
		panel: Panel{Title: "Memory", X: Axis{Lo: x[0], Hi: x[n-1], Scale: Time}, Y: Axis{Label: "GB", Lo: 0, Hi: 16}, GridX: true, GridY: true,
			Legend: []LegendEntry{{"free", unused, SquareKey}, {"used", used, SquareKey}}},
		marks: []plot.Plotter{&marks.Area{X: x, Upper: free, Fill: unused}, &marks.Area{X: x, Lower: free, Upper: all, Fill: used}},
	}
}

func overlay(th *theme.Theme) cell {
	const n = 300
	x := timesFrom(time.Date(2026, 3, 14, 21, 50, 0, 0, time.UTC), 30*time.Second, n)
	raw := randomWalk(n, 21, 1, 0.9)
	mean := make([]float64, n)
	for i := range mean {
		from := max(0, i-19)
		for _, v := range raw[from : i+1] {
			mean[i] += v / float64(i+1-from)
		}
	}
	lo, hi := extent(raw, 0.08)
	return cell{
		panel: Panel{Title: "Raw signal and its rolling mean", X: Axis{Lo: x[0], Hi: x[n-1], Scale: Time}, Y: Axis{Label: "Volts", Lo: lo, Hi: hi},
			GridX: true, GridY: true, Legend: []LegendEntry{{"raw", th.Cycle[0], LineKey}, {"rolling mean, 10 min", th.Cycle[1], LineKey}}},
		marks: []plot.Plotter{&marks.Line{X: x, Y: raw, Width: 1.5, Color: th.Cycle[0]}, &marks.Line{X: x, Y: mean, Width: 2.5, Color: th.Cycle[1]}},
	}
}

// blackBackground is the frame of a datashaded picture: a black data area in a light figure.
func blackBackground() cell {
	c := scatter()
	c.panel.Title, c.panel.Subtitle, c.panel.Background = "Black ground", "in a light figure", color.Black
	return c
}

func workers(n int) *Table {
	t := &Table{Title: "Workers", Columns: []string{"Time", "Name", "CPU %", "Δ ms", "Requests"}, AlignRight: []bool{false, false, true, true, true}}
	r := rand.New(rand.NewPCG(1, 2))
	for i := range n {
		delta := fmt.Sprintf("%.1f", 120*r.Float64()-60)
		if delta[0] == '-' {
			delta = "−" + delta[1:]
		}
		t.Rows = append(t.Rows, []string{time.Unix(int64(34200+3*i), 0).UTC().Format("15:04:05"), fmt.Sprintf("worker-%d", i+1),
			fmt.Sprintf("%.2f", 100*r.Float64()), delta, fmt.Sprint(r.IntN(20000))})
	}
	return t
}

// crowdedLegend has a legend of several rows that does not fit, and labels that are too long.
func crowdedLegend() cell {
	c := overlay(theme.Light)
	colors, err := palette.Cycle("Category20")
	if err != nil {
		panic(err)
	}
	c.panel.Title = "A title that goes on and on until there is no more room for it in the picture, however wide"
	c.panel.X.Label, c.panel.Legend = "time of day, UTC", nil
	for i := range 60 {
		c.panel.Legend = append(c.panel.Legend, LegendEntry{fmt.Sprintf("station %d %s", i+1, "north-east"[:i%10]), colors[i%20], LegendKey(i % 3)})
	}
	return c
}

func alignedPanels() figure {
	a, b := curve(), histogram()
	a.outer, b.outer = Rect{W: 500, H: 360}, Rect{X: 500, W: 500, H: 360}
	return figure{name: "layout", w: 1000, h: 360, theme: theme.Light, cells: []cell{a, b}, align: true}
}

// shrinkingPanels shows one panel in smaller and smaller sizes.
func shrinkingPanels() figure {
	f := figure{name: "sizes", w: 640, h: 260, theme: theme.Light}
	x := 0
	for _, s := range [][2]int{{240, 240}, {160, 180}, {120, 120}, {60, 40}, {30, 200}} {
		c := scatter()
		c.panel.Subtitle, c.panel.Legend = "twice", []LegendEntry{{"alpha", theme.Light.Cycle[0], DotKey}, {"beta", theme.Light.Cycle[1], DotKey}}
		c.outer = Rect{X: x, Y: 10, W: s[0], H: s[1]}
		f.cells = append(f.cells, c)
		x += s[0] + 5
	}
	return f
}
