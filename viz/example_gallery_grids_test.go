package viz_test

import (
	"github.com/streamgage/streamgage/viz"
	"github.com/streamgage/streamgage/viz/internal/golden"
)

// A cell for each pair of categories, in the colour of its value.
func ExampleHeatMap() {
	cells, err := viz.HeatMap(viz.X("hour"), viz.Y("day"), viz.Z("visits"))(visits)
	golden.Show("heat-map", cells.Relabel("Visits").Opts(viz.Cmap("Blues"), viz.Height(280)), err)
	// Output: heat-map: 600 x 280 pixels
}

// Values on a regular grid: the power of a signal over time and frequency.
func ExampleImage() {
	power, err := viz.Image(viz.X("time"), viz.Y("kHz"), viz.Z("dB"))(spectrum)
	golden.Show("image", power.Relabel("Spectrogram").Opts(viz.Cmap("inferno")), err)
	// Output: image: 600 x 400 pixels
}

// Values on a grid whose columns and rows have different sizes.
func ExampleQuadMesh() {
	cells, err := viz.QuadMesh(viz.X("x"), viz.Y("y"), viz.Z("level"))(mesh)
	golden.Show("quad-mesh", cells, err)
	// Output: quad-mesh: 600 x 400 pixels
}

// Lines along which a value is the same.
func ExampleContours() {
	lines, err := viz.Contours(viz.X("km east"), viz.Y("km north"), viz.Z("m"), viz.Levels(12))(heights)
	golden.Show("contours", lines.Relabel("Two hills"), err)
	// Output: contours: 600 x 400 pixels
}

// Arrows with a direction and a length.
func ExampleVectorField() {
	arrows, err := viz.VectorField(viz.X("x"), viz.Y("y"), viz.Angle("direction"), viz.Magnitude("m/s"))(wind)
	golden.Show("vector-field", arrows.Relabel("Wind").Opts(viz.ColorIndex("m/s")), err)
	// Output: vector-field: 600 x 400 pixels
}
