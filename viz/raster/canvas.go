package raster

import (
	"fmt"
	"image"
)

// Canvas aggregates and shades frame after frame in the same memory. If the size does not change, a frame allocates
// almost nothing. The zero Canvas is ready for use. It is not safe for concurrent use.
type Canvas struct {
	grid       *Grid
	values     []float64
	cellValues []Cell
	image      *image.RGBA
	colorTable []uint32
}

// checkInput checks that the view is valid and that all columns have the same length. Its errors begin with op.
func checkInput(op string, v View, columns ...[]float64) error {
	for _, c := range columns[1:] {
		if len(c) != len(columns[0]) {
			return fmt.Errorf("%s: %w, got %d and %d", op, ErrLength, len(columns[0]), len(c))
		}
	}
	return v.validate(op)
}
