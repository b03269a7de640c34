package window_test

import (
	"math"
	"testing"

	"github.com/streamgage/streamgage/ops/internal/window"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var (
	nan = math.NaN()
	inf = math.Inf(1)
)

// aggregates are all aggregates of one column, under the names of testdata/pandas.json.
var aggregates = map[string]window.Aggregate{
	"sum": window.Sum(), "mean": window.Mean(), "count": window.Count(), "prod": window.Prod(),
	"min": window.Min(), "max": window.Max(), "first": window.First(), "last": window.Last(),
	"var 0": window.Var(0), "var 1": window.Var(1), "var 2": window.Var(2),
	"std 0": window.Std(0), "std 1": window.Std(1), "std 2": window.Std(2), "sem 1": window.Sem(1),
	"skew": window.Skew(), "kurt": window.Kurt(),
	"median": window.Median(1000), "nunique": window.NUnique(),
	"quantile 0.1 linear": window.Quantile(0.1, window.Linear, 1000), "quantile 0.5 linear": window.Quantile(0.5, window.Linear, 1000),
	"quantile 0.75 linear": window.Quantile(0.75, window.Linear, 1000), "quantile 0.1 lower": window.Quantile(0.1, window.Lower, 1000),
	"quantile 0.5 lower": window.Quantile(0.5, window.Lower, 1000), "quantile 0.75 lower": window.Quantile(0.75, window.Lower, 1000),
	"quantile 0.1 higher": window.Quantile(0.1, window.Higher, 1000), "quantile 0.5 higher": window.Quantile(0.5, window.Higher, 1000),
	"quantile 0.75 higher": window.Quantile(0.75, window.Higher, 1000), "quantile 0.1 nearest": window.Quantile(0.1, window.Nearest, 1000),
	"quantile 0.5 nearest": window.Quantile(0.5, window.Nearest, 1000), "quantile 0.75 nearest": window.Quantile(0.75, window.Nearest, 1000),
	"quantile 0.1 midpoint": window.Quantile(0.1, window.Midpoint, 1000), "quantile 0.5 midpoint": window.Quantile(0.5, window.Midpoint, 1000),
	"quantile 0.75 midpoint": window.Quantile(0.75, window.Midpoint, 1000),
	"custom with merge":      sumOfSquares(true, false).Aggregate(),
	"custom with remove":     sumOfSquares(false, true).Aggregate(),
	"custom by recomputing":  sumOfSquares(false, false).Aggregate(),
}

var pairAggregates = map[string]window.PairAggregate{"cov 0": window.Cov(0), "cov 1": window.Cov(1), "corr": window.Corr()}

// near reports whether two results are equal, or differ by at most a share of want, or by at most least.
func near(got, want, part, minCount float64) bool {
	return got == want || got != got && want != want || math.Abs(got-want) <= max(part*math.Abs(want), minCount)
}

// identical reports whether two results are equal bit for bit.
func identical(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) }
