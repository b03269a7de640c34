package ops_test

import (
	"context"
	"crypto/sha256"
	"hash/fnv"
	"os"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

func TestZZBytes(t *testing.T) {
	src := flow.NewSource[frame.Frame]()
	mk := func(from, n int) frame.Frame {
		g := rand.New(rand.NewPCG(1, uint64(from)))
		at, x, i, s, b := make([]time.Time, n), make([]float64, n), make([]int64, n), make([]string, n), make([]bool, n)
		for k := range n {
			at[k] = time.Unix(int64(from+k), 0)
			x[k], i[k], s[k], b[k] = g.NormFloat64(), g.Int64N(9)-4, fmt.Sprint("k", g.IntN(5)), g.IntN(2) == 0
		}
		return frame.Must(frame.New(frame.Col("at", at).AsIndex(), frame.Col("x", x), frame.Col("i", i), frame.Col("s", s), frame.Col("b", b)))
	}
	d := ops.From(src, mk(0, 3))
	num := d.Select("x", "i")
	cust := ops.By("c", "x", ops.Custom[float64]{Init: func() float64 { return 0 }, Add: func(s, v float64) float64 { return s + v }, Result: func(s float64) float64 { return s },
		Append: func(b []byte, s float64) []byte { return fmt.Appendf(b, "%020.6f", s) }, Read: func(b []byte) (float64, []byte, error) { return 0, b[20:], nil }})
	all := []ops.Reduction{ops.Sum("x"), ops.Sum("i"), ops.Prod("x"), ops.Mean("x"), ops.Min("s"), ops.Max("i"), ops.First("b"), ops.Last("x"), ops.Count("s"), ops.Size(), ops.NUnique("s"), ops.NUnique("x"), ops.NUnique("i"), ops.Var("x"), ops.Skew("x"), ops.Kurt("x"), ops.Median("x"), ops.Corr("x", "i"), cust, ops.Func("f", "x", func(v []float64) float64 { return float64(len(v)) })}
	rs := []ops.Derived{
		num.CumSum(), num.CumProd(), num.CumMin(), d.FillNAForward(), num.Shift(3), num.EWM(ops.HalfLifeOf(time.Second)).Mean(), num.EWM(ops.Alpha(0.5)).Var(),
		d.Aggregate(all...), d.Window(ops.Rows(700)).Aggregate(all...), d.Window(ops.Within(600 * time.Second)).Aggregate(all...), d.Window(ops.Rows(10)).Full(),
		num.Rolling(ops.Rows(30)).Mean(), num.Rolling(ops.Within(9*time.Second), ops.Centered()).Var(), num.Expanding().Sum(),
		d.GroupBy("s", "i").Aggregate(all[:7]...), d.GroupBy("s").Expiry(5 * time.Second).Size(), d.Window(ops.Rows(20)).GroupBy("b", "x > 0").Size(), d.ValueCounts("s"),
		d.Tumbling(time.Minute).Aggregate(all...), d.Sliding(time.Minute, 7*time.Second).GroupBy("s", "b", "i").Aggregate(all...), d.Session(time.Minute).Mean(), d.TumblingRows(7).Last(), d.Reorder(9 * time.Second),
	}
	for _, r := range rs {
		if r.Err() != nil {
			t.Fatal(r.Err())
		}
		if df, ok := r.(ops.DataFrame); ok {
			flow.Map(df.Stream, func(frame.Frame) int { return 0 })
		}
	}
	for from := 3; from < 2000; from += 333 {
		if err := src.Emit(context.Background(), mk(from, 333)); err != nil {
			t.Fatal(err)
		}
	}
	out, _ := os.Create(os.Getenv("ZZOUT"))
	for k, r := range rs {
		b, err := ops.SaveState(context.Background(), r)
		if err != nil {
			t.Fatal(k, err)
		}
		t.Logf("%d %d %x", k, len(b), sha256.Sum256(b))
		for n := 14; n < len(b)-8; n += 1 + n/80 {
			for _, m := range [][]byte{append([]byte{}, b[:n]...), append(append([]byte{}, b[:n]...), append([]byte{b[n] ^ 0xff}, b[n+1:len(b)-8]...)...)} {
				h := fnv.New64a()
				h.Write(m)
				err := func() (err any) {
					defer func() {
						if p := recover(); p != nil {
							err = fmt.Sprint("panic ", p)
						}
					}()
					return ops.RestoreState(context.Background(), h.Sum(m), r)
				}()
				fmt.Fprintln(out, k, n, err)
			}
		}
	}
}
