package ops_test

import (
	"testing"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

func above(limit float64) func(dataframe.DataFrame) dataframe.DataFrame {
	return func(df dataframe.DataFrame) dataframe.DataFrame {
		return df.Filter(dataframe.F{Colname: "x", Comparator: series.Greater, Comparando: limit})
	}
}

func meanByName(df dataframe.DataFrame) dataframe.DataFrame {
	return df.GroupBy("name").Aggregation([]dataframe.AggregationType{dataframe.Aggregation_MEAN}, []string{"x"}).
		Arrange(dataframe.Sort("name"))
}

func TestGotaFilterKeepsIndexAndTypes(t *testing.T) {
	f := func(seconds []float64, x []float64, n []int, ok []bool) frame.Frame {
		return table(frame.Index("t", at(seconds...)), frame.Col("x", x), frame.Col("n", n), frame.Col("ok", ok))
	}
	in := f([]float64{0, 0.25, 2}, []float64{1, 5, 7}, []int{1, 2, 3}, []bool{true, false, true})
	got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return ops.Gota(d, above(2)) }, in, in.Empty(), in.Slice(0, 1))
	wantFrames(t, got, f([]float64{0.25, 2}, []float64{5, 7}, []int{2, 3}, []bool{false, true}), in.Empty(), in.Empty())
}

func TestGotaNewColumn(t *testing.T) {
	double := func(df dataframe.DataFrame) dataframe.DataFrame {
		x := df.Col("x").Float()
		for i := range x {
			x[i] *= 2
		}
		return df.Mutate(series.New(x, series.Float, "double")).Select([]string{"double", "x"})
	}
	in := table(frame.Index("i", []int{7, 8}), frame.Col("x", []float64{1, 2})) // the index is dropped by Select
	got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return ops.Gota(d, double).Col("double").Add(1) }, in)
	wantFrames(t, got, table(frame.Col("double", []float64{3, 5})))
}

func TestGotaTable(t *testing.T) {
	in := table(frame.Col("name", []string{"b", "a", "b"}), frame.Col("x", []float64{1, 2, 4}))
	p := newPipeline(in)
	means := ops.GotaTable(p.rows, meanByName)
	if s := means.Example().Schema().String(); s != "name string, x_MEAN float64" || means.Err() != nil {
		t.Fatalf("got example [%s], error %v", s, means.Err())
	}
	out := collect(means)
	p.feed(t, in, in.Empty(), in.Slice(0, 1))
	want := table(frame.Col("name", []string{"a", "b"}), frame.Col("x_MEAN", []float64{2, 2.5}))
	wantFrames(t, out.got, want, want.Empty(), table(frame.Col("name", []string{"b"}), frame.Col("x_MEAN", []float64{1})))
}

func TestGotaBuildErrors(t *testing.T) {
	noColumn := func(df dataframe.DataFrame) dataframe.DataFrame { return df.Select([]string{"nothing"}) }
	none := func(df dataframe.DataFrame) dataframe.DataFrame { return meanByName(above(10)(df)) } // gota panics on no rows
	for name, verb := range map[string]func(dataframe.DataFrame) dataframe.DataFrame{"error": noColumn, "panic": none} {
		t.Run(name, func(t *testing.T) {
			in := table(frame.Col("name", []string{"a"}), frame.Col("x", []float64{1}))
			p := newPipeline(in)
			d := ops.Gota(p.rows, verb)
			const says = "ops.Gota: the verb failed on the example; pass an example with typical rows to ops.From"
			if err := d.Err(); err == nil || len(err.Error()) < len(says) || err.Error()[:len(says)] != says {
				t.Fatalf("got %v", err)
			}
			if err := p.source.Emit(t.Context(), in); err == nil {
				t.Error("Emit must say so")
			}
			if d := ops.GotaTable(newPipeline(in).rows, verb); d.Err() == nil {
				t.Error("GotaTable must be broken")
			}
		})
	}
	typical := table(frame.Col("name", []string{"a"}), frame.Col("x", []float64{100}))
	d := ops.Gota(ops.From(flow.NewSource[frame.Frame](), typical), none)
	wantFrames(t, []frame.Frame{d.Example()}, table(frame.Col("name", []string{"a"}), frame.Col("x_MEAN", []float64{100})))
	check.Panics(t, "must not be nil", func() { ops.Gota(d, nil) })
	check.Panics(t, "must not be nil", func() { ops.GotaTable(d, nil) })
}

func TestGotaErrorsNameTheNode(t *testing.T) {
	in := table(frame.Col("x", []float64{1}))
	verb := func(df dataframe.DataFrame) dataframe.DataFrame {
		switch x := df.Elem(0, 0).Float(); x {
		case 1:
			return dataframe.DataFrame{Err: errTest}
		case 2:
			return df.Rename("y", "x")
		case 3:
			panic(errTest)
		}
		return df
	}
	p := newPipeline(in)
	out := collect(ops.Gota(p.rows, verb, flow.Name("by hand")))
	x := func(v float64) frame.Frame { return table(frame.Col("x", []float64{v})) }
	check.Error(t, p.source.Emit(t.Context(), x(1)), errTest, `node "by hand"`, "ops.Gota")
	check.Error(t, p.source.Emit(t.Context(), x(2)), frame.ErrSchema, `node "by hand"`, "[x float64] as for the example, got [y float64]")
	check.Error(t, p.source.Emit(t.Context(), x(3)), errTest, `node "by hand"`, "panic")
	p.feed(t, x(4))
	wantFrames(t, out.got, x(4))
}

func identity(df dataframe.DataFrame) dataframe.DataFrame { return df }

func firstRow(df dataframe.DataFrame) dataframe.DataFrame { return df.Subset([]int{0}) }

func backwards(df dataframe.DataFrame) dataframe.DataFrame { return df.Arrange(dataframe.RevSort("t")) }
