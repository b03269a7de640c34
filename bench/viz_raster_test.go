package bench

import (
	"image/color"
	"math/rand/v2"
	"testing"

	"github.com/streamgage/streamgage/viz/raster"
)

// walk returns a random walk of n rows in ascending order of x.
func walk(n int) (xs, ys []float64) {
	r := rand.New(rand.NewPCG(1, 2))
	xs, ys = make([]float64, n), make([]float64, n)
	y := 0.0
	for i := range xs {
		y += r.NormFloat64()
		xs[i], ys[i] = float64(i), y
	}
	return xs, ys
}

// noise returns n normally distributed values.
func noise(n int, seed uint64) []float64 {
	r := rand.New(rand.NewPCG(seed, 2))
	vs := make([]float64, n)
	for i := range vs {
		vs[i] = r.NormFloat64()
	}
	return vs
}

// BenchmarkLine measures the aggregation of a line to 600x400 cells from the beginning, including the ranges of the data.
// reversed has the rows in descending order, which uses the code path for unordered rows.
func BenchmarkLine(b *testing.B) {
	size := raster.View{Width: 600, Height: 400}
	line := func(xs, ys []float64, v raster.View) func(*testing.B) {
		return func(b *testing.B) {
			var c raster.Canvas
			for b.Loop() {
				if _, err := c.Line(xs, ys, v); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
	xs, ys := walk(1_000_000)
	descending := make([]float64, len(xs))
	for i, x := range xs {
		descending[i] = -x
	}
	whiteNoise := noise(len(xs), 3)
	zoomed := size
	zoomed.Y = raster.Range{Lo: -0.1, Hi: 0.1}
	b.Run("1M", line(xs, ys, size))
	b.Run("1M_reversed", line(descending, ys, size))
	b.Run("1M_noise", line(xs, whiteNoise, size))
	b.Run("1M_noise_zoomed", line(xs, whiteNoise, zoomed))
	b.Run("1k", line(xs[:1000], ys[:1000], size))
	xs, ys = walk(10_000_000)
	b.Run("10M", line(xs, ys, size))
}

// BenchmarkPoints measures counting normally distributed points in 600x400 cells from the beginning: with the ranges of the
// data, with given ranges, and with a handwritten loop for given ranges.
func BenchmarkPoints(b *testing.B) {
	xs, ys := noise(10_000_000, 1), noise(10_000_000, 2)
	points := func(v raster.View) func(*testing.B) {
		return func(b *testing.B) {
			var c raster.Canvas
			for b.Loop() {
				if _, err := c.Points(xs, ys, v); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
	size := raster.View{Width: 600, Height: 400}
	given := size
	given.X, given.Y = raster.Range{Lo: -6, Hi: 6}, raster.Range{Lo: -6, Hi: 6}
	b.Run("10M", points(size))
	b.Run("10M_given_range", points(given))
	b.Run("10M_plain_loop", func(b *testing.B) {
		for b.Loop() {
			counts := make([]uint32, 600*400)
			for i, x := range xs {
				if y := ys[i]; x >= -6 && x <= 6 && y >= -6 && y <= 6 {
					col, row := int((x+6)/12*600), int((y+6)/12*400)
					counts[min(row, 399)*600+min(col, 599)]++
				}
			}
		}
	})
}

// BenchmarkShade measures colouring the grid of a random walk of 1M rows.
func BenchmarkShade(b *testing.B) {
	xs, ys := walk(1_000_000)
	grid, err := raster.Line(xs, ys, raster.View{Width: 600, Height: 400})
	if err != nil {
		b.Fatal(err)
	}
	colors := []color.RGBA{{8, 69, 148, 255}, {66, 146, 198, 255}, {158, 202, 225, 255}, {247, 251, 255, 255}}
	for _, how := range []raster.How{raster.Linear, raster.Log, raster.CubeRoot, raster.EqHist} {
		b.Run(how.String(), func(b *testing.B) {
			var c raster.Canvas
			for b.Loop() {
				if _, err := c.Shade(grid, colors, how); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
