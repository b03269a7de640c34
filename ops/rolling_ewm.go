package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/ops/internal/window"
)

// EWM is a set of statistics with exponentially decreasing weights: pandas' ewm, across batches. Each method emits one
// row for each row. A value costs about 10 ns; a column keeps a few numbers.
//
// Variances and covariances are computed from deviations, so they are accurate wherever the values lie, and for streams of any
// length. A missing value has the result of the row before it; a sum decays further.
//
// An infinity is a result of its own row only: the mean and the sum of that row are infinite, and the other statistics are
// missing. In later rows it counts as a missing value, so that one bad reading does not spoil all results after it. With
// [SkipInf] it counts as missing in its own row, too, as in pandas.
type EWM struct {
	rows       DataFrame
	groups     *groupBy // nil: all rows are one group
	decay      Decay
	minPeriods int
	bias       bool
}

// EWMOption sets how an EWM works.
type EWMOption func(*EWM)

// Adjust sets whether results are divided by the sum of the weights so far, which corrects for the missing history
// before the first row. If it is false, each result is (1-alpha) times the one before plus alpha times the new value. With a
// half-life in time, alpha then depends on the time since the row before: it is the share of a weight that is lost in that
// time, and 0 for a row of the same time. Default: true. Sum needs true.
func Adjust(on bool) EWMOption { return func(e *EWM) { e.decay.decay.Recursive = !on } }

// IgnoreNA sets whether weights decrease only with values, not with missing values. With a half-life in time, the time before a
// row with a missing value does not count then. Default: false.
func IgnoreNA(on bool) EWMOption { return func(e *EWM) { e.decay.decay.IgnoreMissing = on } }

// SkipInf makes infinities missing values, as pandas does. Without it, they are the results of their own rows.
func SkipInf() EWMOption { return func(e *EWM) { e.decay.decay.SkipInfinite = true } }

// EWMMinPeriods sets how many values that are not missing a result needs. Before that it is missing. An infinity counts in its
// own row only. Default: 0, which means the same as 1. It panics if n is negative.
func EWMMinPeriods(n int) EWMOption {
	if n < 0 {
		panic(fmt.Sprintf("ops.EWMMinPeriods: must not be negative, got %d", n))
	}
	return func(e *EWM) { e.minPeriods = n }
}

// Bias sets whether Var, Std and Cov are those of the weighted values themselves (true), or estimates for the population
// from which the values are a sample (false). Default: false.
func Bias(on bool) EWMOption { return func(e *EWM) { e.bias = on } }

// EWM returns statistics with exponentially decreasing weights. For a half-life in time the index must be of type time,
// else it is a build error, an [ErrType], and sorted, as for [DataFrame.Rolling]. It panics on a Decay that none of its
// functions has made.
func (d DataFrame) EWM(decay Decay, opts ...EWMOption) EWM { return newEWM("EWM", d, decay, opts) }

// newEWM returns an EWM of rows. op is the method's name.
func newEWM(op string, rows DataFrame, decay Decay, opts []EWMOption) EWM {
	if decay.decay.Alpha == 0 {
		panic("ops." + op + ": the decay must be made with CenterOfMass, SpanOf, HalfLife, Alpha or HalfLifeOf, got Decay{}")
	}
	e := EWM{rows: rows, decay: decay}
	for _, o := range opts {
		o(&e)
	}
	return e
}

// Mean is the weighted mean of each column.
func (e EWM) Mean() DataFrame { return e.each("Mean", Mean("")) }

// Sum is the weighted sum of each column: the newest value has weight 1. It panics with Adjust(false), as pandas does.
func (e EWM) Sum() DataFrame { return e.each("Sum", Sum("")) }

// Var is the weighted variance of each column; see [Bias].
func (e EWM) Var() DataFrame { return e.each("Var", Var("")) }

// Std is the weighted standard deviation of each column; see [Bias].
func (e EWM) Std() DataFrame { return e.each("Std", Std("")) }

// Corr is the weighted correlation of two columns, in a column "x_y_corr". A row in which one of them is missing counts as
// missing.
func (e EWM) Corr(x, y string) DataFrame { return e.reduce("Corr", false, []Reduction{Corr(x, y)}) }

// Cov is the weighted covariance of two columns, in a column "x_y_cov"; see [Bias]. A row in which one of them is missing counts
// as missing.
func (e EWM) Cov(x, y string) DataFrame { return e.reduce("Cov", false, []Reduction{Cov(x, y)}) }

// Aggregate computes several results at once, each of its own column:
//
//	e.Aggregate(ops.Mean("price"), ops.Std("price"), ops.Corr("price", "size").As("r"))
//
// It takes Mean, Sum, Var, Std, Corr and Cov. It panics without reductions, on others, and on a DDOF other than 1: the option
// [Bias] is for all of them. Build errors are those of [Reductions.Aggregate].
func (e EWM) Aggregate(reductions ...Reduction) DataFrame {
	if len(reductions) == 0 {
		panic("ops.EWM.Aggregate: needs at least one reduction, got none")
	}
	return e.reduce("Aggregate", false, reductions)
}

// each applies one reduction to each column.
func (e EWM) each(method string, one Reduction) DataFrame {
	return e.reduce(method, true, []Reduction{one})
}

// reduce returns the DataFrame of the results of reductions. If each is true, there is one for each column.
func (e EWM) reduce(method string, each bool, reductions []Reduction) DataFrame {
	op := "EWM." + method
	for _, r := range reductions {
		e.checkReduction(op, r)
	}
	if e.groups != nil {
		return e.deriveGroups(op, each, reductions)
	}
	return e.derive(op, "ewm "+method, each, reductions)
}

// checkReduction panics on a reduction that has no weights.
func (e EWM) checkReduction(op string, r Reduction) {
	switch r.name {
	case "mean", "corr":
	case "sum":
		if e.decay.decay.Recursive {
			panic("ops." + op + ": a sum needs Adjust(true), got Adjust(false)")
		}
	case "var", "std", "cov":
		if !r.hasDefaultDDOF() {
			panic("ops." + op + ": takes the option Bias instead of DDOF")
		}
	default:
		panic(fmt.Sprintf("ops.%s: must be Mean, Sum, Var, Std, Corr or Cov, got %q", op, r.name))
	}
}

// hasDefaultDDOF reports whether a variance, deviation or covariance divides by n-1: of 0 and 2 it is then more than 1.
func (r Reduction) hasDefaultDDOF() bool {
	if r.pairs != nil {
		a := r.pairs.Accumulator()
		a.Add(0, 0)
		a.Add(2, 2)
		return a.Value() > 1
	}
	a := r.floats.Accumulator()
	a.Add(0)
	a.Add(2)
	return a.Value() > 1
}

// newAccumulator returns what computes an output, without rows.
func (e EWM) newAccumulator(o output) ewmAccumulator {
	d := e.decay.decay
	switch o.reduction.name {
	case "sum":
		return singleEwm{window.EwmSum(d)}
	case "var":
		return singleEwm{window.EwmVar(d, e.bias)}
	case "std":
		return singleEwm{window.EwmStd(d, e.bias)}
	case "cov":
		return pairEwm{window.EwmCov(d, e.bias)}
	case "corr":
		return pairEwm{window.EwmCorr(d)}
	}
	return singleEwm{window.EwmMean(d)}
}

// ewmAccumulator computes a statistic of one column, or of two.
type ewmAccumulator interface {
	run(out, x, y, times []float64, minCount int)
	AppendBinary(dst []byte) []byte
	Restore(src []byte) (rest []byte, err error)
}

type singleEwm struct{ *window.Ewm }

func (s singleEwm) run(out, x, _, times []float64, minCount int) { s.Run(out, x, times, minCount) }

type pairEwm struct{ *window.EwmPair }

func (p pairEwm) run(out, x, y, times []float64, minCount int) { p.Run(out, x, y, times, minCount) }
