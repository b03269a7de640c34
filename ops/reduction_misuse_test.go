package ops_test

import (
	"math"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

// A wrong literal panics in the call that has it, and the message quotes it.
func TestWindowMisuse(t *testing.T) {
	d := newPipeline(timed(nil)).rows
	for says, f := range map[string]func(){
		"ops.Rows: the window must be positive, got -3":                                    func() { ops.Rows(-3) },
		"ops.Within: the window must be positive, got 0s":                                  func() { ops.Within(0) },
		"ops.Window: the window must be made with Rows or Within, got Span{}":              func() { d.Window(ops.Span{}) },
		"ops.Rolling: the window must be made with Rows or Within, got Span{}":             func() { d.Rolling(ops.Span{}) },
		"ops.Rolling: MinPeriods must be at most the window's 2 rows, got 3":               func() { d.Rolling(ops.Rows(2), ops.MinPeriods(3)) },
		"ops.MinPeriods: must not be negative, got -1":                                     func() { ops.MinPeriods(-1) },
		"ops.CloseAt: must be ClosedRight, ClosedLeft, ClosedBoth or ClosedNeither, got 4": func() { ops.CloseAt(4) },
		"ops.Expanding: takes no option but MinPeriods":                                    func() { d.Expanding(ops.Centered()) },
		"ops.DDOF: must not be negative, got -1":                                           func() { ops.DDOF(-1) },
		"ops.Quantile: must be from 0 to 1, got 1.5":                                       func() { ops.Quantile("x", 1.5) },
		"ops.Quantile: must be from 0 to 1, got NaN":                                       func() { ops.Quantile("x", math.NaN()) },
		"ops.Quantile: unknown interpolation, got 9":                                       func() { ops.Quantile("x", 0.5, 9) },
		"ops.Custom: must have Init, Add and Result, got":                                  func() { ops.By("own", "x", ops.Custom[int]{}) },
		"ops.Aggregate: needs at least one reduction":                                      func() { d.Aggregate() },
		"ops.CenterOfMass: must not be negative, got -0.5":                                 func() { ops.CenterOfMass(-0.5) },
		"ops.SpanOf: must be at least 1, got 0.5":                                          func() { ops.SpanOf(0.5) },
		"ops.HalfLife: must be positive, got 0":                                            func() { ops.HalfLife(0) },
		"ops.Alpha: must be greater than 0 and at most 1, got 1.1":                         func() { ops.Alpha(1.1) },
		"ops.HalfLifeOf: must be positive, got -1s":                                        func() { ops.HalfLifeOf(-time.Second) },
		"ops.EWM: the decay must be made with":                                             func() { d.EWM(ops.Decay{}) },
		"ops.EWM.Sum: a sum needs Adjust(true), got Adjust(false)":                         func() { d.EWM(ops.Alpha(0.5), ops.Adjust(false)).Sum() },
		"ops.EWM.Aggregate: a sum needs Adjust(true)":                                      func() { d.EWM(ops.Alpha(0.5), ops.Adjust(false)).Aggregate(ops.Sum("x")) },
		"ops.EWM.Aggregate: needs at least one reduction":                                  func() { d.EWM(ops.Alpha(0.5)).Aggregate() },
		`ops.EWM.Aggregate: must be Mean, Sum, Var, Std, Corr or Cov, got "max"`:           func() { d.EWM(ops.Alpha(0.5)).Aggregate(ops.Max("x")) },
		"ops.EWM.Aggregate: takes the option Bias instead of DDOF":                         func() { d.EWM(ops.Alpha(0.5)).Aggregate(ops.Var("x", ops.DDOF(0))) },
		"ops.EWMMinPeriods: must not be negative, got -2":                                  func() { ops.EWMMinPeriods(-2) },
		"ops.Shift: must be positive, got 0":                                               func() { d.Shift(0) },
	} {
		t.Run(says, func(t *testing.T) { check.Panics(t, says, f) })
	}
}

// Columns come from data, so a wrong one is an error of the graph that names the operator and the column.
func TestWindowBuildErrors(t *testing.T) {
	plain := table(frame.Col("x", []float64{}), frame.Col("s", []string{}), frame.Col("w", []time.Time{}))
	only := table(frame.Col("s", []string{}))
	for name, c := range map[string]struct {
		example frame.Frame
		build   func(ops.DataFrame) interface{ Err() error }
		kind    error
		says    []string
	}{
		"unknown column": {plain, func(d ops.DataFrame) interface{ Err() error } { return d.Window(ops.Rows(3)).Aggregate(ops.Mean("z")) },
			ops.ErrColumn, []string{"ops.Window.Aggregate", `"z"`, "x, s, w"}},
		"unknown second column": {plain, func(d ops.DataFrame) interface{ Err() error } { return d.Corr("x", "z") },
			ops.ErrColumn, []string{"ops.Corr", `"z"`}},
		"text": {plain, func(d ops.DataFrame) interface{ Err() error } { return d.Aggregate(ops.Mean("s")) },
			ops.ErrType, []string{"ops.Aggregate", "mean needs numbers", `"s" of type string`}},
		"times have no sum": {plain, func(d ops.DataFrame) interface{ Err() error } { return d.Aggregate(ops.Sum("w")) },
			ops.ErrType, []string{"sum needs numbers", `"w" of type time`}},
		"text beside numbers": {plain, func(d ops.DataFrame) interface{ Err() error } { return d.Cov("x", "s") },
			ops.ErrType, []string{"ops.Cov", `"s" of type string`}},
		"no numbers": {only, func(d ops.DataFrame) interface{ Err() error } { return d.Mean() },
			ops.ErrType, []string{"ops.Mean", "mean needs numbers, got none; columns are s"}},
		"one name twice": {plain, func(d ops.DataFrame) interface{ Err() error } {
			return d.Aggregate(ops.Mean("x"), ops.Max("x").As("x_mean"))
		},
			ops.ErrColumns, []string{`two results have the name "x_mean"`, "As"}},
		"no time index": {plain, func(d ops.DataFrame) interface{ Err() error } {
			return d.Col("x").Window(ops.Within(time.Second)).Sum()
		},
			ops.ErrType, []string{"ops.Window.Sum", "a window of time needs a time index, got none"}},
		"rolling over text": {plain, func(d ops.DataFrame) interface{ Err() error } { return d.Rolling(ops.Rows(2)).Sum() },
			ops.ErrType, []string{"ops.Rolling.Sum", `"s" of type string`}},
		"fading without times": {plain, func(d ops.DataFrame) interface{ Err() error } {
			return d.Col("x").EWM(ops.HalfLifeOf(time.Second)).Mean()
		},
			ops.ErrType, []string{"ops.EWM.Mean", "a half-life in time needs a time index"}},
		"fading text": {plain, func(d ops.DataFrame) interface{ Err() error } { return d.EWM(ops.Alpha(0.5)).Std() },
			ops.ErrType, []string{"ops.EWM.Std", `"s" of type string`}},
		"fading unknown column": {plain, func(d ops.DataFrame) interface{ Err() error } { return d.EWM(ops.Alpha(0.5)).Corr("x", "z") },
			ops.ErrColumn, []string{"ops.EWM.Corr", `"z"`}},
		"fading text beside numbers": {plain, func(d ops.DataFrame) interface{ Err() error } { return d.EWM(ops.Alpha(0.5)).Cov("x", "s") },
			ops.ErrType, []string{"ops.EWM.Cov", `"s" of type string`}},
		"fading one name twice": {plain, func(d ops.DataFrame) interface{ Err() error } {
			return d.EWM(ops.Alpha(0.5)).Aggregate(ops.Mean("x"), ops.Std("x").As("x_mean"))
		},
			ops.ErrColumns, []string{"ops.EWM.Aggregate", `two results have the name "x_mean"`}},
		"running over text": {plain, func(d ops.DataFrame) interface{ Err() error } { return d.CumMax() },
			ops.ErrType, []string{"ops.CumMax", `"s" of type string`}},
		"difference of texts": {only, func(d ops.DataFrame) interface{ Err() error } { return d.Diff(1) },
			ops.ErrType, []string{`"s" of type string`}},
	} {
		t.Run(name, func(t *testing.T) { check.Error(t, c.build(newPipeline(c.example).rows).Err(), c.kind, c.says...) })
	}
}

// A product that does not fit an int64 fails its batch, which does not change the state.
func TestCumProdOverflow(t *testing.T) {
	n := func(v ...int64) frame.Frame { return table(frame.Col("n", v)) }
	p := newPipeline(n())
	out := collect(p.rows.CumProd())
	check.Error(t, p.source.Emit(t.Context(), n(1<<40, 1<<30)), ops.ErrOverflow, "ops.CumProd", "row 1", `"n"`)
	p.feed(t, n(3, 5))
	wantFrames(t, out.got, n(3, 15))
}
