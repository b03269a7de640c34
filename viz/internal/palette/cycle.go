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

// cycleTables holds the colours of cycles by name, as concatenated rrggbb.
var cycleTables = map[string]string{
	// Petroff, "Accessible Color Sequences for Data Visualization", arXiv:2107.02270.
	"petroff10": "3f90daffa90ebd1f0194a4a2832db6a96b59e76300b9ac7071758192dadd",
	// Lighter colours, for dark backgrounds (#15181d). They were found by a search that keeps all pairs of colours
	// distinguishable for normal vision and for the three kinds of colour blindness. The test of package theme checks this.
	"petroff10-dark": "5aa9e6ffbc45f2604487d0a88d80fcbb807ef3955ed2e4a0a0a9af87e5f7",
	// The colours of Tableau, in the order and with the names of bokeh and D3 (in matplotlib: tab10, tab20).
	"Category10": "1f77b4ff7f0e2ca02cd627289467bd8c564be377c27f7f7fbcbd2217becf",
	"Category20": "1f77b4aec7e8ff7f0effbb782ca02c98df8ad62728ff98969467bdc5b0d5" +
		"8c564bc49c94e377c2f7b6d27f7f7fc7c7c7bcbd22dbdb8d17becf9edae5",
}

// Cycle returns the colours of a cycle. A cycle has clearly different colours for series or categories. The names are
// "petroff10" (the default of light figures), "petroff10-dark" (the default of dark figures), "Category10",
// "Category20", and the qualitative schemes of ColorBrewer with all their colours ("Accent", "Dark2", "Paired",
// "Pastel1", "Pastel2", "Set1", "Set2", "Set3"). The caller owns the slice. The error for an unknown name lists all
// names and suggests one.
func Cycle(name string) ([]color.RGBA, error) {
	if table, ok := cycleTables[name]; ok {
		return decodeTable(table), nil
	}
	if classes, ok := brewer.QualitativePalettes[name]; ok {
		return toRGBA(classes[maxColors(classes)].Color), nil
	}
	names := cycleNames()
	return nil, fmt.Errorf("a cycle is one of %s, got %q%s", strings.Join(names, ", "), name, suggest.DidYouMean(name, names))
}

// cycleNames returns the names that Cycle accepts, sorted.
func cycleNames() []string {
	names := slices.Collect(maps.Keys(cycleTables))
	return slices.Sorted(slices.Values(slices.AppendSeq(names, maps.Keys(brewer.QualitativePalettes))))
}
