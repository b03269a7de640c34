package viz_test

import (
	"github.com/streamgage/streamgage/viz"
	"github.com/streamgage/streamgage/viz/internal/golden"
)

// The quartiles of each category, with whiskers and outliers.
func ExampleBoxWhisker_picture() {
	boxes, err := viz.BoxWhisker(viz.X("species"), viz.Y("length"))(petals)
	golden.Show("box-whisker", boxes.Relabel("Petals").Opts(viz.ColorIndex("species"), viz.YLabel("length, cm")), err)
	// Output: box-whisker: 600 x 400 pixels
}

// Counts that are known already; operation.Histogram counts rows.
func ExampleHistogram_picture() {
	figure := viz.Histogram([]float64{-20, -10, 0, 10, 20, 30, 40}, []float64{120, 900, 4100, 3000, 1400, 260}, viz.X("delay"))
	golden.Show("histogram", figure.Relabel("Departures"), nil)
	// Output: histogram: 600 x 400 pixels
}

// A density for each group.
func ExampleDistribution() {
	densities, err := viz.Distribution(viz.X("length"), viz.By("species"))(petals)
	golden.Show("distribution", densities.Relabel("Petals").Opts(viz.XLabel("length, cm")), err)
	// Output: distribution: 600 x 400 pixels
}

// The density of each category, with quartiles and median.
func ExampleViolin() {
	violins, err := viz.Violin(viz.X("species"), viz.Y("length"))(petals)
	golden.Show("violin", violins.Relabel("Petals").Opts(viz.ColorIndex("species"), viz.YLabel("length, cm")), err)
	// Output: violin: 600 x 400 pixels
}

// Lines of equal density of points.
func ExampleBivariate() {
	density, err := viz.Bivariate(viz.X("length"), viz.Y("width"))(petals)
	points, _ := viz.Points(viz.X("length"), viz.Y("width"))(petals)
	golden.Show("bivariate", viz.Overlay(points.Opts(viz.Alpha(0.6), viz.Size(4), viz.FillColor("#6e7781")), density).Relabel("Petals"), err)
	// Output: bivariate: 600 x 400 pixels
}

// The number of points in each hexagon.
func ExampleHexTiles() {
	tiles, err := viz.HexTiles(viz.X("x"), viz.Y("y"))(clicks)
	golden.Show("hex-tiles", tiles.Relabel("Clicks"), err)
	// Output: hex-tiles: 600 x 400 pixels
}
