package palette

import (
	"strings"
	"testing"
)

// The values are matplotlib 3.11's (petroff10) and bokeh 3.9's.
func TestCycle(t *testing.T) {
	for name, want := range map[string]string{
		"petroff10":  "#3f90da #ffa90e #bd1f01 #94a4a2 #832db6 #a96b59 #e76300 #b9ac70 #717581 #92dadd",
		"Category10": "#1f77b4 #ff7f0e #2ca02c #d62728 #9467bd #8c564b #e377c2 #7f7f7f #bcbd22 #17becf",
		"Category20": "#1f77b4 #aec7e8 #ff7f0e #ffbb78 #2ca02c #98df8a #d62728 #ff9896 #9467bd #c5b0d5 " +
			"#8c564b #c49c94 #e377c2 #f7b6d2 #7f7f7f #c7c7c7 #bcbd22 #dbdb8d #17becf #9edae5",
		"Set1":  "#e41a1c #377eb8 #4daf4a #984ea3 #ff7f00 #ffff33 #a65628 #f781bf #999999",
		"Dark2": "#1b9e77 #d95f02 #7570b3 #e7298a #66a61e #e6ab02 #a6761d #666666",
	} {
		got, err := Cycle(name)
		if err != nil || hexNotation(got) != want {
			t.Errorf("Cycle(%q) = %s, %v, want %s", name, hexNotation(got), err, want)
		}
	}
}

func TestCycleErrors(t *testing.T) {
	for _, name := range []string{"", "petrof10", "category10", "viridis"} {
		_, err := Cycle(name)
		if err == nil {
			t.Errorf("Cycle(%q): got no error", name)
			continue
		}
		for _, part := range []string{`"` + name + `"`, "petroff10-dark", "Category20", "Set1"} {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("Cycle(%q): the error lacks %s: %v", name, part, err)
			}
		}
	}
}
