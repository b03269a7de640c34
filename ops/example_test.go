package ops_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// show prints each batch.
func show(s flow.Stream[frame.Frame]) {
	flow.Sink(s, func(_ context.Context, f frame.Frame) error {
		fmt.Println(f)
		return nil
	})
}

// trades is a stream of two batches.
func trades() ops.DataFrame {
	all := frame.Must(frame.New(
		frame.Col("symbol", []string{"A", "B", "A", "A"}),
		frame.Col("price", []float64{10, 20, 11, 15}),
		frame.Col("size", []int{5, 1, 2, 4})))
	return ops.From(flow.FromSlice([]frame.Frame{all.Slice(0, 2), all.Slice(2, 4)}), all.Empty())
}

// The guide's random walk, and its smooth version, on a virtual clock.
func Example() {
	clock := flow.Virtual(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	source := ops.Random(ops.Freq(50*time.Millisecond), ops.Interval(100*time.Millisecond), ops.Seed(1),
		flow.WithClock(clock), flow.Limit(2))
	x := source.Sub(0.5).CumSum().Col("x")
	show(x.With("smooth", x.Rolling(ops.Within(500*time.Millisecond)).Mean()))
	if err := flow.Run(context.Background(), source); err != nil {
		fmt.Println(err)
	}
	// Output:
	// index                           x    smooth
	// 2026-01-01T00:00:00.05Z   0.35566   0.35566
	// 2026-01-01T00:00:00.1Z   0.128577  0.242119
	// index                            x      smooth
	// 2026-01-01T00:00:00.15Z  -0.198429   0.0952695
	// 2026-01-01T00:00:00.2Z   -0.470914  -0.0462763
}

func ExampleFrom() {
	source := flow.NewSource[frame.Frame]()
	example := frame.Must(frame.New(frame.Col("celsius", []float64{})))
	show(ops.From(source, example).Mul(1.8).Add(32).Rename("celsius", "fahrenheit"))

	ctx := context.Background()
	fmt.Println(source.Emit(ctx, frame.Must(frame.New(frame.Col("celsius", []float64{0, 100})))))
	fmt.Println(source.Emit(ctx, frame.Must(frame.New(frame.Col("kelvin", []float64{300})))))
	// Output:
	// fahrenheit
	//         32
	//        212
	// <nil>
	// flow: node "from": ops.From: schema mismatch: column 0 must be "celsius" (float64), got "kelvin" (float64)
}

func ExampleRandom() {
	clock := flow.Virtual(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	source := ops.Random(ops.Interval(300*time.Millisecond), ops.Seed(1), flow.WithClock(clock), flow.For(time.Second))
	show(source)
	if err := flow.Run(context.Background(), source); err != nil {
		fmt.Println(err)
	}
	// Output:
	// index                          x  y           z
	// 2026-01-01T00:00:00.1Z   0.85566  0   -0.012222
	// 2026-01-01T00:00:00.2Z  0.272917  0  -0.0811087
	// 2026-01-01T00:00:00.3Z  0.172994  1    0.752696
	// index                          x  y         z
	// 2026-01-01T00:00:00.4Z  0.227515  4  -0.55469
	// 2026-01-01T00:00:00.5Z  0.577782  2    0.3598
	// 2026-01-01T00:00:00.6Z  0.326402  1  0.725363
	// index                          x  y          z
	// 2026-01-01T00:00:00.7Z  0.744883  0   0.393349
	// 2026-01-01T00:00:00.8Z   0.98775  0   -1.74917
	// 2026-01-01T00:00:00.9Z  0.265891  2  -0.602942
}

// A day per second, in a batch every half second: twelve hours.
func ExampleReplay() {
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	times := make([]time.Time, 5)
	level := make([]float64, len(times))
	for i := range times {
		times[i], level[i] = start.Add(time.Duration(i)*8*time.Hour), float64(i)
	}
	river := frame.Must(frame.New(frame.Index("time", times), frame.Col("level", level)))

	clock := flow.Virtual(start)
	source := ops.Replay(river, "time", 86400, ops.Every(500*time.Millisecond), flow.WithClock(clock))
	flow.Sink(source, func(_ context.Context, f frame.Frame) error {
		fmt.Printf("after %v:\n%v\n", clock.Now().Sub(start), f)
		return nil
	})
	if err := flow.Run(context.Background(), source); err != nil {
		fmt.Println(err)
	}
	// Output:
	// after 500ms:
	// time                  level
	// 2026-01-01T00:00:00Z      0
	// 2026-01-01T08:00:00Z      1
	// after 1s:
	// time                  level
	// 2026-01-01T16:00:00Z      2
	// 2026-01-02T00:00:00Z      3
	// after 1.5s:
	// time                  level
	// 2026-01-02T08:00:00Z      4
}

func ExampleDataFrame_Col() {
	price := trades().Col("prise")
	fmt.Println(price.Err())
	// Output:
	// ops.Col: no such column "prise"; columns are symbol, price, size; did you mean "price"?
}

func ExampleDataFrame_CumSum() {
	size := trades().Col("size")
	show(size.CumSum())
	_ = flow.Run(context.Background(), size)
	// Output:
	// size
	//    5
	//    6
	// size
	//    8
	//   12
}

func ExampleDataFrame_Times() {
	t := trades()
	show(t.Col("price").Times(t.Col("size")).Rename("price", "value"))
	_ = flow.Run(context.Background(), t)
	// Output:
	// value
	//    50
	//    20
	// value
	//    22
	//    60
}

func ExampleDataFrame_With() {
	t := trades()
	show(t.With("total", t.Col("size").CumSum()))
	_ = flow.Run(context.Background(), t)
	// Output:
	// symbol  price  size  total
	// A          10     5      5
	// B          20     1      6
	// symbol  price  size  total
	// A          11     2      8
	// A          15     4     12
}

func ExampleRolling_Mean() {
	price := trades().Col("price")
	show(price.With("mean of 3", price.Rolling(ops.Rows(3), ops.MinPeriods(1)).Mean()))
	_ = flow.Run(context.Background(), price)
	// Output:
	// price  mean of 3
	//    10         10
	//    20         15
	// price  mean of 3
	//    11    13.6667
	//    15    15.3333
}

func ExampleGota() {
	t := trades()
	large := func(df dataframe.DataFrame) dataframe.DataFrame {
		return df.Filter(dataframe.F{Colname: "size", Comparator: series.GreaterEq, Comparando: 2}).Arrange(dataframe.Sort("size"))
	}
	show(ops.Gota(t, large))
	_ = flow.Run(context.Background(), t)
	// Output:
	// symbol  price  size
	// A          10     5
	// symbol  price  size
	// A          11     2
	// A          15     4
}

func ExampleGotaTable() {
	t := trades()
	largest := func(df dataframe.DataFrame) dataframe.DataFrame {
		return df.GroupBy("symbol").
			Aggregation([]dataframe.AggregationType{dataframe.Aggregation_MAX}, []string{"price"}).
			Arrange(dataframe.Sort("symbol"))
	}
	show(ops.GotaTable(t, largest))
	_ = flow.Run(context.Background(), t)
	// Output:
	// price_MAX  symbol
	//        10  A
	//        20  B
	// price_MAX  symbol
	//        15  A
}

// The example of what is derived has its columns, before anything flows.
func ExampleDataFrame_Example() {
	t := trades()
	fmt.Println(t.Example().Schema())
	fmt.Println(t.Select("price").CumSum().Example().Schema())
	// Output:
	// symbol string, price float64, size int64
	// price float64
}

// A package with a source of its own says so when it cannot be built; what is derived of it adds nothing to that.
func ExampleBroken() {
	s := flow.FromSlice([]frame.Frame{})
	rows := ops.Broken(s, errors.New("weather: no such station: Kelhiem"))
	fmt.Println(flow.Run(context.Background(), rows.Col("level").CumSum()))
	// Output: weather: no such station: Kelhiem
}
