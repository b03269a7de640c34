package draw

import (
	"errors"
	"math"
	"testing"

	"github.com/streamgage/streamgage/flow"
)

func TestLongestChain(t *testing.T) {
	for _, c := range []struct {
		nodes int
		edges []flow.Edge
		want  int
	}{
		{0, nil, 0},
		{3, nil, 1},
		{4, []flow.Edge{{From: 0, To: 1}, {From: 1, To: 3}, {From: 0, To: 3}}, 3},
		{3, []flow.Edge{{From: 0, To: 1}, {From: 1, To: 2}, {From: 2, To: 0}}, 3}, // a loop
	} {
		if got := longestChain(c.nodes, c.edges); got != c.want {
			t.Errorf("%v: got %d, want %d", c.edges, got, c.want)
		}
	}
}

func TestCacheIsBounded(t *testing.T) {
	for i := range maxCachedLayouts + 10 {
		if _, err := layoutGraph([]box{{width: float64(100 + i)}}, nil); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(graphviz.cache); n > maxCachedLayouts {
		t.Errorf("%d layouts are cached", n)
	}
}

// A graph that Graphviz cannot read is an error, and does not affect the next one.
func TestGraphvizError(t *testing.T) {
	if _, err := layoutGraph([]box{{width: math.Inf(1)}}, nil); !errors.Is(err, ErrGraphviz) {
		t.Errorf("got %v", err)
	}
	if _, err := layoutGraph([]box{{width: 100}}, nil); err != nil {
		t.Error(err)
	}
}
