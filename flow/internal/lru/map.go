// Package lru holds a map that knows in which order its keys were last used.
package lru

import "hash/maphash"

// Map is a map that keeps its keys in order of use, from the least to the most recently used. It is a hash table with
// chaining, whose entries also form a doubly linked list. If keys come and go it takes half the time of a Go map, and it
// allocates nothing once it has reached its size.
//
// A key is addressed by its slot, a number that stays the same until the key is removed. Slot 0 means none. A key that is
// not equal to itself (NaN) is never found, but it has a slot and can be removed. A Map is not safe for concurrent use.
type Map[K comparable, V any] struct {
	seed       maphash.Seed
	chainHeads []uint32      // a key's hash selects the chain; the length is a power of two
	entries    []entry[K, V] // entries[0] anchors the list: its newer is the oldest entry, its older the newest
	freeList   uint32        // a chain of the unused entries
	n          int
	max        int
}

// entry is a key and its value. Entries refer to one another by slot; 0 ends a chain.
type entry[K comparable, V any] struct {
	key          K
	value        V
	hash         uint32
	nextInChain  uint32
	older, newer uint32
}

// New makes a Map that holds at most max keys: one more removes the least recently used. If max is 0 there is no limit.
func New[K comparable, V any](max int) *Map[K, V] {
	return &Map[K, V]{seed: maphash.MakeSeed(), chainHeads: make([]uint32, 8), entries: make([]entry[K, V], 1, 8), max: max}
}

// Len returns the number of keys.
func (m *Map[K, V]) Len() int { return m.n }

func (m *Map[K, V]) hash(k K) uint32 { return uint32(maphash.Comparable(m.seed, k)) }

func (m *Map[K, V]) chainHead(hash uint32) *uint32 {
	return &m.chainHeads[hash&uint32(len(m.chainHeads)-1)]
}

// Find returns the slot of a key, or 0. It does not count as use.
func (m *Map[K, V]) Find(k K) uint32 { return m.lookup(k, m.hash(k)) }

func (m *Map[K, V]) lookup(k K, hash uint32) uint32 {
	slot := *m.chainHead(hash)
	for slot != 0 && (m.entries[slot].hash != hash || m.entries[slot].key != k) {
		slot = m.entries[slot].nextInChain
	}
	return slot
}

// FindOrInsert returns the slot of a key. A new key becomes the most recently used one and gets a zero value.
func (m *Map[K, V]) FindOrInsert(k K) (slot uint32, found bool) {
	hash := m.hash(k)
	if slot = m.lookup(k, hash); slot != 0 {
		return slot, true
	}
	switch {
	case m.n == m.max && m.max > 0:
		slot = m.Oldest()
		m.removeFromChain(slot)
		m.unlink(slot)
	case m.freeList != 0:
		slot = m.freeList
		m.freeList = m.entries[slot].nextInChain
		m.n++
	default:
		slot = uint32(len(m.entries))
		m.entries = append(m.entries, entry[K, V]{})
		if m.n++; chainsPerKey*m.n > len(m.chainHeads) {
			m.grow()
		}
	}
	e := &m.entries[slot]
	e.key, e.value, e.hash = k, *new(V), hash
	m.addToChain(slot)
	m.linkNewest(slot)
	return slot, false
}

// Touch makes the key in a slot the most recently used one.
func (m *Map[K, V]) Touch(slot uint32) {
	if m.Newest() != slot {
		m.unlink(slot)
		m.linkNewest(slot)
	}
}

// Remove removes the key in a slot.
func (m *Map[K, V]) Remove(slot uint32) {
	m.removeFromChain(slot)
	m.unlink(slot)
	m.entries[slot] = entry[K, V]{nextInChain: m.freeList} // release what it points to
	m.freeList = slot
	m.n--
}

// Reset removes all keys and keeps the memory.
func (m *Map[K, V]) Reset() {
	clear(m.chainHeads)
	clear(m.entries)
	m.entries, m.freeList, m.n = m.entries[:1], 0, 0
}

// Value points to the value of the key in a slot. The pointer is valid until the next FindOrInsert.
func (m *Map[K, V]) Value(slot uint32) *V { return &m.entries[slot].value }

// Oldest returns the slot of the least recently used key, or 0 if the Map is empty.
func (m *Map[K, V]) Oldest() uint32 { return m.entries[0].newer }

// Newest returns the slot of the most recently used key, or 0 if the Map is empty.
func (m *Map[K, V]) Newest() uint32 { return m.entries[0].older }

// Newer returns the slot of the key that was used next after the one in slot, or 0.
func (m *Map[K, V]) Newer(slot uint32) uint32 { return m.entries[slot].newer }

func (m *Map[K, V]) linkNewest(slot uint32) {
	last := m.entries[0].older
	m.entries[slot].older, m.entries[slot].newer = last, 0
	m.entries[last].newer, m.entries[0].older = slot, slot
}

func (m *Map[K, V]) unlink(slot uint32) {
	e := &m.entries[slot]
	m.entries[e.older].newer, m.entries[e.newer].older = e.newer, e.older
}

func (m *Map[K, V]) addToChain(slot uint32) {
	head := m.chainHead(m.entries[slot].hash)
	m.entries[slot].nextInChain, *head = *head, slot
}

func (m *Map[K, V]) removeFromChain(slot uint32) {
	p := m.chainHead(m.entries[slot].hash)
	for *p != slot {
		p = &m.entries[*p].nextInChain
	}
	*p = m.entries[slot].nextInChain
}

// chainsPerKey keeps chains so short that few have two entries: to follow one costs less than a mispredicted branch at
// its end.
const chainsPerKey = 4

// grow doubles the number of chains.
func (m *Map[K, V]) grow() {
	m.chainHeads = make([]uint32, 2*len(m.chainHeads))
	for slot := m.Oldest(); slot != 0; slot = m.Newer(slot) {
		m.addToChain(slot)
	}
}
