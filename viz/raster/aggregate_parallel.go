package raster

import (
	"runtime"
	"sync"
)

const (
	maxWorkers       = 8       // each worker but the first allocates a grid
	minRowsPerWorker = 100_000 // for fewer rows, a goroutine and a grid cost more time than they save
)

// runInParts splits the rows 0 to n-1 into parts, one for each worker and at least one. It runs work on all parts in
// parallel, and returns the number of parts.
func runInParts(n int, work func(part, from, to int)) int {
	parts := max(1, min(n/minRowsPerWorker, runtime.GOMAXPROCS(0), maxWorkers))
	var others sync.WaitGroup
	for p := 1; p < parts; p++ {
		others.Go(func() { work(p, n/parts*p, partEnd(n, parts, p)) })
	}
	work(0, 0, partEnd(n, parts, 0))
	others.Wait()
	return parts
}

// partEnd returns the row after the last row of part p.
func partEnd(n, parts, p int) int {
	if p == parts-1 {
		return n
	}
	return n / parts * (p + 1)
}

// countInParallel calls count for each worker with its part of n rows. It adds up the results in counts, which must be
// zero at the start.
func countInParallel(counts []uint32, n int, count func(counts []uint32, from, to int)) {
	var grids [maxWorkers]*[]uint32
	parts := runInParts(n, func(part, from, to int) {
		if part == 0 {
			count(counts, from, to)
			return
		}
		grids[part] = borrowGrid(len(counts))
		count(*grids[part], from, to)
	})
	for _, grid := range grids[1:parts] {
		for i, c := range *grid {
			counts[i] += c
		}
		gridPool.Put(grid)
	}
}

// gridPool keeps the workers' grids between calls.
var gridPool sync.Pool

// borrowGrid returns n zeros from the pool.
func borrowGrid(n int) *[]uint32 {
	if s, ok := gridPool.Get().(*[]uint32); ok && cap(*s) >= n {
		*s = (*s)[:n]
		clear(*s)
		return s
	}
	s := make([]uint32, n)
	return &s
}
