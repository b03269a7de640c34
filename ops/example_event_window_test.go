package ops_test

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// reading returns a frame of readings at so many seconds after noon. The level is the second itself; the gate alternates
// between north and south.
func reading(seconds ...int) frame.Frame {
	noon := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	times, levels, gates := make([]time.Time, len(seconds)), make([]float64, len(seconds)), make([]string, len(seconds))
	for i, s := range seconds {
		times[i], levels[i], gates[i] = noon.Add(time.Duration(s)*time.Second), float64(s), []string{"north", "south"}[i%2]
	}
	return frame.Must(frame.New(frame.Index("t", times), frame.Col("level", levels), frame.Col("gate", gates)))
}

// lateRows is a stream of batches of readings.
func lateRows(batches ...[]int) ops.DataFrame {
	var frames []frame.Frame
	for _, seconds := range batches {
		frames = append(frames, reading(seconds...))
	}
	return ops.From(flow.FromSlice(frames), reading())
}

// The reading of second 7 comes in time, that of second 3 too late: 12 has closed its window.
func ExampleDataFrame_Tumbling() {
	printed(lateRows([]int{1, 8}, []int{7, 12, 3}, []int{21}).Tumbling(10*time.Second).Aggregate(ops.Mean("level"), ops.Size()))
	// Output:
	// t                     end                   level_mean  size
	// 2026-01-01T12:00:00Z  2026-01-01T12:00:10Z     5.33333     3
	// t                     end                   level_mean  size
	// 2026-01-01T12:00:10Z  2026-01-01T12:00:20Z          12     1
	// t                     end                   level_mean  size
	// 2026-01-01T12:00:20Z  2026-01-01T12:00:30Z          21     1
}

func ExampleDataFrame_Sliding() {
	printed(lateRows([]int{1, 8, 12}).Sliding(10*time.Second, 5*time.Second).Sum())
	// Output:
	// t                     end                   level
	// 2026-01-01T11:59:55Z  2026-01-01T12:00:05Z      1
	// 2026-01-01T12:00:00Z  2026-01-01T12:00:10Z      9
	// t                     end                   level
	// 2026-01-01T12:00:05Z  2026-01-01T12:00:15Z     20
	// 2026-01-01T12:00:10Z  2026-01-01T12:00:20Z     12
}

func ExampleDataFrame_Session() {
	printed(lateRows([]int{1, 3, 4, 20, 22}).Session(5 * time.Second).Size())
	// Output:
	// t                     end                   size
	// 2026-01-01T12:00:01Z  2026-01-01T12:00:09Z     3
	// t                     end                   size
	// 2026-01-01T12:00:20Z  2026-01-01T12:00:27Z     2
}

func ExampleDataFrame_TumblingRows() {
	printed(lateRows([]int{1, 3, 4}, []int{20, 22}).TumblingRows(2).Max())
	// Output:
	// t                     level
	// 2026-01-01T12:00:01Z      3
	// t                     level
	// 2026-01-01T12:00:04Z     20
	// t                     level
	// 2026-01-01T12:00:22Z     22
}

func ExampleWindows_GroupBy() {
	printed(lateRows([]int{1, 3, 4, 20, 22}).Tumbling(10 * time.Second).GroupBy("gate").Max())
	// Output:
	// t                     end                   gate   level
	// 2026-01-01T12:00:00Z  2026-01-01T12:00:10Z  north      4
	// 2026-01-01T12:00:00Z  2026-01-01T12:00:10Z  south      3
	// t                     end                   gate   level
	// 2026-01-01T12:00:20Z  2026-01-01T12:00:30Z  north     22
	// 2026-01-01T12:00:20Z  2026-01-01T12:00:30Z  south     20
}

// A rolling mean needs sorted rows.
func ExampleDataFrame_Reorder() {
	rows := lateRows([]int{1, 4}, []int{2, 6}, []int{9}).Reorder(3 * time.Second)
	printed(rows.Col("level").Rolling(ops.Within(3 * time.Second)).Mean())
	// Output:
	// t                     level
	// 2026-01-01T12:00:01Z      1
	// t                     level
	// 2026-01-01T12:00:02Z    1.5
	// t                     level
	// 2026-01-01T12:00:04Z      3
	// 2026-01-01T12:00:06Z      5
	// t                     level
	// 2026-01-01T12:00:09Z      9
}

// Second 3 comes after second 12 and still counts: windows stay open for 5 s more.
func ExampleLateness() {
	printed(lateRows([]int{1, 12, 3}).Tumbling(10*time.Second, ops.Lateness(5*time.Second)).Size())
	// Output:
	// t                     end                   size
	// 2026-01-01T12:00:00Z  2026-01-01T12:00:10Z     2
	// 2026-01-01T12:00:10Z  2026-01-01T12:00:20Z     1
}

func ExampleOffset() {
	printed(lateRows([]int{1, 8}).Tumbling(time.Minute, ops.Offset(5*time.Second)).Size())
	// Output:
	// t                     end                   size
	// 2026-01-01T11:59:05Z  2026-01-01T12:00:05Z     1
	// t                     end                   size
	// 2026-01-01T12:00:05Z  2026-01-01T12:01:05Z     1
}

func ExampleEndColumn() {
	printed(lateRows([]int{1, 8}).Tumbling(time.Minute, ops.EndColumn("until")).Size())
	// Output:
	// t                     until                 size
	// 2026-01-01T12:00:00Z  2026-01-01T12:01:00Z     2
}

func ExampleMaxWindows() {
	d := lateRows([]int{1, 12, 23}).Tumbling(10*time.Second, ops.MaxWindows(2), ops.Lateness(time.Hour)).Size()
	fmt.Println(errors.Is(flow.Run(context.Background(), d), ops.ErrLimit))
	// Output:
	// true
}

func ExampleMaxRows() {
	d := lateRows([]int{1, 12, 23}).Reorder(time.Hour, ops.MaxRows(2))
	fmt.Println(errors.Is(flow.Run(context.Background(), d), ops.ErrLimit))
	// Output:
	// true
}

func ExampleLateRows() {
	late := flow.NewSource[frame.Frame]()
	show(flow.Map(late, func(f frame.Frame) frame.Frame { return f.DropIndex() }))
	d := lateRows([]int{1, 12, 3}).Tumbling(10*time.Second, ops.LateRows(late)).Size()
	fmt.Println(flow.Run(context.Background(), d))
	// Output:
	// level  gate
	//     3  north
	// <nil>
}

func ExampleCountLate() {
	var late atomic.Int64
	d := lateRows([]int{1, 12, 3}, []int{22, 4}).Tumbling(10*time.Second, ops.CountLate(&late)).Size()
	fmt.Println(flow.Run(context.Background(), d), late.Load())
	// Output:
	// <nil> 2
}

// After a minute without readings the last window closes, though the stream goes on.
func ExampleIdle() {
	start := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	clock := flow.Virtual(start)
	source := flow.FromFunc(func(ctx context.Context, emit func(frame.Frame) error) error {
		if err := emit(reading(1, 8)); err != nil {
			return err
		}
		return clock.Sleep(ctx, time.Hour)
	}, flow.WithClock(clock))
	sizes := ops.From(source, reading()).Tumbling(10*time.Second, ops.Idle(time.Minute)).Size()
	flow.Sink(sizes, func(_ context.Context, f frame.Frame) error {
		fmt.Println("after", clock.Now().Sub(start))
		fmt.Println(f)
		return nil
	})
	if err := flow.Run(context.Background(), sizes); err != nil {
		fmt.Println(err)
	}
	// Output:
	// after 1m0s
	// t                     end                   size
	// 2026-01-01T12:00:00Z  2026-01-01T12:00:10Z     2
}
