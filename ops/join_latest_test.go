package ops_test

import (
	"context"
	"testing"

	"github.com/go-gota/gota/dataframe"
	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

// version is a table of the rates of a and b.
func version(a, b float64) frame.Frame {
	return table(frame.Col("k", []string{"a", "b"}), frame.Col("rate", []float64{a, b}))
}

func keyed(k ...string) frame.Frame { return table(frame.Col("k", k)) }

// asTable returns a Table each of whose batches is the whole table.
func asTable(d ops.DataFrame) ops.Table {
	return ops.GotaTable(d, func(f dataframe.DataFrame) dataframe.DataFrame { return f })
}

func (p pipeline) emit(t *testing.T, f frame.Frame) {
	t.Helper()
	check.NoError(t, p.source.Emit(t.Context(), f))
}

func TestJoinLatest(t *testing.T) {
	l, r := newPipeline(keyed("a")), newPipeline(version(1, 2))
	d := l.rows.JoinLatest(asTable(r.rows), "k")
	out := collect(d)
	l.emit(t, keyed("a"))
	l.emit(t, keyed("b", "c"))
	wantFrames(t, out.got) // they wait for the first version
	r.emit(t, version(1, 2))
	r.emit(t, version(3, 4))
	l.emit(t, keyed("b", "a"))
	r.emit(t, version(5, 6).Tail(1)) // replaces all of the one before
	l.emit(t, keyed("b", "a"))
	r.close(t)
	l.emit(t, keyed())
	l.close(t)
	beside := func(f frame.Frame, rate ...float64) frame.Frame { return frame.Must(f.With(frame.Col("rate", rate))) }
	wantFrames(t, out.got, beside(keyed("a"), 1), beside(keyed("b", "c"), 2, nan), beside(keyed("b", "a"), 4, 3),
		beside(keyed("b", "a"), 6, nan), beside(keyed(), []float64{}...))
	wantFrames(t, []frame.Frame{d.Example()}, beside(keyed(), []float64{}...))
}

// A batch is joined with the table that it has caused itself, whichever of them was built first.
func TestJoinLatestOfOneSource(t *testing.T) {
	p := newPipeline(version(1, 2))
	rates := asTable(p.rows.Rename("rate", "new"))
	d := p.rows.JoinLatest(rates, "k", ops.Inner)
	out := collect(d.Col("rate").Minus(d.Col("new"))) // columns of the result can be combined
	p.feed(t, version(1, 2), version(3, 4))
	zero := table(frame.Col("rate", []float64{0, 0}))
	wantFrames(t, out.got, zero, zero)
	check.Error(t, p.rows.Select("rate").Plus(d.Select("new")).Err(), ops.ErrSource)
}

func TestJoinLatestWaits(t *testing.T) {
	l, r := newPipeline(keyed("a")), newPipeline(version(1, 2))
	out := collect(l.rows.JoinLatest(asTable(r.rows), "k", ops.Bound(1)))
	l.emit(t, keyed("a"))
	done := make(chan error)
	go func() { done <- l.source.Emit(context.Background(), keyed("b")) }()
	r.emit(t, version(1, 2))
	check.NoError(t, <-done)
	r.close(t)
	l.close(t)
	if len(out.got) != 2 {
		t.Errorf("got %v", out.got)
	}

	p := newPipeline(version(1, 2))
	never := ops.From(flow.Filter(p.rows.Stream, func(frame.Frame) bool { return false }), version(1, 2))
	collect(p.rows.JoinLatest(asTable(never), "k", ops.Suffix("2"), ops.Bound(1)))
	p.emit(t, version(1, 2))
	check.Error(t, p.source.Emit(t.Context(), version(1, 2)), flow.ErrFull)
	p.close(t)
}

func TestJoinLatestErrors(t *testing.T) {
	l, r := newPipeline(keyed("a")), newPipeline(version(1, 2))
	check.Error(t, l.rows.JoinLatest(asTable(r.rows), "q").Err(), ops.ErrColumn, "ops.JoinLatest", `"q"`)
	l = newPipeline(keyed("a"))
	check.Error(t, l.rows.JoinLatest(asTable(r.rows.Col("q")), "k").Err(), ops.ErrColumn, `"q"`)
	check.Error(t, l.source.Emit(t.Context(), keyed("a")), ops.ErrColumn, `"q"`)
	broken := newPipeline(keyed("a")).rows.Col("z")
	check.Error(t, broken.JoinLatest(asTable(newPipeline(version(1, 2)).rows), "k").Err(), ops.ErrColumn, `"z"`)
}
