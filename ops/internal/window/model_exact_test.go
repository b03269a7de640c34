package window_test

import (
	"math"
	"math/big"
	"slices"
	"strings"
)

// exactResult computes an aggregate of all values: with enough bits for only the last rounding to count, or by sorting.
// tolerance is the error that is allowed.
func exactResult(kind string, values []float64) (want, tolerance float64) {
	valid := slices.DeleteFunc(slices.Clone(values), math.IsNaN)
	name, option, _ := strings.Cut(kind, " ")
	if len(valid) == 0 {
		if v, ok := resultsOfNoValues[name]; ok {
			return v, 0
		}
		return nan, 0
	}
	switch name {
	case "custom":
		for _, v := range valid {
			want += v * v
		}
		return want, 0
	case "count":
		return float64(len(valid)), 0
	case "first":
		return valid[0], 0
	case "last":
		return valid[len(valid)-1], 0
	}
	sorted := slices.Sorted(slices.Values(valid))
	switch name {
	case "min":
		return sorted[0], 0
	case "max":
		return sorted[len(sorted)-1], 0
	case "nunique":
		return float64(len(slices.Compact(sorted))), 0
	case "median":
		return between(sorted, 0.5, "linear")
	case "quantile":
		q, how, _ := strings.Cut(option, " ")
		return between(sorted, map[string]float64{"0.1": 0.1, "0.5": 0.5, "0.75": 0.75}[q], how)
	}
	if math.IsInf(sorted[0], -1) || math.IsInf(sorted[len(sorted)-1], 1) {
		return withInfinities(name, valid), 0
	}
	return exactMoments(name, option, valid)
}

// resultsOfNoValues are the results, if they are not NaN, of windows without values.
var resultsOfNoValues = map[string]float64{"sum": 0, "count": 0, "prod": 1, "nunique": 0, "custom": 0}

// between returns the quantile of sorted values.
func between(sorted []float64, q float64, how string) (want, tolerance float64) {
	rank := q * float64(len(sorted)-1)
	low, high := sorted[int(math.Floor(rank))], sorted[int(math.Ceil(rank))]
	part := map[string]float64{
		"linear": rank - math.Floor(rank), "lower": 0, "higher": 1, "nearest": math.RoundToEven(rank) - math.Floor(rank), "midpoint": 0.5,
	}[how]
	switch {
	case low == high || part == 0:
		return low, 0
	case part == 1:
		return high, 0
	}
	want = low*(1-part) + high*part
	return want, 1e-15*(math.Abs(low)+math.Abs(high)) + 1e-323
}

// withInfinities computes results of values some of which are infinite.
func withInfinities(name string, values []float64) float64 {
	switch name {
	case "sum", "mean":
		var sum float64
		for _, v := range values {
			sum += v
		}
		return sum
	case "prod":
		product := 1.0
		for _, v := range values {
			product *= math.Copysign(1, v)
			if math.IsInf(v, 0) || v == 0 {
				product *= math.Abs(v)
			}
		}
		return product
	}
	return nan
}

// exactMoments computes sums, products and results of moments of finite values.
func exactMoments(name, option string, values []float64) (want, tolerance float64) {
	n := float64(len(values))
	sum, size := bigZero(), 0.0
	for _, v := range values {
		sum.Add(sum, bigOf(v))
		size += math.Abs(v)
	}
	mean := bigZero().Quo(sum, bigOf(n))
	switch name {
	case "sum":
		return float(sum), 1e-15*math.Abs(float(sum)) + 1e-28*size
	case "mean":
		return float(mean), 1e-15*math.Abs(float(mean)) + 1e-28*size/n
	case "prod":
		product := bigOf(1)
		for _, v := range values {
			product.Mul(product, bigOf(v))
		}
		return float(product), 1e-15*n*math.Abs(float(product)) + 5e-324
	}
	m2, m3, m4 := bigZero(), bigZero(), bigZero()
	for _, v := range values {
		d := bigZero().Sub(bigOf(v), mean)
		d2 := bigZero().Mul(d, d)
		m2.Add(m2, d2)
		m3.Add(m3, bigZero().Mul(d, d2))
		m4.Add(m4, bigZero().Mul(d2, d2))
	}
	switch name {
	case "var", "std", "sem":
		return varianceStatistic(name, float64(option[0]-'0'), n, m2)
	}
	return shapeStatistic(name, n, m2, m3, m4)
}

// varianceStatistic computes var, std and sem from the second central moment.
func varianceStatistic(name string, ddof, n float64, m2 *big.Float) (want, tolerance float64) {
	if n <= ddof {
		return nan, 0
	}
	want = float(m2.Quo(m2, bigOf(n-ddof)))
	switch name {
	case "std":
		want = math.Sqrt(want)
	case "sem":
		want = math.Sqrt(want / n)
	}
	return want, 1e-13*want + 1e-160
}

// shapeStatistic computes skew and kurt from the central moments.
func shapeStatistic(name string, n float64, m2, m3, m4 *big.Float) (want, tolerance float64) {
	switch {
	case n < 3 || name == "kurt" && n < 4:
		return nan, 0
	case float(m2) == 0:
		return nan, 0
	case name == "skew":
		root := bigZero().Sqrt(m2)
		want = n * math.Sqrt(n-1) / (n - 2) * float(m3.Quo(m3, m2.Mul(m2, root)))
		return want, 1e-12 * (1 + math.Abs(want))
	}
	want = float(m4.Quo(m4, m2.Mul(m2, m2)))
	want = (n - 1) / ((n - 2) * (n - 3)) * ((n+1)*n*want - 3*(n-1))
	return want, 1e-12 * (n + math.Abs(want))
}

// bigZero returns 0 with as many bits as the sum of any values here needs.
func bigZero() *big.Float { return new(big.Float).SetPrec(1400) }

func bigOf(v float64) *big.Float { return bigZero().SetFloat64(v) }

func float(v *big.Float) float64 {
	f, _ := v.Float64()
	return f
}
