package window_test

import (
	"fmt"
	"math"

	"github.com/streamgage/streamgage/ops/internal/window"
)

// roll returns the results of an aggregate over windows of the last 3 values, from 2 values on.
func roll(k window.Aggregate, in ...float64) []float64 {
	evict := make([]int, len(in))
	for i := 3; i < len(evict); i++ {
		evict[i] = 1
	}
	out := make([]float64, len(in))
	k.Queue().Roll(out, in, evict, 2)
	return out
}

func ExampleAggregate_Queue() {
	q := window.Mean().Queue()
	q.Push(1)
	q.Push(math.NaN())
	q.Push(5)
	fmt.Println(q.Value(), q.Count(), q.Len())
	q.Pop(1)
	fmt.Println(q.Value(), q.Count(), q.Len())
	// Output:
	// 3 2 3
	// 5 1 2
}

func ExampleAggregate_Accumulator() {
	a := window.Mean().Accumulator()
	a.AddAll([]float64{1, 2, 6})
	state := a.AppendBinary(nil)

	b := window.Mean().Accumulator()
	if _, err := b.Restore(state); err != nil {
		fmt.Println(err)
	}
	b.Add(7)
	fmt.Println(b.Value(), b.Count())
	// Output: 4 4
}

func ExampleAggregate_Serializable() {
	fmt.Println(window.Mean().Serializable())
	// Output: true
}

func ExampleSum() {
	fmt.Println(roll(window.Sum(), 1e17, 1, 1, 1)) // 1e17 leaves no trace
	// Output: [NaN 1e+17 1e+17 3]
}

func ExampleMean() {
	fmt.Println(roll(window.Mean(), 1, 2, 3, 7, math.NaN()))
	// Output: [NaN 1.5 2 4 5]
}

func ExampleCount() {
	fmt.Println(roll(window.Count(), 1, math.NaN(), 3, math.NaN()))
	// Output: [NaN 1 2 1]
}

func ExampleProd() {
	fmt.Println(roll(window.Prod(), 2, 3, 4, 5))
	// Output: [NaN 6 24 60]
}

func ExampleVar() {
	fmt.Println(roll(window.Var(1), 1e9+1, 1e9+2, 1e9+3, 1e9+3))
	// Output: [NaN 0.5 1 0.3333333333333333]
}

func ExampleStd() {
	fmt.Println(roll(window.Std(0), 1, 3, 5, 5, 5))
	// Output: [NaN 1 1.632993161855452 0.9428090415820634 0]
}

func ExampleSem() {
	fmt.Println(roll(window.Sem(1), 1, 3))
	// Output: [NaN 1]
}

func ExampleSkew() {
	fmt.Println(roll(window.Skew(), 1, 2, 3, 2, 2))
	// Output: [NaN NaN 0 1.7320508075688774 1.7320508075688774]
}

func ExampleKurt() {
	a := window.Kurt().Accumulator()
	a.AddAll([]float64{1, 2, 3, 4})
	fmt.Printf("%.4f\n", a.Value())
	// Output: -1.2000
}

func ExampleMin() {
	fmt.Println(roll(window.Min(), 1, 2, 3, 4))
	// Output: [NaN 1 1 2]
}

func ExampleMax() {
	fmt.Println(roll(window.Max(), 4, 3, 2, 1))
	// Output: [NaN 4 4 3]
}

func ExampleFirst() {
	fmt.Println(roll(window.First(), 4, 3, math.NaN(), 1))
	// Output: [NaN 4 4 3]
}

func ExampleLast() {
	fmt.Println(roll(window.Last(), 4, 3, math.NaN(), 1))
	// Output: [NaN 3 3 1]
}

func ExampleMedian() {
	fmt.Println(roll(window.Median(1000), 5, 1, 9, 2))
	// Output: [NaN 3 5 2]
}

func ExampleQuantile() {
	fmt.Println(roll(window.Quantile(0.25, window.Lower, 1000), 5, 1, 9, 2))
	fmt.Println(roll(window.Quantile(0.25, window.Linear, 1000), 5, 1, 9, 2))
	// Output:
	// [NaN 1 1 1]
	// [NaN 2 3 1.5]
}

func ExampleNUnique() {
	fmt.Println(roll(window.NUnique(), 5, 5, 1, 1, 1))
	// Output: [NaN 1 2 2 1]
}

func ExampleCov() {
	q := window.Cov(1).Queue()
	q.Push(1, 2)
	q.Push(2, 4)
	q.Push(3, 6)
	fmt.Println(q.Value())
	// Output: 2
}

func ExampleCorr() {
	a := window.Corr().Accumulator()
	a.Add(1, 3)
	a.Add(2, 2)
	a.Add(3, 1)
	fmt.Printf("%.6f\n", a.Value())
	// Output: -1.000000
}

// The range of a window: the difference between its largest and its smallest value.
func ExampleCustom_Aggregate() {
	type extent struct{ low, high float64 }
	k := window.Custom[extent]{
		Init:   func() extent { return extent{math.Inf(1), math.Inf(-1)} },
		Add:    func(e extent, v float64) extent { return extent{min(e.low, v), max(e.high, v)} },
		Merge:  func(a, b extent) extent { return extent{min(a.low, b.low), max(a.high, b.high)} },
		Result: func(e extent) float64 { return e.high - e.low },
	}.Aggregate()
	fmt.Println(roll(k, 5, 1, 9, 2, 3))
	// Output: [NaN 4 8 8 7]
}

func ExampleCompensatedSum() {
	var t window.CompensatedSum
	for _, v := range []float64{1e17, 1, -1e17} {
		t = t.Add(v)
	}
	fmt.Println(t.Value(), t.Merge(t).Value())
	// Output: 1 2
}

func ExampleEwmMean() {
	e := window.EwmMean(window.DecayOfCenterOfMass(1))
	out := make([]float64, 3)
	e.Run(out, []float64{1, 2, 4}, nil, 1)
	fmt.Printf("%.3f\n", out)
	// Output: [1.000 1.667 3.000]
}

func ExampleEwmVar() {
	e := window.EwmVar(window.DecayOfSpan(3), true)
	e.Add(1)
	e.Add(4)
	fmt.Printf("%.3f\n", e.Value())
	// Output: 2.000
}

func ExampleEwmStd() {
	e := window.EwmStd(window.DecayOfHalfLife(1), false)
	e.Add(1)
	e.Add(3)
	fmt.Printf("%.3f\n", e.Value())
	// Output: 1.414
}

func ExampleEwmSum() {
	e := window.EwmSum(window.Decay{Alpha: 0.5})
	out := make([]float64, 3)
	e.Run(out, []float64{1, 2, 4}, nil, 1)
	fmt.Println(out)
	// Output: [1 2.5 5.25]
}

func ExampleEwmCov() {
	e := window.EwmCov(window.DecayOfSpan(3), true)
	e.Add(1, 2)
	e.Add(4, 8)
	fmt.Printf("%.3f\n", e.Value())
	// Output: 4.000
}

func ExampleEwmCorr() {
	e := window.EwmCorr(window.DecayOfSpan(3))
	out := make([]float64, 4)
	e.Run(out, []float64{1, 2, 4, 4}, []float64{3, 5, 9, 2}, nil, 1)
	fmt.Printf("%.3f\n", out)
	// Output: [NaN 1.000 1.000 0.031]
}

// After one half-life the first value has half of its weight: (0.5*1 + 4) / 1.5.
func ExampleEwm_AddAfter() {
	e := window.EwmMean(window.Decay{Alpha: 0.5})
	e.AddAfter(1, 0)
	e.AddAfter(4, 1)
	fmt.Println(e.Value(), e.Count())
	// Output: 3 2
}
