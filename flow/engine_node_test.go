package flow

import (
	"errors"
	"testing"
)

// In errors, unnamed nodes of the same operator have a number. The only node of an operator and a named node have none.
func TestUnnamedNodesAreNumberedInErrors(t *testing.T) {
	broken := errors.New("broken")
	fail := func(int) (int, error) { return 0, broken }
	for _, c := range []struct {
		want  string
		build func(src Stream[int])
	}{
		{`flow: node "try map": broken`, func(src Stream[int]) { TryMap(src, fail) }},
		{`flow: node "try map #1": broken`, func(src Stream[int]) { TryMap(TryMap(src, fail), fail) }},
		{`flow: node "try map #2": broken`, func(src Stream[int]) {
			passed := TryMap(src, func(v int) (int, error) { return v, nil })
			TryMap(passed, fail)
		}},
		{`flow: node "parse": broken`, func(src Stream[int]) {
			TryMap(TryMap(src, fail, Name("parse")), fail)
		}},
	} {
		src := NewSource[int]()
		c.build(src)
		if err := src.Emit(t.Context(), 1); err == nil || err.Error() != c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
		mustClose(t, src)
	}
}

// When a join makes one graph of two, the nodes are numbered again.
func TestNodesAreNumberedWhenGraphsAreJoined(t *testing.T) {
	broken := errors.New("broken")
	fail := func(int) (int, error) { return 0, broken }
	a, b := NewSource[int](SourceName("a")), NewSource[int](SourceName("b"))
	Union(TryMap(a, fail), TryMap(b, fail))
	if err := b.Emit(t.Context(), 1); err == nil || err.Error() != `flow: node "try map #2": broken` {
		t.Errorf("got %v", err)
	}
	mustClose(t, a)
	mustClose(t, b)
}

func TestPanicErrorIsOneLine(t *testing.T) {
	src := NewSource[int]()
	Map(src, func(int) int { panic("two\nlines") })
	err := src.Emit(t.Context(), 1)
	if want := `flow: node "map": panic: two lines`; err == nil || err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
	var p *PanicError
	if !errors.As(err, &p) || len(p.Stack()) == 0 {
		t.Errorf("got %v, want a PanicError with a stack", err)
	}
	mustClose(t, src)
}
