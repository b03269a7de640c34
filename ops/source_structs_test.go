package ops_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

// quote is a row of a stream of structs.
type quote struct {
	Time   time.Time `frame:"t,index"`
	Price  float64   `frame:"price"`
	Size   *uint64   `frame:"size"`
	Source string    `frame:"-"`
}

func quotes3() []quote {
	return []quote{{day, 10, nil, "a"}, {day.Add(time.Second), 12.5, new(uint64(3)), "b"}, {day.Add(2 * time.Second), math.NaN(), nil, "c"}}
}

// quotesFrame returns rows from to to-1 of the three quotes, written as columns.
func quotesFrame(from, to int) frame.Frame {
	return table(
		frame.Index("t", []time.Time{day, day.Add(time.Second), day.Add(2 * time.Second)}),
		frame.Col("price", []float64{10, 12.5, math.NaN()}),
		frame.Col("size", []int64{0, 3, 0}).WithValid([]bool{false, true, false})).Slice(from, to)
}

func TestFromStructs(t *testing.T) {
	d := ops.FromStructs(flow.FromSlice(quotes3()))
	if got, want := d.Example().Schema().String(), "t time (index), price float64, size int64"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	out := collect(d)
	check.NoError(t, flow.Run(t.Context(), d))
	wantFrames(t, out.got, quotesFrame(0, 1), quotesFrame(1, 2), quotesFrame(2, 3))
}

func TestFromStructBatches(t *testing.T) {
	rows := quotes3()
	d := ops.FromStructBatches(flow.FromSlice([][]quote{rows[:2], nil, rows[2:]}))
	out := collect(d)
	sums := collect(d.Col("price").FillNA(0.5).CumSum().Plus(d.Col("price").Mul(0).FillNA(0))) // of one source
	check.NoError(t, flow.Run(t.Context(), d))
	wantFrames(t, out.got, quotesFrame(0, 2), quotesFrame(0, 0), quotesFrame(2, 3))
	var got []float64
	for _, f := range sums.got {
		got = append(got, floats(t, f, "price")...)
	}
	if want := []float64{10, 22.5, 23}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// Structs come back from a data frame.
func TestStructBatchesInto(t *testing.T) {
	type price struct {
		Price float64 `frame:"price"`
	}
	d := ops.FromStructBatches(flow.Partition(flow.FromSlice(quotes3()[:2]), 2))
	out := flow.ToSlice(flow.TryMap(d.Mul(2), frame.Into[price]))
	check.NoError(t, flow.Run(t.Context(), d))
	if got := out.All(); len(got) != 1 || !slices.Equal(got[0], []price{{20}, {25}}) {
		t.Errorf("got %v", got)
	}
}

func TestFromStructsBuildErrors(t *testing.T) {
	type bad struct{ Tags []string }
	s := flow.NewSource[bad]()
	d := ops.FromStructs(s)
	check.Error(t, d.Err(), frame.ErrType, "ops.FromStructs: frame.FromStructs: ", "got []string for field Tags")
	check.Error(t, d.Col("x").Err(), frame.ErrType)
	check.Error(t, s.Emit(t.Context(), bad{}), frame.ErrType, "field Tags")
	check.Error(t, ops.FromStructBatches(flow.NewSource[[]bad]()).Err(), frame.ErrType, "ops.FromStructBatches: ", "field Tags")
	check.Error(t, ops.FromStructs(flow.NewSource[[]quote]()).Err(), frame.ErrType,
		"rows must be structs, got []ops_test.quote", "; a stream of slices needs ops.FromStructBatches")
	check.Error(t, ops.FromStructs(flow.NewSource[quote]()).Col("prise").Err(), ops.ErrColumn, `did you mean "price"?`)
	check.Panics(t, "ops.FromStructs: the stream must not be nil", func() { ops.FromStructs[quote](nil) })
	check.Panics(t, "ops.FromStructBatches: the stream must not be nil", func() { ops.FromStructBatches[quote](nil) })
}

// A value that does not fit fails its element. The next one passes.
func TestFromStructsFails(t *testing.T) {
	huge := quote{Time: day, Size: new(uint64(math.MaxUint64))}
	s := flow.NewSource[quote]()
	out := collect(ops.FromStructs(s, flow.Name("quotes")))
	check.Error(t, s.Emit(t.Context(), huge), frame.ErrValue, `"quotes"`, "ops.FromStructs: ", "got 18446744073709551615 in row 0 of field Size")
	check.NoError(t, s.Emit(t.Context(), quotes3()[1]))
	wantFrames(t, out.got, quotesFrame(1, 2))

	d := ops.FromStructs(flow.FromSlice([]quote{huge, quotes3()[0]}), flow.OnError(flow.Skip()))
	out = collect(d)
	check.NoError(t, flow.Run(t.Context(), d))
	wantFrames(t, out.got, quotesFrame(0, 1))
}
