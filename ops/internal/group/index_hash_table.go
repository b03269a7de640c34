package group

// table finds groups by the hash of their keys: open addressing with linear probing (Knuth, The Art of Computer
// Programming 3, 6.4, algorithm L), and deletion that leaves no marks behind (algorithm R). It is at most two thirds full.
type hashTable struct {
	slots []slot // a power of 2, or none
	used  int
}

// slot has a group's number and 1, so that an empty one is zero, and half of its hash.
type slot struct {
	hash      uint32
	idPlusOne int32
}

func (t *hashTable) home(hash uint32) int { return int(hash) & (len(t.slots) - 1) }

// add puts in a group that is not there.
func (t *hashTable) add(hash uint32, id int32) {
	if 3*(t.used+1) > 2*len(t.slots) {
		t.grow()
	}
	t.used++
	t.place(slot{hash, id + 1})
}

func (t *hashTable) place(s slot) {
	i := t.home(s.hash)
	for t.slots[i].idPlusOne != 0 {
		i = (i + 1) & (len(t.slots) - 1)
	}
	t.slots[i] = s
}

func (t *hashTable) grow() {
	old := t.slots
	t.slots = make([]slot, max(16, 2*len(old)))
	for _, s := range old {
		if s.idPlusOne != 0 {
			t.place(s)
		}
	}
}

// remove takes out a group, which must be there.
func (t *hashTable) remove(hash uint32, id int32) {
	mask := len(t.slots) - 1
	gap := t.home(hash)
	for t.slots[gap].idPlusOne != id+1 {
		gap = (gap + 1) & mask
	}
	for i := (gap + 1) & mask; t.slots[i].idPlusOne != 0; i = (i + 1) & mask {
		// What is found by way of the gap moves into it.
		if home := t.home(t.slots[i].hash); (i-home)&mask >= (i-gap)&mask {
			t.slots[gap] = t.slots[i]
			gap = i
		}
	}
	t.slots[gap] = slot{}
	t.used--
}
