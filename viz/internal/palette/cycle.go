package palette

import (
	"fmt"
	"image/color"
	"maps"
	"slices"
	"strings"

	"github.com/streamgage/streamgage/internal/suggest"
	"gonum.org/v1/plot/palette/brewer"
)

// cycleTables are the colours of cycles, as rrggbb end to end.
var cycleTables = map[string]string{
	// Petroff, "Accessible Color Sequences for Data Visualization", arXiv:2107.02270.
	"petroff10": "3f90daffa90ebd1f0194a4a2832db6a96b59e76300b9ac7071758192dadd",
	// Lighter, for dark backgrounds (#15181d). It was found by a search that kept every two colours apart for normal
	// vision and for the three kinds of colour blindness; the test of package theme checks it.
	"petroff10-dark": "5aa9e6ffbc45f2604487d0a88d80fcbb807ef3955ed2e4a0a0a9af87e5f7",
	// Tableau's, as bokeh, D3 and matplotlib (tab10, tab20) name and order them.
	"Category10": "1f77b4ff7f0e2ca02cd627289467bd8c564be377c27f7f7fbcbd2217becf",
	"Category20": "1f77b4aec7e8ff7f0effbb782ca02c98df8ad62728ff98969467bdc5b0d5" +
		"8c564bc49c94e377c2f7b6d27f7f7fc7c7c7bcbd22dbdb8d17becf9edae5",
}

// Cycle returns the colours of a cycle, which tell series or categories apart: "petroff10" (the default of light figures),
// "petroff10-dark", "Category10", "Category20", or a qualitative set of ColorBrewer with all its colours ("Accent",
// "Dark2", "Paired", "Pastel1", "Pastel2", "Set1", "Set2", "Set3"). The caller owns the slice. The error for an unknown
// name lists all names and suggests one.
func Cycle(name string) ([]color.RGBA, error) {
	if table, ok := cycleTables[name]; ok {
		return decodeTable(table), nil
	}
	if classes, ok := brewer.QualitativePalettes[name]; ok {
		return toRGBA(classes[maxColors(classes)].Color), nil
	}
	return nil, fmt.Errorf("a cycle is one of %s, got %q%s", strings.Join(cycleNames(), ", "), name, suggest.DidYouMean(name, cycleNames()))
}

// cycleNames returns the names that Cycle knows, sorted.
func cycleNames() []string {
	names := slices.Collect(maps.Keys(cycleTables))
	return slices.Sorted(slices.Values(slices.AppendSeq(names, maps.Keys(brewer.QualitativePalettes))))
}
