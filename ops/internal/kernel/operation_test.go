package kernel_test

import (
	"errors"
	"math"
	"math/big"
	"slices"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops/internal/kernel"
	"go.uber.org/goleak"
	"pgregory.net/rapid"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func ints(v ...int64) kernel.Vector { return kernel.Vector{Type: frame.Int64, Ints: v} }

// extremeInt64 draws small numbers and those at both ends of int64.
func extremeInt64() *rapid.Generator[int64] {
	return rapid.OneOf(rapid.Int64Range(-20, 20), rapid.Int64(), rapid.SampledFrom([]int64{math.MinInt64, math.MaxInt64, math.MinInt64 + 1}))
}

// Arithmetic on integers equals that of math/big, or is an overflow if the result does not fit.
func TestIntegersMatchMathBig(t *testing.T) {
	floor := func(a, b *big.Int) *big.Int {
		q, r := new(big.Int).QuoRem(a, b, new(big.Int))
		if r.Sign() != 0 && r.Sign() != b.Sign() {
			q.Sub(q, big.NewInt(1))
		}
		return q
	}
	operations := []struct {
		a   kernel.Arithmetic
		big func(a, b *big.Int) *big.Int
	}{
		{kernel.Add, func(a, b *big.Int) *big.Int { return a.Add(a, b) }},
		{kernel.Sub, func(a, b *big.Int) *big.Int { return a.Sub(a, b) }},
		{kernel.Mul, func(a, b *big.Int) *big.Int { return a.Mul(a, b) }},
		{kernel.FloorDiv, floor},
		{kernel.Mod, func(a, b *big.Int) *big.Int { q := floor(a, b); return a.Sub(a, q.Mul(q, b)) }},
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := extremeInt64().Draw(t, "a"), extremeInt64().Draw(t, "b")
		for _, op := range operations {
			divides := op.a.Name == "floordiv" || op.a.Name == "mod"
			var out kernel.Vector
			err := op.a.Do(&out, ints(a), ints(b))
			if divides && b == 0 {
				if err != nil || out.IsValid(0) {
					t.Fatalf("%s by 0: %v, %v", op.a.Name, out.Ints, err)
				}
				continue
			}
			want := op.big(big.NewInt(a), big.NewInt(b))
			if errors.Is(err, kernel.ErrOverflow) != !want.IsInt64() || err == nil && out.Ints[0] != want.Int64() {
				t.Fatalf("%s of %d and %d: got %v, %v, want %v", op.a.Name, a, b, out.Ints, err, want)
			}
		}
	})
}

// Powers equal those of math/big. A power that is no whole number, or does not fit, is an overflow.
func TestPowersMatchMathBig(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := extremeInt64().Draw(t, "a"), rapid.OneOf(rapid.Int64Range(-3, 70), extremeInt64()).Draw(t, "b")
		var out kernel.Vector
		err := kernel.Pow.Do(&out, ints(a), ints(b))
		want, fits := new(big.Int), true
		switch {
		case a >= -1 && a <= 1 && (b >= 0 || a != 0): // 1 for even powers, a for odd ones, and 0 ** 0 is 1
			want.SetInt64(a)
			if b%2 == 0 && (a != 0 || b == 0) {
				want.SetInt64(1)
			}
		case b < 0 || b > 64:
			fits = false
		default:
			want.Exp(big.NewInt(a), big.NewInt(b), nil)
			fits = want.IsInt64()
		}
		if errors.Is(err, kernel.ErrOverflow) == fits || fits && out.Ints[0] != want.Int64() {
			t.Fatalf("%d ** %d: got %v, %v, want %v", a, b, out.Ints, err, want)
		}
	})
}

// The remainder of floats has the sign of the divisor, also if it is 0. Expected are the results of np.mod in numpy 2.3
// and of Python's %.
func TestRemaindersOfFloats(t *testing.T) {
	inf, minus0 := math.Inf(1), math.Copysign(0, -1)
	for _, c := range [][3]float64{
		{-3, 3, 0}, {3, -3, minus0}, {minus0, 3, 0}, {0, -3, minus0}, {-1, 3, 2}, {1, -3, -2}, {-1, inf, inf}, {1, -inf, -inf}, {1, inf, 1},
	} {
		var out kernel.Vector
		x, y := kernel.Vector{Type: frame.Float64, Floats: c[:1]}, kernel.Vector{Type: frame.Float64, Floats: c[1:2]}
		err := kernel.Mod.Do(&out, x, y)
		if err != nil || math.Float64bits(out.Floats[0]) != math.Float64bits(c[2]) {
			t.Errorf("%v %% %v: got %v, %v, want %v", c[0], c[1], out.Floats, err, c[2])
		}
	}
}

// The quotient of floats is rounded down exactly, as that of big.Rat, though a/b and b times the quotient are inexact.
func TestFloorDivisionOfFloats(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.OneOf(rapid.Float64Range(-1e6, 1e6), rapid.Just(1e6), rapid.Just(-0.3)).Draw(t, "a")
		b := rapid.OneOf(rapid.Float64Range(1e-3, 1e3), rapid.Just(0.1), rapid.Just(-0.7)).Draw(t, "b")
		exact := new(big.Rat).Quo(new(big.Rat).SetFloat64(a), new(big.Rat).SetFloat64(b))
		floor, _ := new(big.Float).SetInt(new(big.Int).Div(exact.Num(), exact.Denom())).Float64()
		var out kernel.Vector
		x, y := kernel.Vector{Type: frame.Float64, Floats: []float64{a}}, kernel.Vector{Type: frame.Float64, Floats: []float64{b}}
		if err := kernel.FloorDiv.Do(&out, x, y); err != nil || out.Floats[0] != floor {
			t.Fatalf("%v // %v: got %v, %v, want %v", a, b, out.Floats, err, floor)
		}
	})
}

// Integers are rounded to the nearest multiple, and halves to even, as big.Int does.
func TestRoundIntegers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, digits := extremeInt64().Draw(t, "x"), rapid.IntRange(0, 20).Draw(t, "digits")
		power := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)
		q, r := new(big.Int).DivMod(big.NewInt(x), power, new(big.Int))
		if c := r.Lsh(r, 1).Cmp(power); c > 0 || c == 0 && q.Bit(0) == 1 {
			q.Add(q, big.NewInt(1))
		}
		want := q.Mul(q, power)
		var out kernel.Vector
		err := kernel.Round(-digits).Do(&out, ints(x))
		if errors.Is(err, kernel.ErrOverflow) != !want.IsInt64() || err == nil && out.Ints[0] != want.Int64() {
			t.Fatalf("%d to %d digits: got %v, %v, want %v", x, -digits, out.Ints, err, want)
		}
	})
}

// Expected are the results of np.round in numpy 1.24, and for extreme decimals the number itself.
func TestRoundFloats(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct {
		x        float64
		decimals int
		want     float64
	}{
		{0.5, 0, 0}, {1.5, 0, 2}, {-2.5, 0, -2}, {2.675, 2, 2.68}, {1234.5, -2, 1200}, {150, -2, 200}, {250, -2, 200}, {0.05, 1, 0},
		{1e300, 10, 1e300}, {1.5, 400, 1.5}, {1.5, -400, 0}, {inf, 2, inf}, {-inf, -2, -inf},
	} {
		var out kernel.Vector
		err := kernel.Round(c.decimals).Do(&out, kernel.Vector{Type: frame.Float64, Floats: []float64{c.x}})
		if err != nil || out.Floats[0] != c.want {
			t.Errorf("%v to %d decimals: got %v, %v, want %v", c.x, c.decimals, out.Floats, err, c.want)
		}
	}
}

// Long lists are looked up in a map, short ones one by one.
func TestSetShortAndLongLists(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(rapid.Float64Range(0, 20), 0, 20).Draw(t, "list")
		for i := range list {
			list[i] = math.Floor(list[i])
		}
		x := []float64{0, 1, 2, 3, 10, 19, math.NaN()}
		whole, texts, bools := kernel.Vector{Type: frame.Int64}, kernel.Vector{Type: frame.String}, kernel.Vector{Type: frame.Bool}
		for _, v := range list {
			whole.Ints = append(whole.Ints, int64(v))
			texts.Texts = append(texts.Texts, string(rune('a'+int(v))))
			bools.Bools = append(bools.Bools, v > 10)
		}
		var f, n, s, b kernel.Vector
		kernel.NewSet(kernel.Vector{Type: frame.Float64, Floats: list}).Has(&f, kernel.Vector{Type: frame.Float64, Floats: x})
		kernel.NewSet(whole).Has(&n, ints(0, 1, 2, 3, 10, 19, 99))
		kernel.NewSet(texts).Has(&s, kernel.Vector{Type: frame.String, Texts: []string{"a", "b", "c", "d", "k", "t", "?"}})
		kernel.NewSet(bools).Has(&b, kernel.Vector{Type: frame.Bool, Bools: []bool{true}})
		for i, v := range x {
			want := slices.Contains(list, v)
			if f.Bools[i] != want || n.Bools[i] != want || s.Bools[i] != want {
				t.Fatalf("%v in %v: got %v, %v, %v", v, list, f.Bools[i], n.Bools[i], s.Bools[i])
			}
		}
		if want := len(list) > 0 && slices.Max(list) > 10; b.Bools[0] != want {
			t.Fatalf("true in %v: got %v", bools.Bools, b.Bools[0])
		}
	})
}

// A constant has as many rows as asked for, and does not change vectors that it has returned.
func TestConstantRepeat(t *testing.T) {
	c, err := kernel.NewConstant(7)
	check.NoError(t, err)
	three := c.Repeat(3)
	if !slices.Equal(three.Ints, []int64{7, 7, 7}) || len(c.Repeat(0).Ints) != 0 || len(c.Repeat(1000).Ints) != 1000 || c.Scalar().Len() != 1 {
		t.Errorf("got %v, %v", three, c.Scalar())
	}
	if wide := c.Widen(); !slices.Equal(wide.Repeat(2).Floats, []float64{7, 7}) || c.Type() != frame.Int64 {
		t.Errorf("got %v", wide)
	}
}
