package ops_test

import (
	"encoding/binary"
	"errors"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
	"pgregory.net/rapid"
)

// graph is an operator on a source of its own.
type graph struct {
	pipeline
	result ops.Derived
	out    *batches
}

func newGraph(op string) graph {
	last := day
	p := newPipeline(randomFrame(rand.New(rand.NewPCG(0, 0)), 0, &last))
	r := stateful[op](p.rows)
	return graph{p, r, collect(r.(flow.Stream[frame.Frame]))}
}

// batchesOf returns random batches. Some have no rows, and some have more than a block of a window.
func batchesOf(seed uint64, sizes []int) []frame.Frame {
	rng, last := rand.New(rand.NewPCG(seed, 1)), day
	out := make([]frame.Frame, len(sizes))
	for i, n := range sizes {
		out[i] = randomFrame(rng, n, &last)
	}
	return out
}

func (g graph) emit(t interface{ Fatal(...any) }, frames ...frame.Frame) {
	for _, f := range frames {
		if err := g.source.Emit(ctx, f); err != nil {
			t.Fatal(err)
		}
	}
}

// A state that is saved between any two batches and restored in a new graph continues with exactly the same results, and
// so does the graph that was saved.
func TestRestoredStateContinues(t *testing.T) {
	for _, op := range statefulNames() {
		t.Run(op, func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				sizes := rapid.SliceOfN(rapid.SampledFrom([]int{0, 1, 2, 7, 60, 300}), 1, 8).Draw(rt, "sizes")
				in := batchesOf(rapid.Uint64().Draw(rt, "seed"), sizes)
				cut := rapid.IntRange(0, len(in)).Draw(rt, "cut")
				was, is := newGraph(op), newGraph(op)
				was.emit(rt, in[:cut]...)
				state, err := ops.SaveState(ctx, was.result)
				if err != nil {
					rt.Fatal(err)
				}
				if err := ops.RestoreState(ctx, state, is.result); err != nil {
					rt.Fatal(err)
				}
				before := len(was.out.got)
				for _, g := range []graph{was, is} {
					g.emit(rt, in[cut:]...)
					if err := g.source.Close(ctx); err != nil {
						rt.Fatal(err)
					}
				}
				sameBits(rt, is.out.got, was.out.got[before:])
			})
		})
	}
}

func sameBits(rt *rapid.T, got, want []frame.Frame) {
	if len(got) != len(want) {
		rt.Fatalf("got %d batches, want %d", len(got), len(want))
	}
	for i := range got {
		if !got[i].Equal(want[i]) {
			rt.Fatalf("batch %d: got\n%v\nwant\n%v", i, got[i], want[i])
		}
		for _, f := range got[i].Schema().Fields() {
			if f.Type != frame.Float64 {
				continue
			}
			g, _ := got[i].Floats(f.Name)
			w, _ := want[i].Floats(f.Name)
			for row := range g {
				if g[row] == g[row] && math.Float64bits(g[row]) != math.Float64bits(w[row]) {
					rt.Fatalf("batch %d, row %d of %q: got %v, want %v", i, row, f.Name, g[row], w[row])
				}
			}
		}
	}
}

// Equal states have equal bytes, and saving a restored state returns the same bytes.
func TestStateIsDeterministic(t *testing.T) {
	for _, op := range statefulNames() {
		t.Run(op, func(t *testing.T) {
			a, b := newGraph(op), newGraph(op)
			a.emit(t, batchesOf(5, []int{40, 400})...)
			state := saved(t, a.result)
			check.NoError(t, ops.RestoreState(ctx, state, b.result))
			if again := saved(t, b.result); string(again) != string(state) {
				t.Errorf("got %d bytes, want the same %d", len(again), len(state))
			}
		})
	}
}

func saved(t *testing.T, results ...ops.Derived) []byte {
	t.Helper()
	state, err := ops.SaveState(ctx, results...)
	check.NoError(t, err)
	return state
}

// A state that is cut short anywhere, or in which any byte is changed, is an ErrState.
func TestDamagedState(t *testing.T) {
	for _, op := range []string{"CumSum", "Rolling/time", "Aggregate/total"} {
		g := newGraph(op)
		g.emit(t, batchesOf(1, []int{5})...)
		state := saved(t, g.result)
		for i := range state {
			check.Error(t, ops.RestoreState(ctx, state[:i], newGraph(op).result), ops.ErrState, "ops.RestoreState")
			other := append([]byte(nil), state...)
			other[i] ^= 1 << (i % 8)
			check.Error(t, ops.RestoreState(ctx, other, newGraph(op).result), ops.ErrState, "ops.RestoreState")
		}
	}
}

// A state of another graph is an ErrState that names the difference.
func TestForeignState(t *testing.T) {
	d := newPipeline(table(frame.Col("x", []float64{}), frame.Col("y", []float64{}))).rows
	other := newPipeline(table(frame.Col("x", []int64{}))).rows
	state := saved(t, d.CumSum())
	check.Error(t, ops.RestoreState(ctx, state, d.CumMax()), ops.ErrState, "CumSum (cumsum) of [x float64, y float64]", "the graph has CumMax")
	check.Error(t, ops.RestoreState(ctx, state, other.CumSum()), ops.ErrState, "[x float64, y float64]", "[x int64]")
	check.Error(t, ops.RestoreState(ctx, state, d.CumSum().CumSum()), ops.ErrState, "the state has 1 operators, the graph has 2")
	check.Error(t, ops.RestoreState(ctx, saved(t, d.Rolling(ops.Rows(9)).Mean()), d.Rolling(ops.Rows(3)).Mean()), ops.ErrState)
	check.Error(t, ops.RestoreState(ctx, saved(t, d.Shift(2)), d.Shift(3)), ops.ErrState, "Shift")
	later := append([]byte(nil), state...)
	later[4]++
	check.Error(t, ops.RestoreState(ctx, later, d.CumSum()), ops.ErrState, "the state's version must be 2, got 3")
	later[4] = 1
	check.Error(t, ops.RestoreState(ctx, later, d.CumSum()), ops.ErrState, "the state's version must be 2, got 1")
	check.Error(t, ops.RestoreState(ctx, []byte("a text that is no state"), d.CumSum()), ops.ErrState, "its first bytes are not those of a state")
}

func TestUnsavableState(t *testing.T) {
	d := newPipeline(xy).rows
	c := ownSum
	c.Append, c.Read = nil, nil
	_, err := ops.SaveState(ctx, d.Aggregate(ops.By("own", "x", c)))
	check.Error(t, err, ops.ErrState, "ops.SaveState", "Aggregate (all own) cannot be saved")
	broken := d.Col("nowhere")
	_, err = ops.SaveState(ctx, broken)
	check.Error(t, err, ops.ErrColumn, "ops.SaveState", `"nowhere"`)
	check.Error(t, ops.RestoreState(ctx, nil, broken), ops.ErrColumn, "ops.RestoreState", `"nowhere"`)
}

// withChecksum appends the checksum of a state's body: FNV-1a of 64 bits.
func withChecksum(body []byte) []byte {
	h := fnv.New64a()
	_, _ = h.Write(body)
	return binary.BigEndian.AppendUint64(append([]byte(nil), body...), h.Sum64())
}

// restoreDamaged restores a state that may be damaged, and continues; only errors of the right kind may occur.
func restoreDamaged(t interface{ Fatalf(string, ...any) }, op string, body []byte) {
	g := newGraph(op)
	err := ops.RestoreState(ctx, withChecksum(body), g.result)
	if panicked := new(flow.PanicError); errors.As(err, &panicked) || err != nil && !errors.Is(err, ops.ErrState) {
		t.Fatalf("%s: got error %v, want %v", op, err, ops.ErrState)
	}
	if err != nil {
		return
	}
	for _, f := range batchesOf(9, []int{3, 300}) {
		if err := g.source.Emit(ctx, f); errors.As(err, new(*flow.PanicError)) {
			t.Fatalf("%s: after a restore: %v", op, err)
		}
	}
	if err := g.source.Close(ctx); errors.As(err, new(*flow.PanicError)) {
		t.Fatalf("%s: at the end: %v", op, err)
	}
}

// A damaged state with a correct checksum gives an error, or a graph that works.
func TestForgedState(t *testing.T) {
	for _, op := range statefulNames() {
		t.Run(op, func(t *testing.T) {
			g := newGraph(op)
			g.emit(t, batchesOf(2, []int{12, 20})...)
			state := saved(t, g.result)
			body := state[:len(state)-8]
			rng := rand.New(rand.NewPCG(4, 4))
			for range 150 {
				forged := append([]byte(nil), body...)
				for range 1 + rng.IntN(3) {
					forged[rng.IntN(len(forged))] = byte(rng.IntN(256))
				}
				restoreDamaged(t, op, forged)
				restoreDamaged(t, op, body[:rng.IntN(len(body))])
			}
		})
	}
}

func FuzzRestoreState(f *testing.F) {
	names := statefulNames()
	for i, op := range names {
		for _, sizes := range [][]int{{}, {12, 20}} {
			g := newGraph(op)
			for _, b := range batchesOf(2, sizes) {
				if err := g.source.Emit(ctx, b); err != nil {
					f.Fatal(err)
				}
			}
			state, err := ops.SaveState(ctx, g.result)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(uint8(i), state[:len(state)-8])
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, body []byte) { restoreDamaged(t, names[int(which)%len(names)], body) })
}
