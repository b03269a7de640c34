package ops

import (
	"fmt"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/state"
	"github.com/streamgage/streamgage/ops/internal/window"
)

// Decay is how fast the weights of an [EWM] decrease: [CenterOfMass], [SpanOf], [HalfLife] or [Alpha], by rows; or
// [HalfLifeOf], by time.
type Decay struct {
	decay window.Decay
	time  time.Duration // the half-life; 0: by rows
}

// CenterOfMass is the decay with alpha = 1/(1+com). It panics unless com >= 0.
func CenterOfMass(com float64) Decay {
	if !(com >= 0) {
		panic(fmt.Sprintf("ops.CenterOfMass: must not be negative, got %v", com))
	}
	return Decay{decay: window.DecayOfCenterOfMass(com)}
}

// SpanOf is the decay with alpha = 2/(span+1). It panics unless span >= 1.
func SpanOf(span float64) Decay {
	if !(span >= 1) {
		panic(fmt.Sprintf("ops.SpanOf: must be at least 1, got %v", span))
	}
	return Decay{decay: window.DecayOfSpan(span)}
}

// HalfLife is the decay that halves a weight in this number of rows. It panics unless rows > 0.
func HalfLife(rows float64) Decay {
	if !(rows > 0) {
		panic(fmt.Sprintf("ops.HalfLife: must be positive, got %v", rows))
	}
	return Decay{decay: window.DecayOfHalfLife(rows)}
}

// Alpha is the decay in which the newest row has weight a. It panics unless 0 < a <= 1.
func Alpha(a float64) Decay {
	if !(a > 0 && a <= 1) {
		panic(fmt.Sprintf("ops.Alpha: must be greater than 0 and at most 1, got %v", a))
	}
	return Decay{decay: window.Decay{Alpha: a}}
}

// HalfLifeOf is the decay that halves a weight in the time d, measured by the index. It panics unless d > 0.
func HalfLifeOf(d time.Duration) Decay {
	if d <= 0 {
		panic(fmt.Sprintf("ops.HalfLifeOf: must be positive, got %v", d))
	}
	return Decay{decay: window.Decay{Alpha: 0.5}, time: d}
}

// EWM is a set of statistics with exponentially decreasing weights: pandas' ewm, across batches. Each method emits one
// row for each row. A value costs about 10 ns; a column keeps a few numbers.
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
// before the first row. If it is false, each result is (1-alpha) times the one before plus alpha times the new value.
// Default: true. With a half-life in time it must be true, else EWM panics.
func Adjust(on bool) EWMOption { return func(e *EWM) { e.decay.decay.Recursive = !on } }

// IgnoreNA sets whether weights decrease only with values, not with missing values. Default: false.
func IgnoreNA(on bool) EWMOption { return func(e *EWM) { e.decay.decay.IgnoreMissing = on } }

// EWMMinPeriods sets how many values that are not missing a result needs. Before that it is missing. Default: 0, which
// means the same as 1. It panics if n is negative.
func EWMMinPeriods(n int) EWMOption {
	if n < 0 {
		panic(fmt.Sprintf("ops.EWMMinPeriods: must not be negative, got %d", n))
	}
	return func(e *EWM) { e.minPeriods = n }
}

// Bias sets whether Var and Std are those of the weighted values themselves (true), or estimates for the population
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
	if e.decay.time > 0 && e.decay.decay.Recursive {
		panic("ops." + op + ": a half-life in time needs Adjust(true), got Adjust(false)")
	}
	return e
}

// Mean is the weighted mean.
func (e EWM) Mean() DataFrame { return e.derive("Mean", window.EwmMean) }

// Var is the weighted variance.
func (e EWM) Var() DataFrame {
	return e.derive("Var", func(f window.Decay) *window.Ewm { return window.EwmVar(f, e.bias) })
}

// Std is the weighted standard deviation.
func (e EWM) Std() DataFrame {
	return e.derive("Std", func(f window.Decay) *window.Ewm { return window.EwmStd(f, e.bias) })
}

func (e EWM) derive(method string, newEwm func(window.Decay) *window.Ewm) DataFrame {
	op := "EWM." + method
	if e.groups != nil {
		return e.deriveGroups(op, newEwm)
	}
	d := e.rows
	if d.err != nil {
		return d
	}
	schema := d.example.Schema()
	fields, err := numericFields(schema)
	if err == nil && e.decay.time > 0 {
		_, err = Within(e.decay.time).newEvictor(schema)
	}
	if err != nil {
		return d.fail(op, err)
	}
	return d.deriveStateful(op, "ewm "+method, func() operator { return e.newState(schema, fields, newEwm).operator() })
}

// ewmState is the state of an EWM.
type ewmState struct {
	ewmColumns
	fields     []frame.Field
	minPeriods int
	index      string // for a half-life in time
}

// ewmColumns is the statistics of some columns: of all rows, or of the rows of one group.
type ewmColumns struct {
	columns  []*window.Ewm
	halfLife float64   // in nanoseconds; 0: by rows
	last     int64     // the newest time, noTime before the first row
	elapsed  []float64 // memory for halfLives
}

// newState returns the state of no rows.
func (e EWM) newState(schema frame.Schema, fields []frame.Field, newEwm func(window.Decay) *window.Ewm) *ewmState {
	s := &ewmState{ewmColumns: e.newColumns(len(fields), newEwm), fields: fields, minPeriods: e.minPeriods}
	if index, ok := schema.Index(); ok {
		s.index = index.Name
	}
	return s
}

// newColumns returns the statistics of n columns without rows.
func (e EWM) newColumns(n int, newEwm func(window.Decay) *window.Ewm) ewmColumns {
	s := ewmColumns{halfLife: float64(e.decay.time), last: noTime}
	for range n {
		s.columns = append(s.columns, newEwm(e.decay.decay))
	}
	return s
}

func (s *ewmState) operator() operator { return operator{s.take, s.save, s.load} }

func (s *ewmState) take(f frame.Frame) (frame.Frame, error) {
	var elapsed []float64
	if s.halfLife > 0 {
		times, err := sortedTimes(f, s.index, s.last)
		if err != nil {
			return f, err
		}
		elapsed = s.halfLives(times)
	}
	cols := make([]frame.Column, len(s.fields))
	for i, field := range s.fields {
		in, err := f.Floats(field.Name)
		if err != nil {
			return f, err
		}
		out := make([]float64, len(in))
		s.columns[i].Run(out, in, elapsed, s.minPeriods)
		cols[i] = frame.Col(field.Name, out)
	}
	return f.With(cols...)
}

// halfLives returns how many half-lives each row comes after the one before it. times must be sorted.
func (s *ewmColumns) halfLives(times []int64) []float64 {
	if len(times) == 0 {
		return []float64{}
	}
	s.elapsed = s.elapsed[:0]
	if s.last == noTime {
		s.last = times[0]
	}
	for _, t := range times {
		s.elapsed = append(s.elapsed, float64(uint64(t-s.last))/s.halfLife)
		s.last = t
	}
	return s.elapsed
}

func (s *ewmColumns) save(dst []byte) []byte {
	var last []int64
	if s.last != noTime {
		last = append(last, s.last)
	}
	dst = state.AppendTimes(dst, last)
	for _, c := range s.columns {
		dst = c.AppendBinary(dst)
	}
	return dst
}

func (s *ewmColumns) load(src []byte) (rest []byte, err error) {
	r := state.NewReader(src)
	if last := r.Times(); len(last) > 0 {
		s.last = last[0]
	}
	for _, c := range s.columns {
		r.Load(c.Restore)
	}
	return r.Finish()
}
