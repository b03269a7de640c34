package window

import "hash/maphash"

// multiset counts equal values. It is a hash table with linear probing. Its size follows the number of distinct values
// up and down.
type multiset struct {
	slots    []slot // the length is 0 or a power of 2; at most 3/4 are in use
	distinct int
	seed     maphash.Seed
}

// slot is a value and how often it is in the multiset: 0 times in a free slot.
type slot struct {
	value float64
	count int
}

// add counts v, which must not be NaN.
func (m *multiset) add(v float64) {
	if 4*(m.distinct+1) > 3*len(m.slots) {
		m.resize(max(8, 2*len(m.slots)))
	}
	s := &m.slots[m.find(v)]
	if s.count == 0 {
		s.value = v
		m.distinct++
	}
	s.count++
}

// remove removes one v, which must be in the multiset.
func (m *multiset) remove(v float64) {
	i := m.find(v)
	if m.slots[i].count--; m.slots[i].count > 0 {
		return
	}
	m.distinct--
	m.deleteSlot(i)
	if len(m.slots) > 8 && 8*m.distinct < len(m.slots) {
		m.resize(len(m.slots) / 2)
	}
}

// find returns the slot of v. If there is none, it returns the free slot for v.
func (m *multiset) find(v float64) int {
	mask := len(m.slots) - 1
	i := m.home(v)
	for m.slots[i].count > 0 && m.slots[i].value != v {
		i = (i + 1) & mask
	}
	return i
}

// home returns the slot at which the search for v begins.
func (m *multiset) home(v float64) int {
	return int(maphash.Comparable(m.seed, v)) & (len(m.slots) - 1)
}

// deleteSlot frees slot i. A search ends at a free slot, so deleteSlot moves later entries up that a search would no
// longer find (Knuth, The Art of Computer Programming 3, 6.4, algorithm R).
func (m *multiset) deleteSlot(i int) {
	mask := len(m.slots) - 1
	for j := (i + 1) & mask; m.slots[j].count > 0; j = (j + 1) & mask {
		if (j-m.home(m.slots[j].value))&mask >= (j-i)&mask {
			m.slots[i] = m.slots[j]
			i = j
		}
	}
	m.slots[i] = slot{}
}

// resize moves all values to a table of n slots.
func (m *multiset) resize(n int) {
	if m.slots == nil {
		m.seed = maphash.MakeSeed()
	}
	old := m.slots
	m.slots = make([]slot, n)
	for _, s := range old {
		if s.count > 0 {
			m.slots[m.find(s.value)] = s
		}
	}
}
