package ops_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

var between = map[string]ops.Interpolation{
	"linear": ops.Linear, "lower": ops.LowerValue, "higher": ops.HigherValue, "nearest": ops.NearestValue, "midpoint": ops.Midpoint,
}

// parseKind splits a kind such as "quantile 0.3 lower" or "var 1".
func parseKind(t *testing.T, kind string) (name string, value float64, how ops.Interpolation) {
	t.Helper()
	words := strings.Fields(kind)
	if len(words) > 1 {
		var err error
		if value, err = strconv.ParseFloat(words[1], 64); err != nil {
			t.Fatal(err)
		}
	}
	if len(words) > 2 {
		how = between[words[2]]
	}
	return words[0], value, how
}

// applyReduction calls the method that a kind names, on the column x, or on x and y.
func applyReduction[R flow.Stream[frame.Frame]](t *testing.T, xy ops.DataFrame, kind string, window func(ops.DataFrame) ops.Reductions[R]) flow.Stream[frame.Frame] {
	t.Helper()
	name, value, how := parseKind(t, kind)
	ddof := ops.DDOF(int(value))
	switch name {
	case "corr":
		return window(xy).Corr("x", "y")
	case "cov":
		return window(xy).Cov("x", "y", ddof)
	case "quantile":
		return window(xy.Col("x")).Quantile(value, how)
	case "var":
		return window(xy.Col("x")).Var(ddof)
	case "std":
		return window(xy.Col("x")).Std(ddof)
	case "sem":
		return window(xy.Col("x")).Sem(ddof)
	}
	plain := map[string]func(ops.Reductions[R]) R{
		"sum": ops.Reductions[R].Sum, "prod": ops.Reductions[R].Prod, "mean": ops.Reductions[R].Mean, "min": ops.Reductions[R].Min,
		"max": ops.Reductions[R].Max, "median": ops.Reductions[R].Median, "skew": ops.Reductions[R].Skew, "kurt": ops.Reductions[R].Kurt,
		"count": ops.Reductions[R].Count, "size": ops.Reductions[R].Size, "nunique": ops.Reductions[R].NUnique,
		"first": ops.Reductions[R].First, "last": ops.Reductions[R].Last,
	}[name]
	if plain == nil {
		t.Fatalf("there is no method for %q", kind)
	}
	return plain(window(xy.Col("x")))
}

// reductionByName returns the reduction that a kind names.
func reductionByName(t *testing.T, kind string) ops.Reduction {
	t.Helper()
	name, value, how := parseKind(t, kind)
	ddof := ops.DDOF(int(value))
	r, ok := map[string]ops.Reduction{
		"sum": ops.Sum("x"), "prod": ops.Prod("x"), "mean": ops.Mean("x"), "min": ops.Min("x"), "max": ops.Max("x"),
		"median": ops.Median("x"), "skew": ops.Skew("x"), "kurt": ops.Kurt("x"), "count": ops.Count("x"), "size": ops.Size(),
		"nunique": ops.NUnique("x"), "first": ops.First("x"), "last": ops.Last("x"), "corr": ops.Corr("x", "y"),
		"cov": ops.Cov("x", "y", ddof), "var": ops.Var("x", ddof), "std": ops.Std("x", ddof), "sem": ops.Sem("x", ddof),
		"quantile": ops.Quantile("x", min(value, 1), how),
	}[name]
	if !ok {
		t.Fatalf("there is no reduction for %q", kind)
	}
	return r
}

func (c *recordedCase) decay() ops.Decay {
	switch {
	case c.Com > 0:
		return ops.CenterOfMass(c.Com)
	case c.Span > 0:
		return ops.SpanOf(c.Span)
	case c.HalfLife > 0:
		return ops.HalfLife(c.HalfLife)
	case c.Alpha > 0:
		return ops.Alpha(c.Alpha)
	}
	return ops.HalfLifeOf(time.Duration(c.HalfLifeSeconds * float64(time.Second)))
}

func (c *recordedCase) ewm(e ops.EWM) ops.DataFrame {
	switch strings.Fields(c.Kind)[0] {
	case "var":
		return e.Var()
	case "std":
		return e.Std()
	}
	return e.Mean()
}

func (c *recordedCase) running(t *testing.T, d ops.DataFrame) ops.DataFrame {
	t.Helper()
	name, n, _ := parseKind(t, c.Kind)
	x := d.Col("x")
	switch name {
	case "cumsum":
		return x.CumSum()
	case "cumprod":
		return d.Col("factors").CumProd()
	case "cummin":
		return x.CumMin()
	case "cummax":
		return x.CumMax()
	case "shift":
		return x.Shift(int(n))
	case "diff":
		return x.Diff(int(n))
	case "pct_change":
		return x.PctChange(int(n))
	}
	t.Fatalf("there is no operation for %q", c.Kind)
	return d
}
