package flow

import (
	"fmt"
	"testing"
)

func TestFrequencies(t *testing.T) {
	src := NewSource[string]()
	out := collect(Frequencies(src))
	emit(t, src, "a", "b", "a")
	mustClose(t, src)
	// Each emitted map is a new one: the first is not changed afterwards.
	if got := fmt.Sprint(out.get()); got != "[map[a:1] map[a:1 b:1] map[a:2 b:1]]" {
		t.Fatal(got)
	}
}
