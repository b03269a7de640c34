package window_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/streamgage/streamgage/ops/internal/window"
	"pgregory.net/rapid"
)

// exactEwm computes exponentially weighted sums of two columns with 400 bits, so that their differences have all digits of a
// float64.
type exactEwm struct {
	decay      window.Decay
	quarter    *big.Float // the share of a weight that is left after a quarter of a unit
	sinceLast  *big.Float // the share that is left of the newest value's weight
	weight     *big.Float // the sum of the weights
	squares    *big.Float // the sum of their squares
	x, y       *big.Float // weighted sums
	xx, yy, xy *big.Float
	decayedX   *big.Float // the sum of x if every value has weight 1 first
	count      int
	timed      bool
}

func bits(v float64) *big.Float { return new(big.Float).SetPrec(400).SetFloat64(v) }

func newExactEwm(d window.Decay, timed bool) *exactEwm {
	retained := new(big.Float).Sub(bits(1), bits(d.Alpha))
	quarter := new(big.Float).Sqrt(new(big.Float).Sqrt(retained))
	return &exactEwm{decay: d, timed: timed, quarter: quarter, sinceLast: bits(1), weight: bits(0), squares: bits(0),
		x: bits(0), y: bits(0), xx: bits(0), yy: bits(0), xy: bits(0), decayedX: bits(0)}
}

func (e *exactEwm) sums() []*big.Float {
	return []*big.Float{e.weight, e.squares, e.squares, e.x, e.y, e.xx, e.yy, e.xy}
}

// add adds a pair, quarters of a unit after the one before.
func (e *exactEwm) add(x, y float64, quarters int) {
	missing := x != x || y != y
	if missing && e.decay.IgnoreMissing {
		return
	}
	retained := bits(1)
	for range quarters / 4 {
		retained.Mul(retained, new(big.Float).Sub(bits(1), bits(e.decay.Alpha)))
	}
	for range quarters % 4 {
		retained.Mul(retained, e.quarter)
	}
	for _, s := range e.sums() { // squares are listed twice
		s.Mul(s, retained)
	}
	e.decayedX.Mul(e.decayedX, retained)
	e.sinceLast.Mul(e.sinceLast, retained)
	if missing {
		return
	}
	weight := bits(1)
	if e.decay.Recursive && e.count > 0 {
		weight = bits(e.decay.Alpha)
		if e.timed {
			weight = new(big.Float).Sub(bits(1), e.sinceLast)
		}
	}
	e.count++
	e.sinceLast = bits(1)
	bx, by := bits(x), bits(y)
	e.decayedX.Add(e.decayedX, bx)
	product := func(factors ...*big.Float) *big.Float {
		p := new(big.Float).Set(weight)
		for _, f := range factors {
			p.Mul(p, f)
		}
		return p
	}
	for i, p := range []*big.Float{
		product(), product(weight), nil, product(bx), product(by), product(bx, bx), product(by, by), product(bx, by),
	} {
		if p != nil {
			e.sums()[i].Add(e.sums()[i], p)
		}
	}
	if e.decay.Recursive {
		total := new(big.Float).Set(e.weight)
		for _, s := range e.sums() {
			s.Quo(s, total)
		}
	}
}

// results returns the results by name, and the number of values.
func (e *exactEwm) results() map[string]float64 {
	float := func(v *big.Float) float64 { f, _ := v.Float64(); return f }
	if e.weight.Sign() == 0 {
		return nil
	}
	over := func(a, b *big.Float) *big.Float { return new(big.Float).Quo(a, b) }
	mx, my := over(e.x, e.weight), over(e.y, e.weight)
	central := func(sum, a, b *big.Float) *big.Float {
		mean := over(sum, e.weight)
		d := new(big.Float).Sub(mean, new(big.Float).Mul(a, b))
		if v := float(d); math.Abs(v) < negligible {
			return bits(0)
		}
		return d
	}
	xx, yy, xy := central(e.xx, mx, mx), central(e.yy, my, my), central(e.xy, mx, my)
	out := map[string]float64{"mean": float(mx), "sum": float(e.decayedX), "biased var": float(xx), "biased cov": float(xy),
		"biased std": math.Sqrt(float(xx)), "yy": float(yy), "var": nan, "std": nan, "cov": nan, "corr": nan}
	cross := new(big.Float).Sub(bits(1), over(e.squares, new(big.Float).Mul(e.weight, e.weight)))
	if c := float(cross); c > 1e-30 {
		out["var"], out["cov"] = float(over(xx, cross)), float(over(xy, cross))
		out["std"] = math.Sqrt(out["var"])
	}
	if x, y := float(xx), float(yy); x > 1e6*negligible && y > 1e6*negligible {
		out["corr"] = float(xy) / math.Sqrt(x) / math.Sqrt(y)
	}
	return out
}

// negligible is a variance that may be a rounding error of the 400 bits.
const negligible = 1e-85

// check compares results with the exact ones. It allows an error of 1e-13 of a variance, of the product of the deviations for a
// covariance, and of a deviation beside the last place of a mean.
func (e *exactEwm) check(t rapid.TB, name string, got, size float64) {
	t.Helper()
	want := e.results()[name]
	scale := math.Abs(want)
	deviation := math.Sqrt(e.results()["biased var"])
	if want != want && e.count > 1 { // the weights or the variances are negligible, but for one
		return
	}
	tolerance := 1e-13*scale + negligible
	switch name {
	case "std", "biased std":
		tolerance += math.Sqrt(negligible)
	case "mean":
		tolerance = 4e-16*scale + 1e-13*deviation
	case "sum":
		tolerance = 1e-13 * size
	case "cov", "biased cov":
		tolerance += 1e-13 * deviation * math.Sqrt(e.results()["yy"])
		if name == "cov" && deviation > 0 {
			tolerance *= e.results()["var"] / e.results()["biased var"]
		}
	case "corr":
		tolerance = 1e-13
	}
	if !near(got, want, 0, tolerance) {
		t.Fatalf("%s: got %v, want %v, error %.2g of %.2g", name, got, want, math.Abs(got-want), tolerance)
	}
}

var newEwmPairByName = map[string]func(window.Decay) *window.EwmPair{
	"cov":        func(f window.Decay) *window.EwmPair { return window.EwmCov(f, false) },
	"biased cov": func(f window.Decay) *window.EwmPair { return window.EwmCov(f, true) },
	"corr":       window.EwmCorr,
}

// All results are exact but for the last digits, wherever the values lie.
func TestEwmIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := window.Decay{
			Alpha:         rapid.SampledFrom([]float64{1e-6, 0.01, 0.3, 0.5, 0.9, 0.99999}).Draw(t, "alpha"),
			Recursive:     rapid.Bool().Draw(t, "recursive"),
			IgnoreMissing: rapid.Bool().Draw(t, "ignore missing"),
		}
		timed := rapid.Bool().Draw(t, "by time")
		offset := rapid.SampledFrom([]float64{0, 1e9, -1e12, 1e-3}).Draw(t, "offset")
		spread := rapid.SampledFrom([]float64{1, 1e-3, 1e6}).Draw(t, "spread")
		draw := func(name string) float64 {
			v := offset + spread*float64(rapid.IntRange(-1<<30, 1<<30).Draw(t, name))/(1<<30)
			return rapid.SampledFrom([]float64{v, v, v, v, v, offset, -v, nan}).Draw(t, name+" or")
		}
		exactPair, exactSingle := newExactEwm(d, timed), newExactEwm(d, timed)
		singles, pairs := map[string]*window.Ewm{}, map[string]*window.EwmPair{}
		for name, newEwm := range newEwmByName {
			if name != "sum" || !d.Recursive {
				singles[name] = newEwm(d)
			}
		}
		for name, newPair := range newEwmPairByName {
			pairs[name] = newPair(d)
		}
		size := 0.0
		for i := range rapid.IntRange(1, 40).Draw(t, "rows") {
			x, y, quarters := draw("x"), draw("y"), 4
			if timed {
				quarters = rapid.SampledFrom([]int{0, 1, 2, 4, 7, 40}).Draw(t, "later")
			}
			if i == 0 && timed {
				quarters = 0
			}
			exactSingle.add(x, 0, quarters)
			exactPair.add(x, y, quarters)
			if x == x {
				size += math.Abs(x)
			}
			for name, e := range singles {
				if timed {
					e.AddAfter(x, float64(quarters)/4)
				} else {
					e.Add(x)
				}
				if exactSingle.count > 0 {
					exactSingle.check(t, name, e.Value(), size)
				}
			}
			for name, e := range pairs {
				if timed {
					e.AddAfter(x, y, float64(quarters)/4)
				} else {
					e.Add(x, y)
				}
				if exactPair.count > 0 && x == x && y == y {
					exactPair.check(t, name, e.Value(), 0)
				}
			}
		}
	})
}

// Errors do not add up in long streams, however slowly weights decay.
func TestEwmOfLongStreamIsExact(t *testing.T) {
	for d, rows := range map[window.Decay]int{{Alpha: 0.3}: 50_000, {Alpha: 1e-3, Recursive: true}: 50_000, {Alpha: 1e-6}: 1_000_000} {
		if testing.Short() {
			rows = 20_000
		}
		rng := rand.New(rand.NewPCG(1, 2))
		exact := newExactEwm(d, false)
		singles, pairs := map[string]*window.Ewm{}, map[string]*window.EwmPair{}
		for name, newEwm := range newEwmByName {
			if name != "sum" || !d.Recursive {
				singles[name] = newEwm(d)
			}
		}
		for name, newPair := range newEwmPairByName {
			pairs[name] = newPair(d)
		}
		for range rows {
			x := 1e9 + rng.NormFloat64()
			y := -1e7 + x*1e-3 + rng.NormFloat64()
			exact.add(x, y, 4)
			for _, e := range singles {
				e.Add(x)
			}
			for _, e := range pairs {
				e.Add(x, y)
			}
		}
		for name, e := range singles {
			exact.check(t, name, e.Value(), exact.results()["sum"])
		}
		for name, e := range pairs {
			exact.check(t, name, e.Value(), 0)
		}
	}
}

// The variances of the report that brought this test.
func TestEwmVarianceFarFromZero(t *testing.T) {
	e := window.EwmVar(window.Decay{Alpha: 0.3}, false)
	for _, v := range []float64{1e9 + 0.1, 1e9 - 0.7, 1e9 + 1.3, 1e9 + 0.2} {
		e.Add(v)
	}
	if got := e.Value(); !near(got, 0.6725941407386453, 1e-15, 0) {
		t.Errorf("got %v", got)
	}
}
