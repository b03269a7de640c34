package ops_test

import (
	"encoding/json"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

// windowCases maps each vector of a window or a reduction to our result for its input. ours is the expected result if we
// differ on purpose, and says why.
var windowCases = map[string]struct {
	table func(ops.DataFrame) ops.Table
	rows  func(ops.DataFrame) ops.DataFrame
	ours  [][]float64
	why   string
}{
	"df_sum":              {table: ops.DataFrame.Sum},
	"series_sum":          {table: func(d ops.DataFrame) ops.Table { return d.Col("x").Sum() }},
	"series_mean":         {table: func(d ops.DataFrame) ops.Table { return d.Col("x").Mean() }},
	"df_count":            {table: ops.DataFrame.Count},
	"series_count":        {table: func(d ops.DataFrame) ops.Table { return d.Col("x").Count() }},
	"df_size":             {table: ops.DataFrame.Size, ours: [][]float64{{3}, {6}}, why: "a size is of rows, not of cells"},
	"series_size":         {table: func(d ops.DataFrame) ops.Table { return d.Col("x").Size() }},
	"series_cumprod":      {rows: func(d ops.DataFrame) ops.DataFrame { return d.Col("x").CumProd() }},
	"series_cummin":       {rows: func(d ops.DataFrame) ops.DataFrame { return d.Col("x").CumMin() }},
	"mean_start":          {table: afterValues("amount", []int{10, 0}, func(d ops.DataFrame) ops.Table { return d.Mean() })},
	"count_start":         {table: afterValues("amount", []int{1, 2, 3}, func(d ops.DataFrame) ops.Table { return d.Count() })},
	"window_n4_sum_basic": {table: func(d ops.DataFrame) ops.Table { return d.Col("x").Window(ops.Rows(4)).Sum() }},
	"window_n4_sum_df":    {table: func(d ops.DataFrame) ops.Table { return d.Window(ops.Rows(4)).Sum() }},
	"window_n1_sum":       {table: func(d ops.DataFrame) ops.Table { return plusTenWindow(d, 1).Sum() }},
	"window_n1_mean":      {table: func(d ops.DataFrame) ops.Table { return plusTenWindow(d, 1).Mean() }},
	"window_n1_count":     {table: func(d ops.DataFrame) ops.Table { return plusTenWindow(d, 1).Count() }},
	"window_n1_size":      {table: func(d ops.DataFrame) ops.Table { return plusTenWindow(d, 1).Size() }},
	"window_n1_var1":      {table: func(d ops.DataFrame) ops.Table { return plusTenWindow(d, 1).Var() }},
	"window_n1_std1":      {table: func(d ops.DataFrame) ops.Table { return plusTenWindow(d, 1).Std() }},
	"window_n1_var0":      {table: func(d ops.DataFrame) ops.Table { return plusTenWindow(d, 1).Var(ops.DDOF(0)) }},
	"window_n4_sum":       {table: func(d ops.DataFrame) ops.Table { return plusTenWindow(d, 4).Sum() }},
	"window_n4_count":     {table: func(d ops.DataFrame) ops.Table { return plusTenWindow(d, 4).Count() }},
	"window_n4_size":      {table: func(d ops.DataFrame) ops.Table { return plusTenWindow(d, 4).Size() }},
	"window_n4_var1":      {table: func(d ops.DataFrame) ops.Table { return plusTenWindow(d, 4).Var() }},
	"window_n4_var0":      {table: func(d ops.DataFrame) ops.Table { return plusTenWindow(d, 4).Var(ops.DDOF(0)) }},
	"window_2h_empty_intermediate": {table: func(d ops.DataFrame) ops.Table {
		return d.Where(d.Col("amount").Eq(5)).Window(ops.Within(2 * time.Hour)).Sum()
	}},
	"window_value_2h_sum":   {table: func(d ops.DataFrame) ops.Table { return d.Window(ops.Within(2 * time.Hour)).Sum() }},
	"window_value_2h_count": {table: func(d ops.DataFrame) ops.Table { return d.Window(ops.Within(2 * time.Hour)).Count() }},
	"window_value_2h_mean":  {table: func(d ops.DataFrame) ops.Table { return d.Window(ops.Within(2 * time.Hour)).Mean() }},
	"window_with_state":     {table: func(d ops.DataFrame) ops.Table { return d.Col("amount").Window(ops.Rows(2)).Sum() }},
	"expanding_sum":         {table: ops.DataFrame.Sum},
	"expanding_var1":        {table: func(d ops.DataFrame) ops.Table { return d.Var() }},
	"ewm_mean_com1":         {rows: func(d ops.DataFrame) ops.DataFrame { return d.EWM(ops.CenterOfMass(1)).Mean() }},
	"rolling_3_sum":         {rows: func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Rows(3)).Sum() }},
	"rolling_3_min":         {rows: func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Rows(3)).Min() }},
	"rolling_3_max":         {rows: func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Rows(3)).Max() }},
	"rolling_3_median":      {rows: func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Rows(3)).Median() }},
	"rolling_3_var":         {rows: func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Rows(3)).Var() }},
	"rolling_3_count": {rows: func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Rows(3)).Count() },
		ours: [][]float64{{nan, nan}, {3, 3}, {3, 3, 3}}, why: "pandas 3 counts in windows of at least 3 rows; streamz was recorded with an older one"},
	"rolling_3_quantile": {rows: func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Rows(3)).Quantile(0.5) }},
	"rolling_3h_max":     {rows: func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Within(3 * time.Hour)).Max() }},
	"rolling_state":      {rows: func(d ops.DataFrame) ops.DataFrame { return d.Col("amount").Rolling(ops.Rows(2)).Sum() }},
	"series_mean_empty_first_batch": {table: ops.DataFrame.Mean, ours: [][]float64{{nan}, {2}},
		why: "the mean of nothing is missing, and nothing counts for nothing"},
	"var_cancellation": {table: func(d ops.DataFrame) ops.Table { return d.Window(ops.Rows(3)).Var() }, ours: [][]float64{{1}}, why: "it is 1"},
	"window_sum_drift": {table: func(d ops.DataFrame) ops.Table { return d.Window(ops.Rows(2)).Sum() },
		ours: [][]float64{{1e17}, {1e17}, {2}, {2}}, why: "1e17 leaves no trace"},
	"window_sum_inf": {table: func(d ops.DataFrame) ops.Table { return d.Window(ops.Rows(1)).Sum() },
		ours: [][]float64{{inf}, {1}, {2}}, why: "an infinity leaves no trace"},
	"window_sum_nan": {table: func(d ops.DataFrame) ops.Table { return d.Window(ops.Rows(2)).Sum() }},
}

// plusTenWindow is x+10 in a window of n rows.
func plusTenWindow(d ops.DataFrame, n int) ops.Window { return d.Col("x").Add(10).Window(ops.Rows(n)) }

// afterValues is a reduction that has had some values before: streamz' start.
func afterValues(column string, before []int, reduce func(ops.DataFrame) ops.Table) func(ops.DataFrame) ops.Table {
	return func(d ops.DataFrame) ops.Table {
		old := newPipeline(table(frame.Col(column, before)))
		was := reduce(old.rows)
		if err := old.source.Emit(ctx, table(frame.Col(column, before))); err != nil {
			panic(err)
		}
		state, err := ops.SaveState(ctx, was)
		if err != nil {
			panic(err)
		}
		out := reduce(d.Select(column).DropIndex())
		if err := ops.RestoreState(ctx, state, out); err != nil {
			panic(err)
		}
		return out
	}
}

// testedElsewhere lists vectors that are tested in other places.
var testedElsewhere = []string{
	"ewm_invalid_com", "ewm_invalid_span", "ewm_invalid_alpha", // panics: TestWindowMisuse
	"window_value_late_data", // an ErrOrder: TestLateData
}

func TestWindowsMatchStreamz(t *testing.T) {
	var vectors []vector
	readJSON(t, "streamz-windows.json", &vectors)
	for _, v := range vectors {
		c, known := windowCases[v.Name]
		if !known {
			if !slices.Contains(testedElsewhere, v.Name) {
				t.Errorf("no check of %s", v.Name)
			}
			continue
		}
		t.Run(v.Name, func(t *testing.T) {
			in := framesOf(t, v.Input, "")
			p := newPipeline(in[0])
			var out *batches
			if c.table != nil {
				out = collect(c.table(p.rows))
			} else {
				out = collect(c.rows(p.rows))
			}
			p.feed(t, in...)
			want := c.ours
			if want == nil {
				want = numbersIn(t, v.Expected)
			}
			if len(out.got) != len(want) {
				t.Fatalf("got %d results, want %d", len(out.got), len(want))
			}
			for i, f := range out.got {
				if got := numbersOf(t, f); !slices.EqualFunc(got, want[i], close12) {
					t.Errorf("result %d: got %v, want %v", i, got, want[i])
				}
			}
		})
	}
}

func close12(a, b float64) bool {
	return a == b || a != a && b != b || math.Abs(a-b) <= 1e-12*math.Max(math.Abs(a), math.Abs(b))
}

// numbersOf returns the values of a frame without the index, row by row.
func numbersOf(t *testing.T, f frame.Frame) (all []float64) {
	t.Helper()
	f = f.DropIndex()
	for row := range f.Len() {
		for _, name := range f.Schema().Names() {
			v, err := f.Numeric(name)
			check.NoError(t, err)
			all = append(all, v[row])
		}
	}
	return all
}

// numbersIn returns the numbers of each result of streamz: of a scalar, a series, a frame, or, if there is a state too,
// of the result.
func numbersIn(t *testing.T, text json.RawMessage) (all [][]float64) {
	t.Helper()
	var results []any
	check.NoError(t, json.Unmarshal(text, &results))
	for _, r := range results {
		all = append(all, numbersOfResult(r))
	}
	return all
}

func numbersOfResult(r any) (all []float64) {
	switch r := r.(type) {
	case float64:
		return []float64{r}
	case string:
		return []float64{map[string]float64{"NaN": nan, "Inf": inf, "-Inf": -inf}[r]}
	case []any: // a state and the result, or a row
		if len(r) == 2 && isState(r[0]) {
			return numbersOfResult(r[1])
		}
		for _, v := range r {
			all = append(all, numbersOfResult(v)...)
		}
	case map[string]any:
		if s, ok := r["$series"].(map[string]any); ok {
			return numbersOfResult(append([]any{}, s["values"].([]any)...))
		}
		for _, row := range r["$frame"].(map[string]any)["rows"].([]any) {
			all = append(all, numbersOfResult(row)...)
		}
	}
	return all
}

// isState returns whether a value is streamz' state beside a result.
func isState(v any) bool {
	switch v := v.(type) {
	case []any:
		return true
	case map[string]any:
		return v["dfs"] != nil || v["$series"] != nil
	}
	return false
}

// A row that is older than the one before it is an error; streamz keeps it and drops the wrong ones.
func TestLateData(t *testing.T) {
	p := newPipeline(table(frame.Index("t", at()), frame.Col("v", []float64{})))
	out := collect(p.rows.Window(ops.Within(90 * time.Minute)).Sum())
	hour := func(h float64, v float64) frame.Frame {
		return table(frame.Index("t", at(3600*h)), frame.Col("v", []float64{v}))
	}
	for _, f := range []frame.Frame{hour(10, 1), hour(11, 2)} {
		check.NoError(t, p.source.Emit(t.Context(), f))
	}
	check.Error(t, p.source.Emit(t.Context(), hour(0, 100)), ops.ErrOrder, "Window.Sum", "row 0")
	p.feed(t, hour(11.5, 4))
	wantFrames(t, out.got, table(frame.Col("v", []float64{1})), table(frame.Col("v", []float64{3})), table(frame.Col("v", []float64{6})))
}
