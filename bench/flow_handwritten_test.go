package bench

import (
	"sync"
	"testing"
)

// benchHandwritten measures a handwritten operator: a function that takes its sink and returns the function that takes an
// element.
func benchHandwritten[T any](operator func(sink func(T)) func(int)) func(*testing.B) {
	return func(b *testing.B) {
		n := 0
		emit := operator(func(T) { n++ })
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			emit(i)
		}
		keepResult(b, n)
	}
}

func handwrittenScan(sink func(int)) func(int) {
	sum := 0
	return func(x int) {
		sum += x
		sink(sum)
	}
}

func handwrittenPartition(sink func([]int)) func(int) {
	const n = 20
	part := make([]int, 0, n)
	return func(x int) {
		if part = append(part, x); len(part) == n {
			sink(part)
			part = make([]int, 0, n)
		}
	}
}

func handwrittenDistinct(sink func(int)) func(int) {
	seen := map[int]struct{}{}
	return func(x int) {
		if _, known := seen[x&255]; !known {
			seen[x&255] = struct{}{}
			sink(x)
		}
	}
}

func handwrittenSkip(sink func(int)) func(int) {
	skipped := false
	return func(x int) {
		if skipped {
			sink(x)
		}
		skipped = true
	}
}

func handwrittenPairwise(sink func([]int)) func(int) {
	last, hasLast := 0, false
	return func(x int) {
		if hasLast {
			sink([]int{last, x})
		}
		last, hasLast = x, true
	}
}

// benchHandwrittenPool measures worker goroutines that receive from one channel and send to another.
func benchHandwrittenPool(workers, capacity int) func(*testing.B) {
	return func(b *testing.B) {
		in, out := make(chan int, capacity), make(chan int, capacity)
		var wg sync.WaitGroup
		for range workers {
			wg.Go(func() {
				for x := range in {
					out <- x
				}
			})
		}
		sum := make(chan int)
		go func() {
			n := 0
			for x := range out {
				n += x
			}
			sum <- n
		}()
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			in <- i
		}
		close(in)
		wg.Wait()
		close(out)
		keepResult(b, <-sum)
	}
}
