package ticks_test

import (
	"fmt"
	"time"

	"github.com/streamgage/streamgage/viz/internal/ticks"
)

func ExampleNumbers() {
	for _, t := range ticks.Numbers(-5e3, 15e3, 220, 52) {
		fmt.Println(t.Value, t.Label)
	}
	// Output:
	// -5000 −5k
	// 0 0
	// 5000 5k
	// 10000 10k
	// 15000 15k
}

func ExampleTimes() {
	start := time.Date(2024, time.March, 1, 22, 0, 0, 0, time.UTC)
	measure := func(s string) float64 { return 6.5 * float64(len(s)) }
	lo, hi := float64(start.UnixNano()), float64(start.Add(4*time.Hour).UnixNano())
	for _, t := range ticks.Times(lo, hi, 350, 0, time.UTC, measure) {
		fmt.Printf("%s %q\n", t.Label, t.SecondLine)
	}
	// Output:
	// 22:00 "1 Mar 2024"
	// 23:00 ""
	// 00:00 "2 Mar 2024"
	// 01:00 ""
	// 02:00 ""
}

func ExampleFormat() {
	fmt.Println(ticks.Format(-36.3), ticks.Format(0.1+0.2), ticks.Format(16742))
	// Output: −36.3 0.3 16742
}
