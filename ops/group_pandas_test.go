package ops_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/ops"
)

// groupable is a DataFrame or a Window.
type groupable interface {
	GroupBy(keys ...string) ops.Grouped
	ValueCounts(column string) ops.Table
}

var groupables = map[string]func(ops.DataFrame) groupable{
	"all":        func(d ops.DataFrame) groupable { return d },
	"15 rows":    func(d ops.DataFrame) groupable { return d.Window(ops.Rows(15)) },
	"20 seconds": func(d ops.DataFrame) groupable { return d.Window(ops.Within(20 * time.Second)) },
}

// TestGroupsMatchPandas runs the cases that bench/pandas/record_groups.py has recorded: results of groups after each batch,
// over all rows and in windows.
func TestGroupsMatchPandas(t *testing.T) {
	var recorded struct {
		Batches []*data
		Cases   map[string]map[string][]*data
		ByBatch map[string][]*data `json:"by_batch"`
	}
	readPandas(t, "pandas-groups.json", &recorded)
	in, known := frames(t, recorded.Batches), groupCases()
	if got, want := slices.Sorted(maps.Keys(recorded.Cases)), slices.Sorted(maps.Keys(known)); !slices.Equal(got, want) {
		t.Fatalf("recorded are %v; known are %v", got, want)
	}
	for name, spans := range recorded.Cases {
		for span, results := range spans {
			t.Run(name+"/"+span, func(t *testing.T) {
				op := func(d ops.DataFrame) ops.Table {
					return known[name](groupables[span](d.TimeBucket("bucket", "t", 8*time.Second)))
				}
				wantClose(t, 1e-9, tables(t, op, in...), frames(t, results)...)
			})
		}
	}
	for name, op := range map[string]operator{
		"nlargest":   func(d rows) rows { return d.NLargest(4, "x") },
		"nsmallest":  func(d rows) rows { return d.NSmallest(4, "x") },
		"nlargest n": func(d rows) rows { return d.NLargest(3, "n") },
	} {
		t.Run(name, func(t *testing.T) { wantClose(t, 0, resultsOf(t, op, in...), frames(t, recorded.ByBatch[name])...) })
	}
}

// groupCases maps names to cases.
func groupCases() map[string]func(groupable) ops.Table {
	cases := map[string]func(groupable) ops.Table{
		"m % 3":  func(d groupable) ops.Table { return d.GroupBy("m % 3").Col("x").Mean() },
		"bucket": func(d groupable) ops.Table { return d.GroupBy("bucket").Col("x").Sum() },
		"corr":   func(d groupable) ops.Table { return d.GroupBy("k").Corr("x", "y") },
		"cov":    func(d groupable) ops.Table { return d.GroupBy("k").Cov("x", "y") },
	}
	for _, keys := range []string{"k", "n", "g", "b", "w", "t", "k b", "g n k"} {
		cases["size by "+keys] = func(d groupable) ops.Table { return d.GroupBy(strings.Fields(keys)...).Size() }
		cases["sum by "+keys] = func(d groupable) ops.Table { return d.GroupBy(strings.Fields(keys)...).Col("x").Sum() }
	}
	for name, reduce := range reductionsOfFloats {
		cases[name] = func(d groupable) ops.Table { return reduce(d.GroupBy("k").Col("x")) }
	}
	for _, name := range []string{"sum", "min", "max", "first", "last", "nunique", "mean"} {
		cases["whole "+name] = func(d groupable) ops.Table { return reductionsOfFloats[name](d.GroupBy("k").Col("m")) }
	}
	for name, one := range reductionsOfOthers {
		cases[name] = func(d groupable) ops.Table { return d.GroupBy("k").Aggregate(one) }
	}
	for _, column := range []string{"k", "n", "g"} {
		cases["counts of "+column] = func(d groupable) ops.Table { return d.ValueCounts(column) }
	}
	return cases
}

var reductionsOfFloats = map[string]func(ops.Grouped) ops.Table{
	"sum": func(g ops.Grouped) ops.Table { return g.Sum() }, "prod": func(g ops.Grouped) ops.Table { return g.Prod() },
	"mean": func(g ops.Grouped) ops.Table { return g.Mean() }, "min": func(g ops.Grouped) ops.Table { return g.Min() },
	"max": func(g ops.Grouped) ops.Table { return g.Max() }, "first": func(g ops.Grouped) ops.Table { return g.First() },
	"last": func(g ops.Grouped) ops.Table { return g.Last() }, "count": func(g ops.Grouped) ops.Table { return g.Count() },
	"nunique": func(g ops.Grouped) ops.Table { return g.NUnique() }, "var": func(g ops.Grouped) ops.Table { return g.Var() },
	"std": func(g ops.Grouped) ops.Table { return g.Std() }, "sem": func(g ops.Grouped) ops.Table { return g.Sem() },
	"skew": func(g ops.Grouped) ops.Table { return g.Skew() }, "kurt": func(g ops.Grouped) ops.Table { return g.Kurt() },
	"var 0":                 func(g ops.Grouped) ops.Table { return g.Var(ops.DDOF(0)) },
	"std 2":                 func(g ops.Grouped) ops.Table { return g.Std(ops.DDOF(2)) },
	"median":                func(g ops.Grouped) ops.Table { return g.Median() },
	"quantile 0.3 linear":   func(g ops.Grouped) ops.Table { return g.Quantile(0.3) },
	"quantile 0.3 lower":    func(g ops.Grouped) ops.Table { return g.Quantile(0.3, ops.LowerValue) },
	"quantile 0.3 higher":   func(g ops.Grouped) ops.Table { return g.Quantile(0.3, ops.HigherValue) },
	"quantile 0.3 nearest":  func(g ops.Grouped) ops.Table { return g.Quantile(0.3, ops.NearestValue) },
	"quantile 0.3 midpoint": func(g ops.Grouped) ops.Table { return g.Quantile(0.3, ops.Midpoint) },
}

var reductionsOfOthers = map[string]ops.Reduction{
	"time min": ops.Min("w"), "time max": ops.Max("w"), "time first": ops.First("w"), "time last": ops.Last("w"),
	"time nunique": ops.NUnique("w"),
	"text min":     ops.Min("s"), "text max": ops.Max("s"), "text first": ops.First("s"), "text last": ops.Last("s"),
	"text count": ops.Count("s"), "text nunique": ops.NUnique("s"),
}
