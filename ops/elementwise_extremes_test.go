package ops_test

import (
	"errors"
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

// extremeInts are the ends of int64, and of the integers that a float64 represents.
var extremeInts = []int64{math.MinInt64, math.MinInt64 + 1, -1<<53 - 1, -1, 0, 1, 1<<53 - 1, 1 << 53, 1<<53 + 1, math.MaxInt64 - 1, math.MaxInt64}

// Whole-number arithmetic gives the result of exact arithmetic, or an ErrOverflow.
func TestIntegerArithmeticOfExtremes(t *testing.T) {
	number := func(n int64) *big.Int { return big.NewInt(n) }
	floorDiv := func(a, b *big.Int) *big.Int {
		q, r := new(big.Int).QuoRem(a, b, new(big.Int))
		if r.Sign()*b.Sign() < 0 {
			q.Sub(q, number(1))
		}
		return q
	}
	for name, c := range map[string]struct {
		op   func(ops.DataFrame) ops.DataFrame
		want func(a *big.Int) *big.Int
	}{
		"Add(1)":       {func(d ops.DataFrame) ops.DataFrame { return d.Add(1) }, func(a *big.Int) *big.Int { return new(big.Int).Add(a, number(1)) }},
		"Sub(1)":       {func(d ops.DataFrame) ops.DataFrame { return d.Sub(1) }, func(a *big.Int) *big.Int { return new(big.Int).Sub(a, number(1)) }},
		"RSub(-1)":     {func(d ops.DataFrame) ops.DataFrame { return d.RSub(-1) }, func(a *big.Int) *big.Int { return new(big.Int).Sub(number(-1), a) }},
		"Mul(3)":       {func(d ops.DataFrame) ops.DataFrame { return d.Mul(3) }, func(a *big.Int) *big.Int { return new(big.Int).Mul(a, number(3)) }},
		"FloorDiv(-1)": {func(d ops.DataFrame) ops.DataFrame { return d.FloorDiv(-1) }, func(a *big.Int) *big.Int { return floorDiv(a, number(-1)) }},
		"FloorDiv(7)":  {func(d ops.DataFrame) ops.DataFrame { return d.FloorDiv(7) }, func(a *big.Int) *big.Int { return floorDiv(a, number(7)) }},
		"Mod(-7)": {func(d ops.DataFrame) ops.DataFrame { return d.Mod(-7) }, func(a *big.Int) *big.Int {
			return new(big.Int).Sub(a, new(big.Int).Mul(floorDiv(a, number(-7)), number(-7)))
		}},
		"Neg":     {ops.DataFrame.Neg, func(a *big.Int) *big.Int { return new(big.Int).Neg(a) }},
		"Abs":     {ops.DataFrame.Abs, func(a *big.Int) *big.Int { return new(big.Int).Abs(a) }},
		"Sign":    {ops.DataFrame.Sign, func(a *big.Int) *big.Int { return number(int64(a.Sign())) }},
		"Floor":   {ops.DataFrame.Floor, func(a *big.Int) *big.Int { return a }},
		"Round":   {func(d ops.DataFrame) ops.DataFrame { return d.Round(0) }, func(a *big.Int) *big.Int { return a }},
		"Plus":    {func(d ops.DataFrame) ops.DataFrame { return d.Plus(d) }, func(a *big.Int) *big.Int { return new(big.Int).Add(a, a) }},
		"Times":   {func(d ops.DataFrame) ops.DataFrame { return d.Times(d) }, func(a *big.Int) *big.Int { return new(big.Int).Mul(a, a) }},
		"CumSum":  {ops.DataFrame.CumSum, func(a *big.Int) *big.Int { return a }},
		"CumProd": {ops.DataFrame.CumProd, func(a *big.Int) *big.Int { return a }},
		"CumMax":  {ops.DataFrame.CumMax, func(a *big.Int) *big.Int { return a }},
		"FillNA":  {func(d ops.DataFrame) ops.DataFrame { return d.FillNA(1) }, func(a *big.Int) *big.Int { return a }},
	} {
		for _, n := range extremeInts {
			in := table(frame.Col("n", []int64{n}))
			p := newPipeline(in)
			out := collect(c.op(p.rows))
			err := p.source.Emit(ctx, in)
			switch want := c.want(big.NewInt(n)); {
			case !want.IsInt64():
				if !errors.Is(err, ops.ErrOverflow) || !strings.Contains(err.Error(), "int64") && !strings.Contains(err.Error(), "9223372036854775") {
					t.Errorf("%s of %d: got %v, want an ErrOverflow that names it", name, n, err)
				}
			case err != nil:
				t.Errorf("%s of %d: %v, want %v", name, n, err, want)
			default:
				if got, err := out.got[0].Ints("n"); err != nil || got[0] != want.Int64() {
					t.Errorf("%s of %d: got %v, %v, want %v", name, n, got, err, want)
				}
			}
			if err == nil {
				p.close(t)
			}
		}
	}
}

// Sums and differences of whole numbers over rows overflow with an error, and those of floats become infinite, as IEEE 754 has it.
func TestReductionsOfExtremes(t *testing.T) {
	big := table(frame.Col("n", []int64{math.MaxInt64, 1}), frame.Col("x", []float64{1.7e308, 1.7e308}))
	for _, op := range map[string]func(ops.DataFrame) ops.DataFrame{
		"CumSum": func(d ops.DataFrame) ops.DataFrame { return d.Col("n").CumSum() },
		"Diff": func(d ops.DataFrame) ops.DataFrame {
			return d.Col("n").Mul(-1).Sub(1).Diff(1).Add(math.MaxInt32).Mul(1 << 40)
		},
	} {
		p := newPipeline(big)
		op(p.rows)
		check.Error(t, p.source.Emit(ctx, big), ops.ErrOverflow)
	}
	got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Col("x").CumSum() }, big)
	check.Values(t, floats(t, got[0], "x"), 1.7e308, inf)
	got = resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Col("x").Mul(-10) }, big)
	check.Values(t, floats(t, got[0], "x"), -inf, -inf)
	p := newPipeline(big)
	sums := collect(p.rows.Select("x").Sum())
	p.feed(t, big)
	check.Values(t, floats(t, sums.got[0], "x"), inf)

	// The smallest numbers are not taken for 0, and -0 stays -0.
	tiny := table(frame.Col("x", []float64{5e-324, math.Copysign(0, -1), -5e-324}))
	got = resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Gt(0) }, tiny)
	wantFrames(t, got, table(frame.Col("x", []bool{true, false, false})))
	got = resultsOf(t, ops.DataFrame.Abs, tiny)
	check.Values(t, floats(t, got[0], "x"), 5e-324, 0, 5e-324)
	got = resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Mul(1) }, tiny)
	if x := floats(t, got[0], "x"); !math.Signbit(x[1]) || x[0] != 5e-324 {
		t.Errorf("got %v", x)
	}
	got = resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Rows(3)).Sum() }, tiny)
	check.Values(t, floats(t, got[0], "x")[2:], 0)
}
