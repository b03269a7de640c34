package window

import (
	"math/bits"
	"slices"
)

// sortedList is a sorted list of values, equal ones included, with access by rank. The values lie in chunks. A binary
// search finds the chunk, another one the place in the chunk, and a Fenwick tree (Fenwick: A New Data Structure for
// Cumulative Frequency Tables, 1994) counts the values in the chunks before.
//
// With n values, adding, removing and access cost O(log n), and moving half a chunk: about 1 KB. Once in a few hundred
// operations a chunk is split or merged with its neighbour, which costs O(n/chunkLen).
type sortedList struct {
	chunks     [][]float64 // none is empty
	maxima     []float64   // the last value of each chunk
	fenwick    []int       // the Fenwick tree of the chunks' lengths: fenwick[i] is the total length of chunks i&(i+1) to i
	len        int
	freeChunks [][]float64 // chunks to reuse
}

// chunkLen is the maximum length of a chunk. Two neighbours have at least half of that together.
const chunkLen = 512

// add inserts v.
func (s *sortedList) add(v float64) {
	s.len++
	if len(s.chunks) == 0 {
		s.insertChunk(0)
	}
	i := min(lowerBound(s.maxima, v), len(s.chunks)-1)
	if len(s.chunks[i]) == chunkLen {
		s.splitChunk(i)
		if v > s.maxima[i] {
			i++
		}
	}
	chunk := s.chunks[i]
	s.chunks[i] = slices.Insert(chunk, lowerBound(chunk, v), v)
	s.maxima[i] = s.chunks[i][len(chunk)]
	for ; i < len(s.fenwick); i |= i + 1 {
		s.fenwick[i]++
	}
}

// remove removes one v, which must be in the list.
func (s *sortedList) remove(v float64) {
	s.len--
	i := lowerBound(s.maxima, v)
	at := lowerBound(s.chunks[i], v)
	chunk := slices.Delete(s.chunks[i], at, at+1)
	s.chunks[i] = chunk
	for j := i; j < len(s.fenwick); j |= j + 1 {
		s.fenwick[j]--
	}
	if len(chunk) == 0 {
		s.removeChunk(i)
		return
	}
	s.maxima[i] = chunk[len(chunk)-1]
	s.mergeWithNext(i)
	if i > 0 {
		s.mergeWithNext(i - 1)
	}
}

// mergeWithNext appends the next chunk to chunk i if both are short.
func (s *sortedList) mergeWithNext(i int) {
	next := i + 1
	if next == len(s.chunks) || len(s.chunks[i])+len(s.chunks[next]) >= chunkLen/2 {
		return
	}
	s.chunks[i] = append(s.chunks[i], s.chunks[next]...)
	s.maxima[i] = s.maxima[next]
	s.removeChunk(next)
}

// at returns the i-th smallest value and the one after it. After the last value there is none, and next is v.
func (s *sortedList) at(i int) (v, next float64) {
	chunk := 0
	for step := 1 << bits.Len(uint(len(s.fenwick))) / 2; step > 0; step /= 2 {
		if j := chunk + step; j <= len(s.fenwick) && s.fenwick[j-1] <= i {
			chunk, i = j, i-s.fenwick[j-1]
		}
	}
	values := s.chunks[chunk]
	switch v = values[i]; {
	case i+1 < len(values):
		return v, values[i+1]
	case chunk+1 < len(s.chunks):
		return v, s.chunks[chunk+1][0]
	}
	return v, v
}

// splitChunk moves the upper half of chunk i to a new chunk after it.
func (s *sortedList) splitChunk(i int) {
	s.insertChunk(i + 1)
	chunk := s.chunks[i]
	s.chunks[i+1] = append(slices.Grow(s.chunks[i+1], chunkLen), chunk[chunkLen/2:]...)
	s.chunks[i] = chunk[:chunkLen/2]
	s.maxima[i], s.maxima[i+1] = chunk[chunkLen/2-1], chunk[chunkLen-1]
	s.rebuildFenwick()
}

// insertChunk inserts an empty chunk at i.
func (s *sortedList) insertChunk(i int) {
	var chunk []float64
	if last := len(s.freeChunks) - 1; last >= 0 {
		chunk, s.freeChunks = s.freeChunks[last], s.freeChunks[:last]
	}
	s.chunks = slices.Insert(s.chunks, i, chunk)
	s.maxima = slices.Insert(s.maxima, i, 0)
	s.fenwick = append(s.fenwick, 0)
}

// removeChunk removes chunk i.
func (s *sortedList) removeChunk(i int) {
	if len(s.freeChunks) <= len(s.chunks)/4 {
		s.freeChunks = append(s.freeChunks, s.chunks[i][:0])
	}
	s.chunks = slices.Delete(s.chunks, i, i+1)
	s.maxima = slices.Delete(s.maxima, i, i+1)
	s.fenwick = s.fenwick[:len(s.chunks)]
	s.rebuildFenwick()
}

// rebuildFenwick computes the Fenwick tree from the chunks' lengths. It costs O(chunks).
func (s *sortedList) rebuildFenwick() {
	for i, chunk := range s.chunks {
		s.fenwick[i] = len(chunk)
	}
	for i := range s.fenwick {
		if parent := i | (i + 1); parent < len(s.fenwick) {
			s.fenwick[parent] += s.fenwick[i]
		}
	}
}

// lowerBound returns how many of the sorted values are less than v.
func lowerBound(values []float64, v float64) int {
	low, n := 0, len(values)
	for n > 0 {
		half := n / 2
		if values[low+half] < v {
			low, n = low+half+1, n-half-1
		} else {
			n = half
		}
	}
	return low
}
