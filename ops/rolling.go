package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
)

// Rolling is a window that moves over the rows of a DataFrame one by one: pandas' rolling, across batches. Its methods
// emit one row for each row. Results have the types that they have in [Reductions.Aggregate]: sums, smallest, greatest,
// first and last values of int64 are int64, where pandas has float64. Counts are float64, as in pandas.
//
// Every column but the index must hold numbers, else it is a build error, an [ErrType]. Missing values take a place in a
// window of [Rows], and are left out of results.
//
// No value is ever subtracted, so a result depends only on the values in the window: rounding errors do not add up, and
// an infinity or a huge value has no effect after it has left. The cost for each new row does not depend on the
// window's length: about 6 ns for a mean, 25 for a variance. A median costs O(log n): 170 ns in a window of 1,000. The
// window keeps about 8 bytes for each value, 20 for a median, and 8 for each time.
type Rolling struct {
	Reductions[DataFrame]
	rows       DataFrame
	span       Span // zero: all rows, for Expanding
	minPeriods int  // negative: not set
	closed     Closed
	centered   bool
	step       int                       // every step-th row has a result
	weights    func([]float64) []float64 // nil: all rows count alike
}

// RollingOption sets how a Rolling works.
type RollingOption func(*Rolling)

// MinPeriods sets how many values that are not missing a window needs. With fewer values the result is missing.
// Default, as in pandas: the number of [Rows], or 1 for a window [Within] a time. For Count and Size it is a number of
// rows, with or without missing values. It panics if n is negative.
func MinPeriods(n int) RollingOption {
	if n < 0 {
		panic(fmt.Sprintf("ops.MinPeriods: must not be negative, got %d", n))
	}
	return func(r *Rolling) { r.minPeriods = n }
}

// Closed says which ends of a window belong to it, as in pandas.
type Closed uint8

// The ends of a row's window: of n rows, or of the times from t-d to t, where t is the row's own time.
const (
	ClosedRight   Closed = iota // the row itself, and n-1 before it; (t-d, t]: the default
	ClosedLeft                  // the n rows before it; [t-d, t)
	ClosedBoth                  // the row and n before it; [t-d, t]
	ClosedNeither               // the n-1 rows before it; (t-d, t)
)

// CloseAt sets which ends of a window belong to it. Default: [ClosedRight]. If the right end is open, the window does
// not contain the row itself. A window of time does not contain other rows of the same time then, either, as in pandas 3. It
// panics on an unknown value.
func CloseAt(c Closed) RollingOption {
	if c > ClosedNeither {
		panic(fmt.Sprintf("ops.CloseAt: must be ClosedRight, ClosedLeft, ClosedBoth or ClosedNeither, got %d", c))
	}
	return func(r *Rolling) { r.closed = c }
}

// Rolling returns a window that ends at each row and reaches back over the span.
//
// A window [Within] a time uses the index. It must be of type time, else it is a build error, an [ErrType]. It must be
// sorted: if a row is earlier than the one before it, or has no time, its batch fails with an [ErrOrder] that names the
// row. [DataFrame.Reorder] sorts rows. Rolling panics on a span that neither Rows nor Within has made, and if
// MinPeriods is more than the number of Rows.
func (d DataFrame) Rolling(s Span, opts ...RollingOption) Rolling {
	s.checkSet("Rolling")
	r := newRollingOf(s, opts)
	r.rows = d
	r.checkPeriods("Rolling")
	return r.withMethods("Rolling", fmt.Sprintf("rolling %v", s))
}

// Expanding returns a window of each row and all rows before it: pandas' expanding. Its results are those of
// [DataFrame.Sum] and similar methods, but for each row. The default of MinPeriods is 1. Expanding panics on any other
// option.
func (d DataFrame) Expanding(opts ...RollingOption) Rolling {
	r := newRollingOf(Span{}, opts)
	r.rows = d
	r.checkExpanding("Expanding")
	return r.withMethods("Expanding", "expanding")
}

// newRollingOf returns a Rolling with these options.
func newRollingOf(s Span, opts []RollingOption) Rolling {
	r := Rolling{span: s, minPeriods: -1, step: 1}
	for _, o := range opts {
		o(&r)
	}
	return r
}

// checkPeriods panics if the window has not as many rows as MinPeriods.
func (r Rolling) checkPeriods(op string) {
	if r.weights != nil {
		r.checkWeights(op)
	}
	if r.span.rows > 0 && r.minPeriods > r.span.rows {
		panic(fmt.Sprintf("ops.%s: MinPeriods must be at most the window's %d rows, got %d", op, r.span.rows, r.minPeriods))
	}
}

// checkExpanding panics on options that Expanding does not take.
func (r Rolling) checkExpanding(op string) {
	if r.closed != ClosedRight || r.centered || r.step > 1 || r.weights != nil {
		panic("ops." + op + ": takes no option but MinPeriods")
	}
}

// withMethods sets the reductions of r.
func (r Rolling) withMethods(op, label string) Rolling {
	r.reduce = func(method string, each bool, reductions []Reduction) DataFrame {
		return r.derive(op+"."+method, label+" "+reductions[0].name, each, reductions)
	}
	return r
}

// derive returns the DataFrame of the results of reductions.
func (r Rolling) derive(op, label string, each bool, reductions []Reduction) DataFrame {
	d, reductions, numbered := r.rows.labelled(r.weightedReductions(op, reductions))
	if d.err != nil {
		return d
	}
	schema := d.example.Schema()
	outs, err := r.outputs(schema, each, reductions)
	if err == nil && r.span != (Span{}) {
		_, err = r.span.newEvictor(schema)
	}
	if err != nil {
		return d.fail(op, err)
	}
	if r.centered {
		return d.deriveCentered(op, label, r, outs).withoutNumbers(numbered)
	}
	return d.deriveStateful(op, label, func() operator { return newRolling(r, schema, outs).operator() }).withoutNumbers(numbered)
}

// outputs returns the result columns. keys are names that the result has already.
func (r Rolling) outputs(schema frame.Schema, each bool, reductions []Reduction, keys ...string) ([]output, error) {
	if each {
		if _, err := numericFields(schema); err != nil {
			return nil, err
		}
	}
	if index, ok := schema.Index(); ok && !each {
		keys = append(keys, index.Name)
	}
	outs, err := newOutputs(schema, each, reductions, keys...)
	if err != nil {
		return nil, err
	}
	for i := range outs {
		if outs[i].reduction.counts {
			outs[i].typ = frame.Float64
		}
	}
	return outs, nil
}

// minPeriodsOf returns how many values a result of an output needs.
func (r Rolling) minPeriodsOf(o output) int {
	if r.minPeriods >= 0 {
		return r.minPeriods
	}
	return max(1, r.span.rows)
}
