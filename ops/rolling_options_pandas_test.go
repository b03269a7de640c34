package ops_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

// rollingRecording is what bench/pandas/record_rolling.py writes.
type rollingRecording struct {
	X, Seconds jsonFloats
	Ranks      []struct {
		Rows, Seconds   int
		Method          string
		Descending, Pct bool
		Out             jsonFloats
	}
	Steps []struct {
		Rows, Step   int
		Closed, Kind string
		Center       bool
		Out          jsonFloats
	}
	Weighted []struct {
		Window, Kind string
		Std          float64
		Rows, Least  int
		Center       bool
		Out          jsonFloats
	}
	Closed []struct {
		Seconds      int
		Closed, Kind string
		Out          jsonFloats
	}
	Reductions []struct {
		Rows    int
		At      []int
		Results map[string]jsonFloats
	}
}

func readRollingRecording(t *testing.T) (r rollingRecording) {
	t.Helper()
	readJSON(t, "pandas-rolling.json", &r)
	return r
}

// batches splits the rows, with an index of times or without an index, into random batches.
func (r rollingRecording) batches(indexed bool, seed uint64) []frame.Frame {
	cols := []frame.Column{frame.Col("x", []float64(r.X))}
	if indexed {
		cols = append(cols, frame.Index("t", at(r.Seconds...)))
	}
	whole, rng := table(cols...), rand.New(rand.NewPCG(seed, 1))
	var out []frame.Frame
	for from := 0; from < whole.Len(); {
		to := min(whole.Len(), from+rng.IntN(9))
		out = append(out, whole.Slice(from, to))
		from = to
	}
	return out
}

// wantRows compares the column x of all batches with recorded results.
func wantRows(t *testing.T, name string, got []frame.Frame, want jsonFloats) {
	t.Helper()
	v, err := frame.Must(frame.Concat(got)).Numeric("x")
	check.NoError(t, err)
	if len(v) != len(want) {
		t.Fatalf("%s: got %d rows, want %d", name, len(v), len(want))
	}
	for i := range v {
		if !near(v[i], want[i], 1e-12*math.Abs(want[i])+1e-12) {
			t.Errorf("%s: row %d: got %v, want %v", name, i, v[i], want[i])
			return
		}
	}
}

var rankMethods = map[string]ops.RankMethod{"average": ops.RankAverage, "min": ops.RankMin, "max": ops.RankMax, "dense": ops.RankDense}

func TestRankMatchesPandas(t *testing.T) {
	r := readRollingRecording(t)
	for i, c := range r.Ranks {
		opts := []ops.RankOption{ops.RankBy(rankMethods[c.Method])}
		if c.Descending {
			opts = append(opts, ops.RankDescending())
		}
		if c.Pct {
			opts = append(opts, ops.RankPct())
		}
		got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame {
			switch {
			case c.Rows > 0:
				return d.Rolling(ops.Rows(c.Rows), ops.MinPeriods(1)).Rank(opts...)
			case c.Seconds > 0:
				return d.Rolling(ops.Within(time.Duration(c.Seconds) * time.Second)).Rank(opts...)
			}
			return d.Expanding().Rank(opts...)
		}, r.batches(true, uint64(i))...)
		wantRows(t, fmt.Sprintf("%d rows, %ds, %s, descending %v, pct %v", c.Rows, c.Seconds, c.Method, c.Descending, c.Pct), got, c.Out)
	}
}

func TestStepMatchesPandas(t *testing.T) {
	r := readRollingRecording(t)
	for i, c := range r.Steps {
		got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame {
			opts := []ops.RollingOption{ops.MinPeriods(1), ops.Step(c.Step), ops.CloseAt(ends[c.Closed])}
			if c.Center {
				opts = append(opts, ops.Centered())
			}
			return rollingMethods[c.Kind](d.Rolling(ops.Rows(c.Rows), opts...).Reductions)
		}, r.batches(false, uint64(i))...)
		wantRows(t, fmt.Sprintf("%+v", c), got, c.Out)
	}
}

var rollingMethods = map[string]func(ops.Reductions[ops.DataFrame]) ops.DataFrame{
	"sum": ops.Reductions[ops.DataFrame].Sum, "mean": ops.Reductions[ops.DataFrame].Mean, "min": ops.Reductions[ops.DataFrame].Min,
	"median": ops.Reductions[ops.DataFrame].Median, "count": ops.Reductions[ops.DataFrame].Count,
	"first": ops.Reductions[ops.DataFrame].First, "last": ops.Reductions[ops.DataFrame].Last, "nunique": ops.Reductions[ops.DataFrame].NUnique,
	"var": func(r ops.Reductions[ops.DataFrame]) ops.DataFrame { return r.Var() },
	"std": func(r ops.Reductions[ops.DataFrame]) ops.DataFrame { return r.Std() },
}

// Rows of one time are alike to windows with an open right end, in whatever batches they come.
func TestClosedEndsMatchPandas(t *testing.T) {
	r := readRollingRecording(t)
	for i, c := range r.Closed {
		got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame {
			w := d.Rolling(ops.Within(time.Duration(c.Seconds)*time.Second), ops.CloseAt(ends[c.Closed]))
			return rollingMethods[c.Kind](w.Reductions)
		}, r.batches(true, uint64(i))...)
		wantRows(t, fmt.Sprintf("%ds, closed %s, %s", c.Seconds, c.Closed, c.Kind), got, c.Out)
	}
}

// cosines returns the window function whose weights are sums of cosines.
func cosines(a ...float64) func([]float64) []float64 {
	return func(seq []float64) []float64 {
		for i := range seq {
			w := 0.0
			for k, c := range a {
				w += math.Pow(-1, float64(k)) * c * math.Cos(2*math.Pi*float64(k*i)/float64(len(seq)-1))
			}
			seq[i] *= w
		}
		return seq
	}
}

// windowFunctions are those of SciPy, with the formulas of gonum.org/v1/gonum/dsp/window where it has them.
var windowFunctions = map[string]func([]float64) []float64{
	"hann": cosines(0.5, 0.5), "hamming": cosines(0.54, 0.46), "blackman": cosines(0.42, 0.5, 0.08), "boxcar": cosines(1),
	"nuttall": cosines(0.3635819, 0.4891775, 0.1365995, 0.0106411),
	"bartlett": func(seq []float64) []float64 {
		a := float64(len(seq)-1) / 2
		for i := range seq {
			seq[i] *= 1 - math.Abs(float64(i)/a-1)
		}
		return seq
	},
	"triang": func(seq []float64) []float64 {
		n := len(seq)
		for i := range seq {
			seq[i] *= 1 - math.Abs(float64(2*i-n+1))/float64(n+n%2)
		}
		return seq
	},
}

// gaussian is gonum's Gaussian with a sigma such that the deviation is that of SciPy, in rows.
func gaussian(deviation float64) func([]float64) []float64 {
	return func(seq []float64) []float64 {
		a := float64(len(seq)-1) / 2
		for i := range seq {
			seq[i] *= math.Exp(-0.5 * math.Pow((float64(i)-a)/deviation, 2))
		}
		return seq
	}
}

// blankWrongVariances replaces weighted variances of pandas 3.1 by ours where pandas has not those of its own weights. It
// weighs row i by the weight i modulo the window's length, so only the windows that end with the last weight are right, and
// it divides by the window's length less 1, also if values are missing.
func (r rollingRecording) blankWrongVariances(t *testing.T, want jsonFloats, got []frame.Frame, rows int, centered bool) {
	t.Helper()
	v, err := frame.Must(frame.Concat(got)).Numeric("x")
	check.NoError(t, err)
	compared := 0
	for i := range want {
		end := i
		if centered {
			end += (rows - 1) / 2
		}
		complete := end%rows == rows-1 && end < len(r.X)
		for k := max(0, end-rows+1); complete && k <= end; k++ {
			complete = r.X[k] == r.X[k]
		}
		if complete {
			compared++
		} else {
			want[i] = v[i]
		}
	}
	if compared < 3 {
		t.Errorf("compared %d variances, want at least 3", compared)
	}
}

func TestWeightedMatchesPandas(t *testing.T) {
	r := readRollingRecording(t)
	for i, c := range r.Weighted {
		f := windowFunctions[c.Window]
		if c.Window == "gaussian" {
			f = gaussian(c.Std)
		}
		got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame {
			opts := []ops.RollingOption{ops.MinPeriods(c.Least), ops.Weighted(f)}
			if c.Center {
				opts = append(opts, ops.Centered())
			}
			return rollingMethods[c.Kind](d.Rolling(ops.Rows(c.Rows), opts...).Reductions)
		}, r.batches(false, uint64(i))...)
		want := c.Out
		if c.Kind == "var" || c.Kind == "std" {
			r.blankWrongVariances(t, want, got, c.Rows, c.Center)
		}
		if (c.Window == "hann" || c.Window == "bartlett") && c.Kind == "mean" {
			// pandas divides rounding errors where all weights but those of missing values are 0
			for k := range want {
				if v, _ := frame.Must(frame.Concat(got)).Numeric("x"); v[k] != v[k] || want[k] != want[k] {
					want[k] = v[k]
				}
			}
		}
		wantRows(t, fmt.Sprintf("%s(%v) of %d, center %v, least %d, %s", c.Window, c.Std, c.Rows, c.Center, c.Least, c.Kind), got, want)
	}
}

// The reductions of the last rows and of all rows, by the tables of windows and by Rolling and Expanding.
func TestNewReductionsMatchPandas(t *testing.T) {
	r := readRollingRecording(t)
	reductions := []ops.Reduction{ops.IdxMin("x").As("idxmin"), ops.IdxMax("x").As("idxmax"), ops.Any("x").As("any"), ops.All("x").As("all"),
		ops.Mode("x").As("mode"), ops.Describe("x").As("d")}
	names := map[string]string{}
	for _, n := range []string{"idxmin", "idxmax", "any", "all", "mode"} {
		names[n] = n
	}
	for _, n := range []string{"count", "mean", "std", "min", "25%", "50%", "75%", "max"} {
		names[n] = "d_" + n
	}
	for i, c := range r.Reductions {
		in := r.batches(false, uint64(i))
		p := newPipeline(in[0])
		totals, rolling := p.rows.Expanding(ops.MinPeriods(0)).Reductions, ops.Reductions[ops.Table]{}
		out := collect(p.rows.Aggregate(reductions...))
		if c.Rows > 0 {
			totals, rolling = p.rows.Rolling(ops.Rows(c.Rows), ops.MinPeriods(0)).Reductions, p.rows.Window(ops.Rows(c.Rows)).Reductions
			out = collect(rolling.Aggregate(reductions...))
		}
		byRow := collect(totals.Aggregate(reductions...))
		p.feed(t, in...)
		rows := frame.Must(frame.Concat(byRow.got))
		for name, column := range names {
			values, err := asFloats(rows, column)
			check.NoError(t, err)
			for k, row := range c.At {
				if want := c.Results[name][k]; !near(values[row], want, 1e-12) {
					t.Errorf("%d rows: %s of row %d: got %v, want %v", c.Rows, name, row, values[row], want)
				}
			}
			end := 0
			for b, f := range in { // the tables have the result of the last row of their batch
				if end += f.Len(); end == 0 {
					continue
				}
				got, err := asFloats(out.got[b], column)
				check.NoError(t, err)
				if !near(got[0], values[end-1], 1e-12) {
					t.Errorf("%d rows: %s after row %d: got %v in the table, want %v", c.Rows, name, end-1, got[0], values[end-1])
				}
			}
		}
	}
}

// asFloats returns a column of numbers or bools as floats; a missing value is NaN.
func asFloats(f frame.Frame, name string) ([]float64, error) {
	c, err := f.Column(name)
	if err != nil || c.Type() != frame.Bool {
		return f.Numeric(name)
	}
	bools, err := f.Bools(name)
	out := make([]float64, len(bools))
	for i, b := range bools {
		switch {
		case !c.Valid(i):
			out[i] = nan
		case b:
			out[i] = 1
		}
	}
	return out, err
}
