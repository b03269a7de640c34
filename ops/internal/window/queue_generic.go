package window

import (
	"fmt"
	"math"
)

// rollEach implements Queue.Roll by Pop, Push and Value.
func rollEach(q Queue, out, in []float64, evict []int, minCount int) {
	out, evict = out[:len(in)], evict[:len(in)]
	for i, v := range in {
		q.Pop(evict[i])
		q.Push(v)
		if q.Count() >= minCount {
			out[i] = q.Value()
		} else {
			out[i] = math.NaN()
		}
	}
}

// checkPop panics unless n is from 0 to the number of values in the window.
func checkPop(n, values int) {
	if n < 0 || n > values {
		panic(fmt.Sprintf("window.Pop: must be at most the %d values in the window, got %d", values, n))
	}
}

// addEach implements Accumulator.AddAll by Add.
func addEach(a Accumulator, values []float64) {
	for _, v := range values {
		a.Add(v)
	}
}

// runEach implements Accumulator.Run by Add and Value.
func runEach(a Accumulator, out, in []float64, minCount int) {
	out = out[:len(in)]
	for i, v := range in {
		a.Add(v)
		if a.Count() >= minCount {
			out[i] = a.Value()
		} else {
			out[i] = math.NaN()
		}
	}
}

// pushEach implements Queue.PushAll by Push.
func pushEach(q Queue, values []float64) {
	for _, v := range values {
		q.Push(v)
	}
}
