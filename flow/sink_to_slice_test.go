package flow

import (
	"strings"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

func TestToSlice(t *testing.T) {
	for n := range 3 {
		src := NewSource[int]()
		g := ToSlice(src, Name("all"))
		all := []int{7, 8, 9}[:n]
		emit(t, src, all...)
		check.Values(t, g.All(), all...)
		mustClose(t, src)
		check.Values(t, g.All(), all...)
		var b strings.Builder
		if err := Describe(g).DOT(&b); err != nil || !strings.Contains(b.String(), "all") {
			t.Errorf("the graph has no node \"all\" (%v):\n%s", err, b.String())
		}
	}
}

// All may be called while elements arrive. It returns a copy that does not change afterwards.
func TestToSliceConcurrently(t *testing.T) {
	src := NewSource[int]()
	g := ToSlice(src)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := range 1000 {
			if err := src.Emit(t.Context(), i); err != nil {
				t.Error(err)
			}
		}
	}()
	for len(g.All()) < 1000 {
		for i, v := range g.All() {
			if v != i {
				t.Fatalf("got %d at %d", v, i)
			}
		}
	}
	<-done
	before := g.All()
	before[0] = -1
	if got := g.All()[0]; got != 0 {
		t.Errorf("got %d, want 0: a change of the copy changed the original", got)
	}
	mustClose(t, src)
}
