package affine_test

import (
	"math"
	"testing"

	"gonum.org/v1/plot/vg"

	"github.com/streamgage/streamgage/viz/internal/affine"
)

// A quarter turn, then a shift, of (3, 2) is (-2+10, 3+20); the other order is (-22, 13).
func TestThenAppliesItsArgumentFirst(t *testing.T) {
	turn := affine.Map{XY: -1, YX: 1}
	shift := affine.Map{XX: 1, YY: 1, X0: 10, Y0: 20}
	for _, c := range []struct {
		m    affine.Map
		x, y float64
	}{{shift.Then(turn), 8, 23}, {turn.Then(shift), -22, 13}} {
		if x, y := c.m.Apply(vg.Point{X: 3, Y: 2}); math.Abs(x-c.x)+math.Abs(y-c.y) > 1e-12 {
			t.Errorf("%+v: got (%v, %v), want (%v, %v)", c.m, x, y, c.x, c.y)
		}
	}
}
