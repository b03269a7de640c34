// Package kde estimates densities from samples, with Gaussian kernels.
package kde

import (
	"fmt"
	"math"
	"sort"

	"github.com/streamgage/streamgage/viz/internal/minmax"
)

// Bandwidth says how wide a kernel is: the standard deviation of the sample times a factor. The zero value is Scott's
// rule.
type Bandwidth struct {
	Rule   string  // "scott", "silverman", or "" for Scott's rule
	Factor float64 // a factor of one's own, unless it is 0
}

// Rules are the names of rules.
var Rules = []string{"scott", "silverman"}

// factor returns the factor for n samples in d dimensions (Scott, "Multivariate Density Estimation", 1992; Silverman,
// "Density Estimation for Statistics and Data Analysis", 1986), as scipy's gaussian_kde does.
func (b Bandwidth) factor(n, d float64) float64 {
	switch {
	case b.Factor > 0:
		return b.Factor
	case b.Rule == "silverman":
		return math.Pow(n*(d+2)/4, -1/(d+4))
	}
	return math.Pow(n, -1/(d+4))
}

// moments returns the mean and the variance (divided by n-1) of finite values.
func moments(values []float64) (mean, variance float64) {
	n := float64(len(values))
	for _, v := range values {
		mean += v / n
	}
	for _, v := range values {
		variance += (v - mean) * (v - mean) / (n - 1)
	}
	return mean, variance
}

// Width returns the standard deviation of the kernel for finite values, or 0 if they have no spread.
func (b Bandwidth) Width(values []float64) float64 {
	if len(values) < 2 {
		return 0
	}
	_, variance := moments(values)
	if w := math.Sqrt(variance) * b.factor(float64(len(values)), 1); minmax.IsFinite(w) {
		return w
	}
	return 0
}

// maxExact is the largest number of samples whose kernels are added up one by one.
const maxExact = 10_000

// binsPerWidth is the number of bins that a kernel's standard deviation covers at least, if samples are binned.
const binsPerWidth = 32

// Density returns the density of finite values at the points at, which must be ascending. width is the kernel's standard
// deviation, and positive. The cost is proportional to the number of points times that of values; above 10,000 values
// they are binned first (linear binning, with a relative error of about 1e-4), and the cost is one pass over the values.
func Density(values, at []float64, width float64) []float64 {
	density := make([]float64, len(at))
	centres, weights := values, []float64(nil)
	if len(values) > maxExact {
		centres, weights = bin(values, width/binsPerWidth)
	}
	scale := 1 / (float64(len(values)) * width * math.Sqrt(2*math.Pi))
	for j, c := range centres {
		w := scale
		if weights != nil {
			w *= weights[j]
		}
		for i, x := range at {
			u := (x - c) / width
			density[i] += w * math.Exp(-u*u/2)
		}
	}
	return density
}

// bin shares each value between the two nearest of a regular grid of points, and returns the points that have a share.
func bin(values []float64, step float64) (centres, weights []float64) {
	lo, hi := minmax.Finite(values)
	n := int(min((hi-lo)/step, 1<<20)) + 2
	step = (hi - lo) / float64(n-1)
	if !(step > 0) {
		return values[:1], []float64{float64(len(values))}
	}
	all := make([]float64, n+1)
	for _, v := range values {
		position := (v - lo) / step
		i := int(position)
		part := position - float64(i)
		all[i] += 1 - part
		all[i+1] += part
	}
	for i, w := range all {
		if w > 0 {
			centres, weights = append(centres, lo+float64(i)*step), append(weights, w)
		}
	}
	return centres, weights
}

// Density2D returns the density of finite points (x[i], y[i]) at each (atX[i], atY[j]), row by row: that of atX[i], atY[j]
// is element j*len(atX)+i. The kernel has the covariance of the points times the square of the bandwidth's factor. It
// returns an error if the points lie on a line, because they have no density in the plane then. atX must be ascending.
func Density2D(x, y, atX, atY []float64, b Bandwidth) ([]float64, error) {
	n := float64(len(x))
	meanX, varX := moments(x)
	meanY, varY := moments(y)
	covariance := 0.0
	for i := range x {
		covariance += (x[i] - meanX) * (y[i] - meanY) / (n - 1)
	}
	f := b.factor(n, 2)
	sx, sy := math.Sqrt(varX), math.Sqrt(varY)
	correlation := covariance / (sx * sy)
	spread := 1 - correlation*correlation
	if !(spread > 1e-12) || !minmax.IsFinite(sx*sy) {
		return nil, fmt.Errorf("the points lie on a line")
	}
	density := make([]float64, len(atX)*len(atY))
	scale := 1 / (n * 2 * math.Pi * sx * sy * f * f * math.Sqrt(spread))
	for k := range x {
		from := sort.SearchFloat64s(atX, x[k]-reach*sx*f)
		to := sort.SearchFloat64s(atX, x[k]+reach*sx*f)
		for j, v := range atY {
			dy := (v - y[k]) / (sy * f)
			if math.Abs(dy) > reach {
				continue
			}
			for i, u := range atX[from:to] {
				dx := (u - x[k]) / (sx * f)
				density[j*len(atX)+from+i] += scale * math.Exp(-(dx*dx-2*correlation*dx*dy+dy*dy)/spread/2)
			}
		}
	}
	return density, nil
}

// reach is the distance, in widths of the kernel along one axis, from which on a kernel is below 1e-16 of its height.
const reach = 8.6
