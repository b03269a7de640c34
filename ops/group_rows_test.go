package ops_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
	"pgregory.net/rapid"
)

// rowOperation is an operation on the rows of groups, and the one that has the same results for the rows of each group
// alone, of the columns that columns names.
type rowOperation struct {
	columns []string // nil: those of numbers
	grouped func(ops.Grouped) ops.DataFrame
	single  func(ops.DataFrame) ops.DataFrame
}

// everyColumn are the columns of rowsFrame that are no keys.
var everyColumn = []string{"x", "m", "s"}

// rolled returns the operation of a window.
func rolled(
	grouped func(ops.Grouped) ops.Rolling, single func(ops.DataFrame) ops.Rolling, result func(ops.Rolling) ops.DataFrame,
) rowOperation {
	return rowOperation{nil,
		func(g ops.Grouped) ops.DataFrame { return result(grouped(g)) },
		func(d ops.DataFrame) ops.DataFrame { return result(single(d)) }}
}

// groupRowOperations are all operations on the rows of groups, on the columns of rowsFrame.
var groupRowOperations = func() map[string]rowOperation {
	all := map[string]rowOperation{}
	results := map[string]func(ops.Rolling) ops.DataFrame{
		"Mean": func(r ops.Rolling) ops.DataFrame { return r.Mean() },
		"Aggregate": func(r ops.Rolling) ops.DataFrame {
			return r.Aggregate(ops.Min("x"), ops.Max("m"), ops.First("x"), ops.Last("x"), ops.NUnique("x"), ops.Var("x"), ops.Skew("x"),
				ops.Kurt("x"), ops.Median("x"), ops.Prod("m"), ops.Cov("m", "x"), ops.By("own", "x", ownSum), ops.Size(),
				ops.Sum("x"), ops.Count("m"), ops.Std("x"), ops.Corr("x", "m"), ops.Quantile("x", 0.3, ops.LowerValue))
		},
	}
	for name, result := range results {
		all["Expanding."+name] = rolled(
			func(g ops.Grouped) ops.Rolling { return g.Expanding(ops.MinPeriods(2)) },
			func(d ops.DataFrame) ops.Rolling { return d.Expanding(ops.MinPeriods(2)) }, result)
		for span, opts := range map[ops.Span][]ops.RollingOption{
			ops.Rows(1):                 nil,
			ops.Rows(3):                 {ops.MinPeriods(1)},
			ops.Rows(4):                 {ops.CloseAt(ops.ClosedLeft)},
			ops.Within(2 * time.Second): nil,
			ops.Within(5 * time.Second): {ops.CloseAt(ops.ClosedNeither), ops.MinPeriods(0)},
			ops.Within(3 * time.Second): {ops.CloseAt(ops.ClosedBoth)},
		} {
			all[fmt.Sprintf("Rolling %v.%s", span, name)] = rolled(
				func(g ops.Grouped) ops.Rolling { return g.Rolling(span, opts...) },
				func(d ops.DataFrame) ops.Rolling { return d.Rolling(span, opts...) }, result)
		}
	}
	for name, op := range map[string]rowOperation{
		"CumSum":  {nil, ops.Grouped.CumSum, ops.DataFrame.CumSum},
		"CumProd": {nil, ops.Grouped.CumProd, ops.DataFrame.CumProd},
		"CumMin":  {nil, ops.Grouped.CumMin, ops.DataFrame.CumMin},
		"CumMax":  {nil, ops.Grouped.CumMax, ops.DataFrame.CumMax},
		"CumCount": {nil, ops.Grouped.CumCount, func(d ops.DataFrame) ops.DataFrame {
			return d.Assign("cumcount", "1").Select("cumcount").CumSum().Sub(1)
		}},
		"Shift 1": {everyColumn, func(g ops.Grouped) ops.DataFrame { return g.Shift(1) },
			func(d ops.DataFrame) ops.DataFrame { return d.Shift(1) }},
		"Shift 3": {everyColumn, func(g ops.Grouped) ops.DataFrame { return g.Shift(3) },
			func(d ops.DataFrame) ops.DataFrame { return d.Shift(3) }},
		"Diff": {nil, func(g ops.Grouped) ops.DataFrame { return g.Diff(2) },
			func(d ops.DataFrame) ops.DataFrame { return d.Diff(2) }},
		"PctChange": {nil, func(g ops.Grouped) ops.DataFrame { return g.PctChange(1) },
			func(d ops.DataFrame) ops.DataFrame { return d.PctChange(1) }},
		"FFill": {everyColumn, func(g ops.Grouped) ops.DataFrame { return g.FFill() },
			func(d ops.DataFrame) ops.DataFrame { return d.FFill() }},
		"FFill of a column": {[]string{"m"}, func(g ops.Grouped) ops.DataFrame {
			return g.Select("x").FFill(ops.Columns("m"), ops.Limit(1))
		}, func(d ops.DataFrame) ops.DataFrame { return d.FFill(ops.Limit(1)) }},
		"EWM.Mean": {nil, func(g ops.Grouped) ops.DataFrame { return g.EWM(ops.Alpha(0.3), ops.EWMMinPeriods(2)).Mean() },
			func(d ops.DataFrame) ops.DataFrame {
				return d.AsType("m", frame.Float64).EWM(ops.Alpha(0.3), ops.EWMMinPeriods(2)).Mean()
			}},
		"EWM.Std": {[]string{"x"}, func(g ops.Grouped) ops.DataFrame {
			return g.EWM(ops.SpanOf(4), ops.Adjust(false), ops.Bias(true)).Std()
		},
			func(d ops.DataFrame) ops.DataFrame {
				return d.EWM(ops.SpanOf(4), ops.Adjust(false), ops.Bias(true)).Std()
			}},
		"EWM.Var by time": {[]string{"x"}, func(g ops.Grouped) ops.DataFrame { return g.EWM(ops.HalfLifeOf(2 * time.Second)).Var() },
			func(d ops.DataFrame) ops.DataFrame { return d.EWM(ops.HalfLifeOf(2 * time.Second)).Var() }},
		"EWM.Sum by time": {[]string{"x"}, func(g ops.Grouped) ops.DataFrame { return g.EWM(ops.HalfLifeOf(2 * time.Second)).Sum() },
			func(d ops.DataFrame) ops.DataFrame { return d.EWM(ops.HalfLifeOf(2 * time.Second)).Sum() }},
		"EWM.Corr": {nil, func(g ops.Grouped) ops.DataFrame { return g.EWM(ops.SpanOf(4)).Corr("x", "m") },
			func(d ops.DataFrame) ops.DataFrame { return d.EWM(ops.SpanOf(4)).Corr("x", "m") }},
		"EWM.Cov by time, recursive": {nil, func(g ops.Grouped) ops.DataFrame {
			return g.EWM(ops.HalfLifeOf(2*time.Second), ops.Adjust(false), ops.Bias(true)).Cov("m", "x")
		},
			func(d ops.DataFrame) ops.DataFrame {
				return d.EWM(ops.HalfLifeOf(2*time.Second), ops.Adjust(false), ops.Bias(true)).Cov("m", "x")
			}},
		"EWM.Aggregate": {nil, func(g ops.Grouped) ops.DataFrame {
			return g.EWM(ops.Alpha(0.2), ops.SkipInf()).Aggregate(ops.Mean("x"), ops.Sum("m"), ops.Cov("x", "m"), ops.Std("m").As("spread"))
		},
			func(d ops.DataFrame) ops.DataFrame {
				return d.EWM(ops.Alpha(0.2), ops.SkipInf()).Aggregate(ops.Mean("x"), ops.Sum("m"), ops.Cov("x", "m"), ops.Std("m").As("spread"))
			}},
	} {
		all[name] = op
	}
	for name, op := range map[string]rowOperation{} {
		all[name] = op
	}
	return all
}()

// keyedRow is a row. An empty key, a negative m and a NaN value are missing.
type keyedRow struct {
	second float64
	key    string
	x      float64
	m      int
}

func (r keyedRow) text() string { return fmt.Sprint(r.m) }

func rowsFrame(rows []keyedRow) frame.Frame {
	seconds, x, m := []float64{}, []float64{}, []int{}
	keys, s := []string{}, []string{}
	keyed, valid := []bool{}, []bool{}
	for _, r := range rows {
		seconds, x, m, s = append(seconds, r.second), append(x, r.x), append(m, max(0, r.m)), append(s, r.text())
		keys, keyed, valid = append(keys, r.key), append(keyed, r.key != ""), append(valid, r.m >= 0)
	}
	return table(frame.Index("t", at(seconds...)), frame.Col("k", keys).WithValid(keyed), frame.Col("x", x),
		frame.Col("m", m).WithValid(valid), frame.Col("s", s).WithValid(valid))
}

func drawRows(t *rapid.T) []keyedRow {
	rows := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) keyedRow {
		return keyedRow{
			second: float64(rapid.SampledFrom([]int{0, 0, 1, 1, 2, 5}).Draw(t, "later")),
			key:    rapid.SampledFrom([]string{"a", "b", "c", "d", ""}).Draw(t, "key"),
			x:      rapid.SampledFrom([]float64{nan, -3, 0, 1, 2.5, 8, 1e17, inf}).Draw(t, "x"),
			m:      rapid.IntRange(-1, 2).Draw(t, "m"),
		}
	}), 1, 40).Draw(t, "rows")
	for i := 1; i < len(rows); i++ {
		rows[i].second += rows[i-1].second
	}
	return rows
}

// drawCuts splits rows into batches, some of them empty.
func drawCuts(t *rapid.T, rows []keyedRow) (batches [][]keyedRow) {
	for len(rows) > 0 {
		n := rapid.IntRange(0, min(9, len(rows))).Draw(t, "batch")
		batches = append(batches, rows[:n])
		rows = rows[n:]
	}
	return batches
}

// groupsOfRows splits rows by key, and, if pause is positive, at pauses of as many seconds. Each group is a list of row
// numbers. Rows without a key are in no group.
func groupsOfRows(rows []keyedRow, pause float64) (groups [][]int) {
	current := map[string]int{}
	for i, r := range rows {
		if r.key == "" {
			continue
		}
		g, ok := current[r.key]
		if ok && pause > 0 {
			last := groups[g][len(groups[g])-1]
			ok = r.second-rows[last].second < pause
		}
		if !ok {
			g = len(groups)
			current[r.key] = g
			groups = append(groups, nil)
		}
		groups[g] = append(groups[g], i)
	}
	return groups
}

// wantGroupRows computes the results of an operation with the ungrouped operator, for each group by itself.
func wantGroupRows(t *rapid.T, op rowOperation, rows []keyedRow, pause float64) frame.Frame {
	columns := op.columns
	if columns == nil {
		columns = []string{"x", "m"}
	}
	whole := rowsFrame(rows)
	var parts []frame.Frame
	place := make([]int, len(rows)) // of each row in the concatenated parts
	next := 0
	for _, g := range groupsOfRows(rows, pause) {
		part := frame.Must(whole.Take(g).Select(columns...))
		p := newPipeline(part)
		out := collect(op.single(p.rows))
		if err := p.source.Emit(ctx, part); err != nil {
			t.Fatal(err)
		}
		parts = append(parts, out.got[0])
		for _, row := range g {
			place[row] = next
			next++
		}
	}
	p := newPipeline(frame.Must(whole.Select(columns...)))
	parts = append(parts, missingRow(op.single(p.rows).Example().Schema()))
	for i, r := range rows {
		if r.key == "" {
			place[i] = next
		}
	}
	all := frame.Must(frame.Concat(parts)).DropIndex().Take(place)
	cols := []frame.Column{columnOf(whole, "t"), columnOf(whole, "k")}
	for _, name := range all.Schema().Names() {
		cols = append(cols, columnOf(all, name))
	}
	return table(cols...)
}

// missingRow returns a row whose values are all missing, but the index.
func missingRow(s frame.Schema) frame.Frame {
	var cols []frame.Column
	for _, f := range s.Fields() {
		switch f.Type {
		case frame.Float64:
			cols = append(cols, frame.Col(f.Name, []float64{nan}))
		case frame.Time:
			cols = append(cols, frame.Index(f.Name, []time.Time{day}))
		case frame.String:
			cols = append(cols, frame.Col(f.Name, []string{""}).WithValid([]bool{false}))
		default:
			cols = append(cols, frame.Col(f.Name, []int{0}).WithValid([]bool{false}))
		}
	}
	return table(cols...)
}

func columnOf(f frame.Frame, name string) frame.Column {
	c, err := f.Column(name)
	if err != nil {
		panic(err)
	}
	return c
}

// Each row has the result that the ungrouped operator has for it among the rows of its group alone, whatever the batches
// are, and whether groups expire or not.
func TestGroupRowsMatchUngrouped(t *testing.T) {
	for name, op := range groupRowOperations {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				rows := drawRows(t)
				pause := rapid.SampledFrom([]int{0, 0, 2, 6}).Draw(t, "expiry")
				p := newPipeline(rowsFrame(nil))
				g := p.rows.GroupBy("k")
				if op.columns != nil {
					g = g.Select(op.columns...)
				}
				if pause > 0 {
					g = g.Expiry(time.Duration(pause) * time.Second)
				}
				out := op.grouped(g)
				got := collect(out)
				for _, batch := range drawCuts(t, rows) {
					if err := p.source.Emit(ctx, rowsFrame(batch)); err != nil {
						t.Fatal(err)
					}
				}
				all := frame.Must(frame.Concat(got.got))
				if want := wantGroupRows(t, op, rows, float64(pause)); !all.Equal(want) {
					t.Fatalf("got\n%v\nwant\n%v", all, want)
				}
				if !all.Schema().Equal(out.Example().Schema()) {
					t.Fatalf("got [%v], the example is [%v]", all.Schema(), out.Example().Schema())
				}
			})
		})
	}
}
