package ops_test

import (
	"encoding/binary"
	"errors"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// stateful are the operators with state, on the columns of [randomFrame].
var stateful = func() map[string]func(d ops.DataFrame) ops.Derived {
	all := map[string]func(d ops.DataFrame) ops.Derived{
		"CumSum":  func(d ops.DataFrame) ops.Derived { return d.Select("x", "n").CumSum() },
		"CumProd": func(d ops.DataFrame) ops.Derived { return d.Select("x", "sign").CumProd() },
		"CumMin":  func(d ops.DataFrame) ops.Derived { return d.Select("x", "n").CumMin() },
		"CumMax":  func(d ops.DataFrame) ops.Derived { return d.Select("x", "n").CumMax() },
		"Shift":   func(d ops.DataFrame) ops.Derived { return d.Shift(3) },
		"Diff":    func(d ops.DataFrame) ops.Derived { return d.Select("x", "n").Diff(300) },
		"PctChange": func(d ops.DataFrame) ops.Derived {
			return d.Select("x", "n").PctChange(1)
		},
		"FFill":       func(d ops.DataFrame) ops.Derived { return d.FFill() },
		"FFill/limit": func(d ops.DataFrame) ops.Derived { return d.FFill(ops.Limit(1)) },
		"EWM.Mean":    func(d ops.DataFrame) ops.Derived { return d.Col("x").EWM(ops.Alpha(0.1)).Mean() },
		"EWM.Var": func(d ops.DataFrame) ops.Derived {
			return d.Select("x", "n").EWM(ops.SpanOf(9), ops.Adjust(false)).Var()
		},
		"EWM.Std":       func(d ops.DataFrame) ops.Derived { return d.Col("y").EWM(ops.HalfLife(3), ops.IgnoreNA(true)).Std() },
		"EWM.Mean/time": func(d ops.DataFrame) ops.Derived { return d.Col("x").EWM(ops.HalfLifeOf(3 * time.Second)).Mean() },
		"EWM.Aggregate": func(d ops.DataFrame) ops.Derived {
			return d.EWM(ops.SpanOf(9)).Aggregate(ewmReductions()...)
		},
		"EWM.Aggregate/time": func(d ops.DataFrame) ops.Derived {
			return d.EWM(ops.HalfLifeOf(2*time.Second), ops.SkipInf()).Aggregate(ewmReductions()...)
		},
		"EWM.Corr/recursive": func(d ops.DataFrame) ops.Derived {
			return d.EWM(ops.HalfLifeOf(2*time.Second), ops.Adjust(false)).Corr("x", "n")
		},
		"chained": func(d ops.DataFrame) ops.Derived {
			return d.Select("x", "n").CumMax().Diff(2).Rolling(ops.Rows(5)).Sum()
		},
		"Aggregate/total": func(d ops.DataFrame) ops.Derived { return d.Aggregate(reductionsOfAll()...) },
		"Aggregate/rows":  func(d ops.DataFrame) ops.Derived { return d.Window(ops.Rows(400)).Aggregate(reductionsOfAll()...) },
		"Aggregate/time": func(d ops.DataFrame) ops.Derived {
			return d.Window(ops.Within(9 * time.Second)).Aggregate(reductionsOfAll()...)
		},
		"Pivot": func(d ops.DataFrame) ops.Derived {
			return d.Pivot("s", "n", []string{"b", "a", "übel"}, ops.DropOthers(), ops.PivotKeys("sign"))
		},
		"Pivot/mean": func(d ops.DataFrame) ops.Derived {
			return d.Pivot("sign", "x", []string{"1", "-1"}, ops.AggFunc(ops.PivotMean))
		},
		"Join/outer": func(d ops.DataFrame) ops.Derived {
			return d.Join(table(frame.Col("n", []int{-50, 0, 1, 2, 49}), frame.Col("name", []string{"a", "b", "c", "d", "e"})), "n", ops.Outer)
		},
		"Expanding": func(d ops.DataFrame) ops.Derived { return d.Expanding().Aggregate(floatReductions()...) },
	}
	for name, op := range map[string]func(g ops.Grouped) ops.DataFrame{
		"Rolling/rows": func(g ops.Grouped) ops.DataFrame { return g.Rolling(ops.Rows(20)).Aggregate(floatReductions()...) },
		"Rolling/time": func(g ops.Grouped) ops.DataFrame {
			return g.Rolling(ops.Within(7*time.Second), ops.CloseAt(ops.ClosedBoth)).Aggregate(floatReductions()...)
		},
		"Expanding":     func(g ops.Grouped) ops.DataFrame { return g.Expanding().Aggregate(floatReductions()...) },
		"Transform":     func(g ops.Grouped) ops.DataFrame { return g.Transform(reductionsOfAll()...) },
		"CumSum":        func(g ops.Grouped) ops.DataFrame { return g.CumSum() },
		"CumProd":       func(g ops.Grouped) ops.DataFrame { return g.Select("x").CumProd() },
		"CumCount":      func(g ops.Grouped) ops.DataFrame { return g.CumCount() },
		"Shift":         func(g ops.Grouped) ops.DataFrame { return g.Shift(3) },
		"Diff":          func(g ops.Grouped) ops.DataFrame { return g.Diff(30) },
		"FFill":         func(g ops.Grouped) ops.DataFrame { return g.FFill() },
		"FFill/limit":   func(g ops.Grouped) ops.DataFrame { return g.FFill(ops.Limit(1)) },
		"EWM":           func(g ops.Grouped) ops.DataFrame { return g.EWM(ops.HalfLifeOf(3 * time.Second)).Std() },
		"EWM.Aggregate": func(g ops.Grouped) ops.DataFrame { return g.EWM(ops.SpanOf(9)).Aggregate(ewmReductions()...) },
		"Head":          func(g ops.Grouped) ops.DataFrame { return g.Head(5) },
	} {
		all["GroupBy."+name] = func(d ops.DataFrame) ops.Derived { return op(d.GroupBy("s", "sign")) }
	}
	all["GroupBy.Rolling/expiry"] = func(d ops.DataFrame) ops.Derived {
		return d.GroupBy("b", "s").Expiry(2*time.Second).Rolling(ops.Rows(5), ops.MinPeriods(1)).Median()
	}
	all["GroupBy.Tail"] = func(d ops.DataFrame) ops.Derived { return d.GroupBy("s", "sign").Tail(3) }
	all["GroupBy.Tail/expiry"] = func(d ops.DataFrame) ops.Derived { return d.GroupBy("n").Expiry(2 * time.Second).Tail(2) }
	byKeys := func(g ops.Grouped) ops.Derived { return g.Aggregate(reductionsOfAll()...) }
	all["GroupBy"] = func(d ops.DataFrame) ops.Derived { return byKeys(d.GroupBy("s", "sign")) }
	all["GroupBy/expiry"] = func(d ops.DataFrame) ops.Derived { return byKeys(d.GroupBy("n").Expiry(4 * time.Second)) }
	all["GroupBy/rows"] = func(d ops.DataFrame) ops.Derived { return byKeys(d.Window(ops.Rows(30)).GroupBy("s", "b")) }
	all["GroupBy/time"] = func(d ops.DataFrame) ops.Derived { return byKeys(d.Window(ops.Within(5 * time.Second)).GroupBy("n")) }
	all["ValueCounts"] = func(d ops.DataFrame) ops.Derived { return d.ValueCounts("s") }
	all["Window.ValueCounts"] = func(d ops.DataFrame) ops.Derived { return d.Window(ops.Rows(50)).ValueCounts("n") }
	all["Window.Full/rows"] = func(d ops.DataFrame) ops.Derived { return d.Window(ops.Rows(50)).Full() }
	all["Window.Full/time"] = func(d ops.DataFrame) ops.Derived { return d.Window(ops.Within(5 * time.Second)).Full() }
	all["Window.Apply"] = func(d ops.DataFrame) ops.Derived {
		return d.Window(ops.Rows(5)).Apply("last", func(f frame.Frame) (frame.Frame, error) { return f.Tail(2), nil })
	}
	all["Reorder"] = func(d ops.DataFrame) ops.Derived { return d.Reorder(3 * time.Second) }
	all["Tumbling"] = func(d ops.DataFrame) ops.Derived {
		return d.Tumbling(4*time.Second).GroupBy("s", "n").Aggregate(eventReductions()...)
	}
	all["Resample"] = func(d ops.DataFrame) ops.Derived {
		return d.Resample(300*time.Millisecond, ops.ClosedRight, ops.OriginStart(), ops.Lateness(time.Second)).Aggregate(eventReductions()...)
	}
	all["Resample/group"] = func(d ops.DataFrame) ops.Derived {
		return d.Resample(700*time.Millisecond).GroupBy("s", "sign").Aggregate(eventReductions()...)
	}
	for name, op := range map[string]func(ops.Resampled) ops.DataFrame{
		"AsFreq": ops.Resampled.AsFreq, "Nearest": ops.Resampled.Nearest, "Interpolate": ops.Resampled.Interpolate,
		"FFill": func(r ops.Resampled) ops.DataFrame { return r.FFill(ops.Limit(2)) },
		"BFill": func(r ops.Resampled) ops.DataFrame { return r.BFill() },
	} {
		all["Resample."+name] = func(d ops.DataFrame) ops.Derived {
			return op(d.Resample(700*time.Millisecond, ops.Lateness(time.Second)))
		}
		all["Resample.GroupBy."+name] = func(d ops.DataFrame) ops.Derived {
			return op(d.Resample(300*time.Millisecond, ops.ClosedRight).GroupBy("s", "sign"))
		}
	}
	all["Sliding"] = func(d ops.DataFrame) ops.Derived {
		return d.Sliding(4*time.Second, time.Second).Aggregate(eventReductions()...)
	}
	all["Session"] = func(d ops.DataFrame) ops.Derived {
		return d.Session(time.Second).GroupBy("n").Aggregate(eventReductions()...)
	}
	all["TumblingRows"] = func(d ops.DataFrame) ops.Derived {
		return d.TumblingRows(30).GroupBy("b").Aggregate(eventReductions()...)
	}
	for name, opts := range map[string][]ops.RollingOption{
		"":          nil,
		"/left":     {ops.CloseAt(ops.ClosedLeft), ops.MinPeriods(2)},
		"/neither":  {ops.CloseAt(ops.ClosedNeither), ops.MinPeriods(0)},
		"/centered": {ops.Centered(), ops.CloseAt(ops.ClosedBoth)},
	} {
		all["Rolling/rows"+name] = func(d ops.DataFrame) ops.Derived {
			return d.Rolling(ops.Rows(20), opts...).Aggregate(floatReductions()...)
		}
		all["Rolling/time"+name] = func(d ops.DataFrame) ops.Derived {
			return d.Rolling(ops.Within(7*time.Second), opts...).Aggregate(floatReductions()...)
		}
	}
	return all
}()

// ewmReductions returns all reductions with exponentially decreasing weights.
func ewmReductions() []ops.Reduction {
	return []ops.Reduction{ops.Mean("x"), ops.Sum("n"), ops.Var("x"), ops.Std("x"), ops.Corr("x", "n"), ops.Cov("n", "x"), ops.Mean("y")}
}

// floatReductions returns all reductions whose results are float64.
func floatReductions() []ops.Reduction {
	return []ops.Reduction{
		ops.Sum("x"), ops.Prod("y"), ops.Mean("x"), ops.Min("x"), ops.Max("x"), ops.First("x"), ops.Last("x"), ops.Count("x"), ops.Size(),
		ops.NUnique("y"), ops.Var("y"), ops.Std("y", ops.DDOF(0)), ops.Sem("y"), ops.Skew("y"), ops.Kurt("y"), ops.Median("x"),
		ops.Quantile("y", 0.9, ops.NearestValue), ops.Corr("y", "x"), ops.Cov("y", "n"), ops.Sum("n"), ops.Mean("n"), ops.By("own", "y", ownSum),
	}
}

// reductionsOfAll also returns those of other types.
func reductionsOfAll() []ops.Reduction {
	return append(floatReductions(), ops.Min("n"), ops.Max("w"), ops.Min("s"), ops.Max("s"), ops.First("s"), ops.Last("s"), ops.First("b"),
		ops.Last("w"), ops.Count("s"), ops.NUnique("s"), ops.NUnique("n"), ops.NUnique("b"), ops.Sum("b"), ops.Max("b"))
}

// ownSum is a custom sum that can be saved.
var ownSum = ops.Custom[float64]{
	Init:   func() float64 { return 0 },
	Add:    func(s, v float64) float64 { return s + v },
	Merge:  func(a, b float64) float64 { return a + b },
	Result: func(s float64) float64 { return s },
	Append: func(dst []byte, s float64) []byte { return binary.LittleEndian.AppendUint64(dst, math.Float64bits(s)) },
	Read: func(src []byte) (float64, []byte, error) {
		if len(src) < 8 {
			return 0, nil, errors.New("no sum")
		}
		return math.Float64frombits(binary.LittleEndian.Uint64(src)), src[8:], nil
	},
}

// eventReductions returns reductions that windows of event time take.
func eventReductions() []ops.Reduction {
	return []ops.Reduction{ops.Sum("x"), ops.Mean("y"), ops.Min("w"), ops.Max("s"), ops.Median("y"), ops.NUnique("n"), ops.Corr("x", "y"), ops.Size()}
}

func statefulNames() []string { return slices.Sorted(maps.Keys(stateful)) }

// randomFrame returns a batch of all types, with missing values, infinities and repeated times. last is the last time of
// the batch before.
func randomFrame(rng *rand.Rand, rows int, last *time.Time) frame.Frame {
	t, w := make([]time.Time, rows), make([]time.Time, rows)
	x, y, n, sign := make([]float64, rows), make([]float64, rows), make([]int64, rows), make([]int64, rows)
	s, b, valid := make([]string, rows), make([]bool, rows), make([]bool, rows)
	special := []float64{nan, nan, inf, -inf, 1e17, -1e17, math.Copysign(0, -1), 0}
	for i := range rows {
		*last = last.Add(time.Duration(rng.IntN(3)) * 500 * time.Millisecond)
		t[i], w[i] = *last, day.Add(time.Duration(rng.IntN(1000))*time.Second)
		x[i], y[i] = rng.NormFloat64(), 3+rng.Float64()
		if rng.IntN(10) == 0 {
			x[i] = special[rng.IntN(len(special))]
		}
		if rng.IntN(10) == 0 {
			y[i] = nan
		}
		n[i], sign[i] = rng.Int64N(100)-50, 2*rng.Int64N(2)-1
		s[i], b[i], valid[i] = []string{"", "a", "b", "übel"}[rng.IntN(4)], rng.IntN(2) == 0, rng.IntN(5) > 0
	}
	return table(frame.Index("t", t), frame.Col("x", x), frame.Col("y", y), frame.Col("n", n).WithValid(valid),
		frame.Col("sign", sign), frame.Col("s", s).WithValid(valid), frame.Col("b", b).WithValid(valid), frame.Col("w", w).WithValid(valid))
}
