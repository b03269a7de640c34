package draw

import (
	"strings"
	"testing"
)

// Output of Graphviz that is incomplete or malformed is an error.
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
