package ops_test

import (
	"cmp"
	"fmt"
	"strconv"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// fieldCase is an operation on the rows of testdata/pandas-field-cases.json, and pandas' result.
type fieldCase struct {
	Op, Column, Stat, Closed, Query string
	Seconds                         float64
	Rows, Least                     int
	Recursive                       bool
	Columns                         []string
	Type                            string
	Want                            []any
}

func (c fieldCase) String() string {
	return fmt.Sprint(cmp.Or(c.Query, fmt.Sprint(c.Op, " ", c.Seconds, "s ", c.Rows, " ", c.Closed, " ", c.Least, " ", c.Stat, " ", c.Column, c.Columns, c.Recursive)))
}

// TestFieldCases compares the results for rows as the field has them with pandas': equal times, pauses, missing values, missing keys,
// infinities, integers beyond 2^53. bench/pandas/record_field_cases.py records them.
func TestFieldCases(t *testing.T) {
	var recorded struct {
		Seconds []float64
		Columns []struct {
			Name, Type string
			Values     []any
		}
		Cases []fieldCase
	}
	readJSON(t, "pandas-field-cases.json", &recorded)
	cols := []frame.Column{frame.Index("t", at(recorded.Seconds...)), frame.Col("row", rowNumbers(len(recorded.Seconds)))}
	for _, c := range recorded.Columns {
		cols = append(cols, exactColumn(t, c.Name, c.Type, c.Values))
	}
	in := table(cols...)
	for _, c := range recorded.Cases {
		t.Run(c.String(), func(t *testing.T) {
			p := newPipeline(in)
			result, name := c.apply(t, p.rows)
			out := collect(result)
			p.feed(t, in.Slice(0, 4), in.Slice(4, 5), in.Slice(5, in.Len()))
			got := out.got[len(out.got)-1]
			if c.Op != "group" {
				got = frame.Must(frame.Concat(out.got))
			}
			got = frame.Must(got.ResetIndex().Select(name))
			want := exactColumn(t, name, c.Type, c.Want)
			if field, _ := got.Schema().Lookup(name); field.Type == frame.Int64 && c.Type == "float64" {
				want = wholeNumbers(t, name, c.Want) // pandas has no missing integers
			}
			wantClose(t, 1e-12, []frame.Frame{got}, table(want))
		})
	}
}

// apply returns the result for d, and the name of the column that the case has the values of.
func (c fieldCase) apply(t *testing.T, d ops.DataFrame) (result flow.Stream[frame.Frame], name string) {
	t.Helper()
	length := time.Duration(c.Seconds * float64(time.Second))
	windows := []ops.RollingOption{ops.MinPeriods(max(1, c.Least))}
	if closed, ok := closedEnds[c.Closed]; ok {
		windows = append(windows, ops.CloseAt(closed))
	}
	span := ops.Within(max(1, length))
	if c.Rows > 0 {
		span = ops.Rows(c.Rows)
	}
	kind := c.Stat
	if kind == "var" || kind == "std" || kind == "sem" {
		kind += " 1" // degree of freedom
	}
	x := d.Col("x")
	groups := d.GroupBy("k").Select(cmp.Or(c.Column, "x"))
	column := d.Col(cmp.Or(c.Column, "x"))
	switch c.Op {
	case "group":
		return applyReduction(t, d, kind, func(ops.DataFrame) ops.Reductions[ops.Table] { return groups.Reductions }), c.Column
	case "rolling", "rolling rows":
		return applyReduction(t, d, kind, func(ops.DataFrame) ops.Reductions[ops.DataFrame] { return x.Rolling(span, windows...).Reductions }), "x"
	case "group rolling", "group rolling rows":
		return applyReduction(t, d, kind, func(ops.DataFrame) ops.Reductions[ops.DataFrame] { return groups.Rolling(span, windows...).Reductions }), "x"
	case "resample":
		opts := []ops.ResampleOption{ops.ClosedLeft, ops.LabelLeft}
		if c.Closed == "right" {
			opts = []ops.ResampleOption{ops.ClosedRight, ops.LabelRight}
		}
		return applyReduction(t, d, kind, func(ops.DataFrame) ops.Reductions[ops.DataFrame] { return x.Resample(length, opts...).Reductions }), "x"
	case "ewm":
		return x.EWM(ops.HalfLifeOf(length), ops.Adjust(!c.Recursive)).Mean(), "x"
	case "query":
		return d.Query(c.Query), "row"
	case "drop_duplicates":
		return d.DropDuplicates(ops.Columns(c.Columns...)), "row"
	}
	simple, ok := map[string]func() ops.DataFrame{
		"cumsum": column.CumSum, "cummin": column.CumMin, "cummax": column.CumMax,
		"group cumsum": groups.CumSum, "group cummin": groups.CumMin, "group cummax": groups.CumMax,
		"shift": func() ops.DataFrame { return column.Shift(c.Rows) }, "group shift": func() ops.DataFrame { return groups.Shift(c.Rows) },
		"diff": func() ops.DataFrame { return column.Diff(c.Rows) }, "group diff": func() ops.DataFrame { return groups.Diff(c.Rows) },
		"pct_change":       func() ops.DataFrame { return column.PctChange(c.Rows) },
		"group pct_change": func() ops.DataFrame { return groups.PctChange(c.Rows) },
	}[c.Op]
	if !ok {
		t.Fatalf("there is no operation for %q", c.Op)
	}
	return simple(), cmp.Or(c.Column, "x")
}

var closedEnds = map[string]ops.Closed{
	"right": ops.ClosedRight, "left": ops.ClosedLeft, "both": ops.ClosedBoth, "neither": ops.ClosedNeither,
}

func rowNumbers(n int) []int {
	numbers := make([]int, n)
	for i := range numbers {
		numbers[i] = i
	}
	return numbers
}

// exactColumn is column for values whose integers are texts.
func exactColumn(t *testing.T, name, dtype string, values []any) frame.Column {
	t.Helper()
	if dtype != "int64" {
		return column(t, name, dtype, values)
	}
	out := make([]int64, len(values))
	for i, v := range values {
		n, err := strconv.ParseInt(v.(string), 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		out[i] = n
	}
	return frame.Col(name, out)
}

// wholeNumbers returns a column of integers, of which pandas has made floats because some are missing.
func wholeNumbers(t *testing.T, name string, values []any) frame.Column {
	t.Helper()
	out, valid := make([]int64, len(values)), make([]bool, len(values))
	for i, v := range values {
		x := number(v)
		valid[i] = x == x
		if valid[i] {
			out[i] = int64(x)
		}
	}
	return frame.Col(name, out).WithValid(valid)
}
