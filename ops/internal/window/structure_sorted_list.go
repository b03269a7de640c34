package window

import (
	"math/bits"
	"slices"
)

// sorted is a sorted list of values, equal ones included, that finds the i-th. The values lie in blocks; a binary search
// finds the block, another the place in it, and a Fenwick tree (Fenwick: A New Data Structure for Cumulative Frequency
// Tables, 1994) counts the values in the blocks before.
//
// Of n values, adding, removing and finding one cost O(log n), and moving half a block: about 1 KB. Once in a few hundred
// values a block is split or joined with its neighbour, which costs O(n/shelfLen).
type sorted struct {
	shelves [][]float64 // none is empty
	lasts   []float64   // the last value of each
	counts  []int       // the Fenwick tree of their lengths: counts[i] is that of shelves i&(i+1) to i
	len     int
	spare   [][]float64 // shelves to use again
}

// shelfLen is how long a shelf may get; two neighbours together have at least half of that.
const shelfLen = 512

func (s *sorted) add(v float64) {
	s.len++
	if len(s.shelves) == 0 {
		s.open(0)
	}
	i := min(lowerBound(s.lasts, v), len(s.shelves)-1)
	if len(s.shelves[i]) == shelfLen {
		s.split(i)
		if v > s.lasts[i] {
			i++
		}
	}
	shelf := s.shelves[i]
	s.shelves[i] = slices.Insert(shelf, lowerBound(shelf, v), v)
	s.lasts[i] = s.shelves[i][len(shelf)]
	for ; i < len(s.counts); i |= i + 1 {
		s.counts[i]++
	}
}

// remove takes out one v, which must be there.
func (s *sorted) remove(v float64) {
	s.len--
	i := lowerBound(s.lasts, v)
	at := lowerBound(s.shelves[i], v)
	shelf := slices.Delete(s.shelves[i], at, at+1)
	s.shelves[i] = shelf
	for j := i; j < len(s.counts); j |= j + 1 {
		s.counts[j]--
	}
	if len(shelf) == 0 {
		s.close(i)
		return
	}
	s.lasts[i] = shelf[len(shelf)-1]
	s.join(i)
	if i > 0 {
		s.join(i - 1)
	}
}

// join puts the next shelf into shelf i if both are short.
func (s *sorted) join(i int) {
	next := i + 1
	if next == len(s.shelves) || len(s.shelves[i])+len(s.shelves[next]) >= shelfLen/2 {
		return
	}
	s.shelves[i] = append(s.shelves[i], s.shelves[next]...)
	s.lasts[i] = s.lasts[next]
	s.close(next)
}

// at gives the i-th smallest, and the one after it; behind the last there is none, and next is v itself.
func (s *sorted) at(i int) (v, next float64) {
	shelf := 0
	for step := 1 << bits.Len(uint(len(s.counts))) / 2; step > 0; step /= 2 {
		if j := shelf + step; j <= len(s.counts) && s.counts[j-1] <= i {
			shelf, i = j, i-s.counts[j-1]
		}
	}
	values := s.shelves[shelf]
	switch v = values[i]; {
	case i+1 < len(values):
		return v, values[i+1]
	case shelf+1 < len(s.shelves):
		return v, s.shelves[shelf+1][0]
	}
	return v, v
}

// split moves the upper half of a shelf to a new one behind it.
func (s *sorted) split(i int) {
	s.open(i + 1)
	shelf := s.shelves[i]
	s.shelves[i+1] = append(slices.Grow(s.shelves[i+1], shelfLen), shelf[shelfLen/2:]...)
	s.shelves[i] = shelf[:shelfLen/2]
	s.lasts[i], s.lasts[i+1] = shelf[shelfLen/2-1], shelf[shelfLen-1]
	s.count()
}

// open puts in an empty shelf.
func (s *sorted) open(i int) {
	var shelf []float64
	if last := len(s.spare) - 1; last >= 0 {
		shelf, s.spare = s.spare[last], s.spare[:last]
	}
	s.shelves = slices.Insert(s.shelves, i, shelf)
	s.lasts = slices.Insert(s.lasts, i, 0)
	s.counts = append(s.counts, 0)
}

// close takes out a shelf.
func (s *sorted) close(i int) {
	if len(s.spare) <= len(s.shelves)/4 {
		s.spare = append(s.spare, s.shelves[i][:0])
	}
	s.shelves = slices.Delete(s.shelves, i, i+1)
	s.lasts = slices.Delete(s.lasts, i, i+1)
	s.counts = s.counts[:len(s.shelves)]
	s.count()
}

// count makes the Fenwick tree anew.
func (s *sorted) count() {
	for i, shelf := range s.shelves {
		s.counts[i] = len(shelf)
	}
	for i := range s.counts {
		if up := i | (i + 1); up < len(s.counts) {
			s.counts[up] += s.counts[i]
		}
	}
}

// lowerBound gives how many of the values are less than v; they are sorted.
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
