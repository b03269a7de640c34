package flow

import (
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

func TestPartitionUnique(t *testing.T) {
	for _, c := range []struct {
		opts []NodeOption
		want string
	}{
		{nil, "[[1 2 3] [3 2]]"},
		{[]NodeOption{KeepLast()}, "[[2 1 3] [3 2]]"},
	} {
		src, acks := NewSource[int](), &ledger{}
		out := collect(PartitionUnique(src, 3, identity[int], c.opts...))
		for i, v := range []int{1, 2, 1, 3, 3, 3, 2} {
			check.NoError(t, src.EmitAck(t.Context(), v, acks.ack(i)))
		}
		if acks.count() != 5 { // all but the two elements of the second slice
			t.Fatal(acks.fired)
		}
		mustClose(t, src)
		wantPrinted(t, out, c.want)
		acks.want(t, 0, 1, 2, 3, 4, 5, 6)
	}
}

// Duplicates reuse the slot of their key, so memory does not grow.
func TestPartitionUniqueReusesSlotsOfDuplicates(t *testing.T) {
	d := newDedup[int, int](nodeConfig{keepLast: true})
	em := &emission{}
	for i := range 10_000 {
		d.add(em, Pair[int, int]{i % 3, i})
	}
	var got []int
	for slot := d.kept.Oldest(); slot != 0; slot = d.kept.Newer(slot) {
		if slot > 20 {
			t.Fatalf("slot %d for one of 3 keys", slot)
		}
		got = append(got, d.kept.Value(slot).v)
	}
	check.Values(t, got, 9997, 9998, 9999)
}
