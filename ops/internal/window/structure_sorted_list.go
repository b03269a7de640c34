package window

import "slices"

// sortedList is a sorted list of values, equal ones included, with access by rank and rank by value. It is a B+-tree of
// three levels: leaves of values, groups of leaves, and the list of groups. In each level the values' maxima lie side by
// side, where a binary search finds a value, and a Fenwick tree of counts finds a rank.
//
// With n values, adding, removing, access and rank cost O(log n), and moving half a leaf: about 512 bytes. Once in about
// a hundred operations a leaf is split or merged with its neighbour, which costs O(groupLen). So only the leaf of a
// value is outside of the processor's cache in a long list; see touch.
type sortedList struct {
	groups     []*leafGroup // none is empty
	maxima     []float64    // the last value of each group
	counts     fenwickTree  // of the values of each group
	len        int
	freeLeaves [][]float64 // leaves to reuse
	touched    float64     // keeps the loads of touch
}

// leafGroup is some neighbouring leaves.
type leafGroup struct {
	leaves [][]float64 // none is empty
	maxima []float64   // the last value of each leaf
	counts fenwickTree // of the values of each leaf
	len    int         // the number of values
}

const (
	// leafLen is the maximum length of a leaf. Two neighbours in a group have at least half of that together.
	leafLen = 128
	// groupLen is the maximum number of leaves in a group. Two neighbours have at least half of that together.
	groupLen = 256
)

// add inserts v.
func (s *sortedList) add(v float64) {
	if len(s.groups) == 0 {
		s.insertGroup(0, &leafGroup{leaves: [][]float64{s.newLeaf()}, maxima: []float64{v}, counts: fenwickTree{0}})
	}
	i := min(lowerBound(s.maxima, v), len(s.groups)-1)
	g := s.groups[i]
	if len(g.leaves) == groupLen {
		if s.splitGroup(i); v > s.maxima[i] {
			i++
		}
		g = s.groups[i]
	}
	s.addToLeaf(g, v)
	s.maxima[i] = g.last()
	s.counts.add(i, 1)
	s.len++
}

// addToLeaf inserts v into a group that has room for one leaf more.
func (s *sortedList) addToLeaf(g *leafGroup, v float64) {
	i := min(lowerBound(g.maxima, v), len(g.leaves)-1)
	if len(g.leaves[i]) == leafLen {
		if s.splitLeaf(g, i); v > g.maxima[i] {
			i++
		}
	}
	leaf := g.leaves[i]
	n, at := len(leaf), lowerBound(leaf, v)
	leaf = leaf[:n+1] // every leaf has the capacity leafLen
	copy(leaf[at+1:], leaf[at:])
	leaf[at] = v
	g.leaves[i], g.maxima[i] = leaf, leaf[n]
	g.counts.add(i, 1)
	g.len++
}

// remove removes one v, which must be in the list.
func (s *sortedList) remove(v float64) {
	i := lowerBound(s.maxima, v)
	g := s.groups[i]
	s.removeFromLeaf(g, v)
	s.counts.add(i, -1)
	s.len--
	if g.len == 0 {
		s.removeGroup(i)
		return
	}
	s.maxima[i] = g.last()
	if len(g.leaves) < groupLen/2 {
		s.mergeGroupWithNext(i)
		if i > 0 {
			s.mergeGroupWithNext(i - 1)
		}
	}
}

// removeFromLeaf removes one v, which must be in the group.
func (s *sortedList) removeFromLeaf(g *leafGroup, v float64) {
	i := lowerBound(g.maxima, v)
	leaf := g.leaves[i]
	at := lowerBound(leaf, v)
	leaf = leaf[:at+copy(leaf[at:], leaf[at+1:])]
	g.leaves[i] = leaf
	g.counts.add(i, -1)
	g.len--
	if len(leaf) == 0 {
		s.removeLeaf(g, i)
		return
	}
	g.maxima[i] = leaf[len(leaf)-1]
	if len(leaf) < leafLen/2 {
		s.mergeLeafWithNext(g, i)
		if i > 0 {
			s.mergeLeafWithNext(g, i-1)
		}
	}
}

// at returns the i-th smallest value and the one after it. After the last value there is none, and next is v.
func (s *sortedList) at(i int) (v, next float64) {
	group, rest := s.counts.find(i)
	g := s.groups[group]
	leaf, rest := g.counts.find(rest)
	values := g.leaves[leaf]
	switch v = values[rest]; {
	case rest+1 < len(values):
		return v, values[rest+1]
	case leaf+1 < len(g.leaves):
		return v, g.leaves[leaf+1][0]
	case group+1 < len(s.groups):
		return v, s.groups[group+1].leaves[0][0]
	}
	return v, v
}

// rank returns how many values are less than v.
func (s *sortedList) rank(v float64) int {
	i := lowerBound(s.maxima, v)
	if i == len(s.groups) {
		return s.len
	}
	g := s.groups[i]
	leaf := lowerBound(g.maxima, v)
	return s.counts.before(i) + g.counts.before(leaf) + lowerBound(g.leaves[leaf], v)
}

// all iterates over the values in ascending order.
func (s *sortedList) all(yield func(float64) bool) {
	for _, g := range s.groups {
		for _, leaf := range g.leaves {
			for _, v := range leaf {
				if !yield(v) {
					return
				}
			}
		}
	}
}

// touchLen is the length from which a list is worth touching: shorter ones are in the cache.
const touchLen = 1 << 17

// touch loads the leaves to which these values belong into the processor's cache. It is faster than the same loads one
// value after the other, because the processor does not wait for one before it begins the next. It changes nothing.
func (s *sortedList) touch(values []float64) {
	for _, v := range values {
		if v != v {
			continue
		}
		g := s.groups[min(lowerBound(s.maxima, v), len(s.groups)-1)]
		leaf := g.leaves[min(lowerBound(g.maxima, v), len(g.leaves)-1)]
		for i := 0; i < len(leaf); i += 8 { // a cache line has 8 values
			s.touched += leaf[i]
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

// last returns the largest value of the group.
func (g *leafGroup) last() float64 { return g.maxima[len(g.maxima)-1] }

// newLeaf returns a leaf without values.
func (s *sortedList) newLeaf() []float64 {
	if last := len(s.freeLeaves) - 1; last >= 0 {
		leaf := s.freeLeaves[last]
		s.freeLeaves = s.freeLeaves[:last]
		return leaf
	}
	return make([]float64, 0, leafLen)
}

// splitLeaf moves the upper half of leaf i to a new leaf after it.
func (s *sortedList) splitLeaf(g *leafGroup, i int) {
	leaf := g.leaves[i]
	g.leaves = slices.Insert(g.leaves, i+1, append(s.newLeaf(), leaf[leafLen/2:]...))
	g.leaves[i] = leaf[:leafLen/2]
	g.maxima = slices.Insert(g.maxima, i, leaf[leafLen/2-1])
	g.count()
}

// mergeLeafWithNext appends the next leaf to leaf i if both are short.
func (s *sortedList) mergeLeafWithNext(g *leafGroup, i int) {
	next := i + 1
	if next == len(g.leaves) || len(g.leaves[i])+len(g.leaves[next]) >= leafLen/2 {
		return
	}
	g.leaves[i] = append(g.leaves[i], g.leaves[next]...)
	g.maxima[i] = g.maxima[next]
	s.removeLeaf(g, next)
}

// removeLeaf removes leaf i.
func (s *sortedList) removeLeaf(g *leafGroup, i int) {
	if len(s.freeLeaves) <= s.len/leafLen/4 {
		s.freeLeaves = append(s.freeLeaves, g.leaves[i][:0])
	}
	g.leaves = slices.Delete(g.leaves, i, i+1)
	g.maxima = slices.Delete(g.maxima, i, i+1)
	g.count()
}

// count counts the values of the leaves. It costs O(leaves).
func (g *leafGroup) count() {
	g.counts, g.len = slices.Grow(g.counts[:0], len(g.leaves))[:len(g.leaves)], 0
	for i, leaf := range g.leaves {
		g.counts[i] = int32(len(leaf))
		g.len += len(leaf)
	}
	g.counts.build()
}

// splitGroup moves the upper half of the leaves of group i to a new group after it.
func (s *sortedList) splitGroup(i int) {
	g := s.groups[i]
	half := len(g.leaves) / 2
	upper := &leafGroup{leaves: slices.Clone(g.leaves[half:]), maxima: slices.Clone(g.maxima[half:])}
	clear(g.leaves[half:])
	g.leaves, g.maxima = g.leaves[:half], g.maxima[:half]
	g.count()
	upper.count()
	s.maxima[i] = g.last()
	s.insertGroup(i+1, upper)
}

// mergeGroupWithNext appends the leaves of the next group to group i if both are short.
func (s *sortedList) mergeGroupWithNext(i int) {
	next := i + 1
	if next == len(s.groups) || len(s.groups[i].leaves)+len(s.groups[next].leaves) >= groupLen/2 {
		return
	}
	g, h := s.groups[i], s.groups[next]
	g.leaves, g.maxima = append(g.leaves, h.leaves...), append(g.maxima, h.maxima...)
	g.count()
	s.maxima[i] = g.last()
	s.removeGroup(next)
}

// insertGroup inserts a group at i.
func (s *sortedList) insertGroup(i int, g *leafGroup) {
	s.groups, s.maxima = slices.Insert(s.groups, i, g), slices.Insert(s.maxima, i, g.last())
	s.count()
}

// removeGroup removes group i.
func (s *sortedList) removeGroup(i int) {
	s.groups, s.maxima = slices.Delete(s.groups, i, i+1), slices.Delete(s.maxima, i, i+1)
	s.count()
}

// count counts the values of the groups. It costs O(groups).
func (s *sortedList) count() {
	s.counts = slices.Grow(s.counts[:0], len(s.groups))[:len(s.groups)]
	for i, g := range s.groups {
		s.counts[i] = int32(g.len)
	}
	s.counts.build()
}
