package draw

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/flow"
)

func TestShort(t *testing.T) {
	for n, want := range map[uint64]string{
		0: "0", 999: "999", 1000: "1,000", 999_999: "999,999", 1_000_000: "1.00 M", 12_345_678: "12.34 M", 999_999_999: "999.99 M",
		1_234_567_890: "1.23 G", 18_446_744_073_709_551_615: "18.44 E",
	} {
		if got := formatCount(n); got != want {
			t.Errorf("%d: got %q, want %q", n, got, want)
		}
	}
	if got := formatCount(-1); got != "0" {
		t.Errorf("-1: got %q", got)
	}
}

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

// What Graphviz cannot do, or says otherwise than it should, is an error.
func TestParseErrors(t *testing.T) {
	for plain, want := range map[string]string{
		"":                              "0 nodes, want 1",
		"graph 1 x 2":                   `graph 1 x 2`,
		"graph 1 2 2\nnode 0 1 ?":       "node 0 1 ?",
		"graph 1 2 2\nnode 7 1 1":       "0 nodes, want 1",
		"graph 1 2 2\nedge 0 0 4 1 1 2": "edge 0 0 4",
		"graph 1 2 2\nedge 0 0 -4 1 1":  "edge 0 0 -4",
	} {
		if _, err := parsePlain(plain, 1); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", plain, err, want)
		}
	}
}

func TestMemoryIsBounded(t *testing.T) {
	for i := range maxCachedLayouts + 10 {
		if _, err := layoutGraph([]box{{width: float64(100 + i)}}, nil); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(graphviz.known); n > maxCachedLayouts {
		t.Errorf("%d layouts kept", n)
	}
}

// A graph that Graphviz cannot read is an error, and the next one is drawn all the same.
func TestGraphvizError(t *testing.T) {
	if _, err := layoutGraph([]box{{width: math.Inf(1)}}, nil); !errors.Is(err, ErrGraphviz) {
		t.Errorf("got %v", err)
	}
	if _, err := layoutGraph([]box{{width: 100}}, nil); err != nil {
		t.Error(err)
	}
}
