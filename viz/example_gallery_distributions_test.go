package viz_test

import "github.com/streamgage/streamgage/viz"

// A density for each group.
func ExampleDistribution() {
	densities, err := viz.Distribution(viz.X("length"), viz.By("species"))(petals)
	show("distribution", densities.Relabel("Petals").Opts(viz.XLabel("length, cm")), err)
	// Output: distribution: 600 x 400 pixels
}

// The density of each category, with quartiles and median.
func ExampleViolin() {
	violins, err := viz.Violin(viz.X("species"), viz.Y("length"))(petals)
	show("violin", violins.Relabel("Petals").Opts(viz.ColorIndex("species"), viz.YLabel("length, cm")), err)
	// Output: violin: 600 x 400 pixels
}

// Lines of equal density of points.
func ExampleBivariate() {
	density, err := viz.Bivariate(viz.X("length"), viz.Y("width"))(petals)
	points, _ := viz.Points(viz.X("length"), viz.Y("width"))(petals)
	show("bivariate", viz.Overlay(points.Opts(viz.Alpha(0.6), viz.Size(4), viz.FillColor("#6e7781")), density).Relabel("Petals"), err)
	// Output: bivariate: 600 x 400 pixels
}

// The number of points in each hexagon.
func ExampleHexTiles() {
	tiles, err := viz.HexTiles(viz.X("x"), viz.Y("y"))(clicks)
	show("hex-tiles", tiles.Relabel("Clicks"), err)
	// Output: hex-tiles: 600 x 400 pixels
}
