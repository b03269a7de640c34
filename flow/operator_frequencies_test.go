package flow

import (
	"fmt"
	"testing"
)

func TestFrequencies(t *testing.T) {
	src := NewSource[string]()
	out := collect(Frequencies(src))
	emit(t, src, "a", "b", "a")
	closeOK(t, src)
	// Each map is a new one: the first still says 1.
	if got := fmt.Sprint(out.get()); got != "[map[a:1] map[a:1 b:1] map[a:2 b:1]]" {
		t.Fatal(got)
	}
}
