package frame

import (
	"testing"

	"pgregory.net/rapid"
)

// Compares nextSet and setFrom with a slice of bools.
func TestBitmap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 300).Draw(t, "n")
		model := make([]bool, n)
		b := newBitmap(n)
		for i := range model {
			if model[i] = rapid.IntRange(0, 20).Draw(t, "bit") == 0; model[i] {
				b.set(i)
			}
		}
		from := rapid.IntRange(0, n).Draw(t, "from")
		to := rapid.IntRange(from, n).Draw(t, "to")
		want := from
		for want < to && !model[want] {
			want++
		}
		if got := b.nextSet(from, to); got != want {
			t.Fatalf("nextSet(%d, %d) = %d, want %d", from, to, got, want)
		}
		shift := rapid.IntRange(0, 100).Draw(t, "shift")
		moved := newBitmap(shift + to - from)
		moved.setFrom(shift, b, from, to)
		for i := range shift + to - from {
			if want := i >= shift && model[from+i-shift]; moved.has(i) != want {
				t.Fatalf("bit %d is %v after setFrom(%d, %d, %d)", i, !want, shift, from, to)
			}
		}
	})
}

func TestNilBitmap(t *testing.T) {
	var none *bitmap
	if none.has(5) || none.nextSet(3, 9) != 9 {
		t.Error("nil must mean that nothing is missing")
	}
}
