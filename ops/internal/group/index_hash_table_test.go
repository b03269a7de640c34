package group

import (
	"testing"

	"pgregory.net/rapid"
)

// has reports whether a group can be found.
func (t *hashTable) has(hash uint32, id int32) bool {
	for i := t.home(hash); len(t.slots) > 0 && t.slots[i].idPlusOne != 0; i = (i + 1) & (len(t.slots) - 1) {
		if t.slots[i] == (slot{hash, id + 1}) {
			return true
		}
	}
	return false
}

// Groups in the table are found and deleted ones are not, for any collisions of hashes.
func TestTableWithCollisions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var table hashTable
		in := map[int32]uint32{}
		hash := rapid.OneOf(rapid.Uint32Range(0, 3), rapid.Uint32Range(12, 17), rapid.Uint32())
		for range rapid.IntRange(1, 120).Draw(t, "steps") {
			id := rapid.Int32Range(0, 40).Draw(t, "id")
			if h, ok := in[id]; ok {
				table.remove(h, id)
				delete(in, id)
				if table.has(h, id) {
					t.Fatalf("%d is still there", id)
				}
			} else {
				in[id] = hash.Draw(t, "hash")
				table.add(in[id], id)
			}
			for id, h := range in {
				if !table.has(h, id) {
					t.Fatalf("%d is not found", id)
				}
			}
			if table.used != len(in) || 3*table.used > 2*len(table.slots) {
				t.Fatalf("%d of %d slots are used, want %d", table.used, len(table.slots), len(in))
			}
		}
	})
}
