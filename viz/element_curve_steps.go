package viz

import "github.com/streamgage/streamgage/viz/internal/minmax"

// steps returns the corners of a curve that goes from row to row in steps (see Interpolation). Between a missing row and
// its neighbours there is a gap.
func steps(interpolation string, x, y []float64) (stepX, stepY []float64) {
	n := min(len(x), len(y))
	if interpolation == "" || interpolation == "linear" || n == 0 {
		return x, y
	}
	stepX, stepY = append(make([]float64, 0, 3*n), x[0]), append(make([]float64, 0, 3*n), y[0])
	for i := 1; i < n; i++ {
		if minmax.IsFinite(x[i]) && minmax.IsFinite(y[i]) && minmax.IsFinite(x[i-1]) && minmax.IsFinite(y[i-1]) {
			switch interpolation {
			case "steps-pre":
				stepX, stepY = append(stepX, x[i-1]), append(stepY, y[i])
			case "steps-post":
				stepX, stepY = append(stepX, x[i]), append(stepY, y[i-1])
			default:
				middle := x[i-1]/2 + x[i]/2
				stepX, stepY = append(stepX, middle, middle), append(stepY, y[i-1], y[i])
			}
		}
		stepX, stepY = append(stepX, x[i]), append(stepY, y[i])
	}
	return stepX, stepY
}
