package group

// hashTable finds groups by the hashes of their keys. It uses open addressing with linear probing (Knuth, The Art of
// Computer Programming 3, 6.4, algorithm L), and deletion without tombstones (algorithm R). At most two thirds of the
// slots are in use.
type hashTable struct {
	slots []slot // the length is 0 or a power of 2
	used  int
}

// slot holds the lower half of a group's hash, and its number plus 1, so that a free slot is zero.
type slot struct {
	hash      uint32
	idPlusOne int32
}

// home returns the slot at which the search for a hash begins.
func (t *hashTable) home(hash uint32) int { return int(hash) & (len(t.slots) - 1) }

// add inserts a group that is not in the table.
func (t *hashTable) add(hash uint32, id int32) {
	if 3*(t.used+1) > 2*len(t.slots) {
		t.grow()
	}
	t.used++
	t.place(slot{hash, id + 1})
}

// place puts a slot into the first free one from its home on.
func (t *hashTable) place(s slot) {
	i := t.home(s.hash)
	for t.slots[i].idPlusOne != 0 {
		i = (i + 1) & (len(t.slots) - 1)
	}
	t.slots[i] = s
}

// grow doubles the table.
func (t *hashTable) grow() {
	old := t.slots
	t.slots = make([]slot, max(16, 2*len(old)))
	for _, s := range old {
		if s.idPlusOne != 0 {
			t.place(s)
		}
	}
}

// remove deletes a group, which must be in the table.
func (t *hashTable) remove(hash uint32, id int32) {
	mask := len(t.slots) - 1
	gap := t.home(hash)
	for t.slots[gap].idPlusOne != id+1 {
		gap = (gap + 1) & mask
	}
	for i := (gap + 1) & mask; t.slots[i].idPlusOne != 0; i = (i + 1) & mask {
		// A search ends at the gap, so an entry whose search begins at or before the gap moves into it.
		if home := t.home(t.slots[i].hash); (i-home)&mask >= (i-gap)&mask {
			t.slots[gap] = t.slots[i]
			gap = i
		}
	}
	t.slots[gap] = slot{}
	t.used--
}
