package palette

import (
	"encoding/hex"
	"fmt"
	"image/color"
	"maps"
	"slices"
	"strconv"
	"strings"

	"gonum.org/v1/plot/palette/brewer"
)

// continuous are the maps of 256 colours.
var continuousTables = map[string]string{
	"viridis": viridisTable,
	"plasma":  plasmaTable,
	"inferno": infernoTable,
	"magma":   magmaTable,
	"fire":    fireTable,
	"kbc":     kbcTable,
}

// Map gives the colours of a colour map, lowest value first:
//
//   - "viridis", "plasma", "inferno", "magma", "fire", "kbc": 256 colours;
//   - a ColorBrewer scheme and a number of colours, "Blues8": in bokeh's order,
//     the reverse of ColorBrewer's, so Blues8 runs from dark to light;
//   - a ColorBrewer scheme alone, "Blues": its longest version in ColorBrewer's
//     order, as in matplotlib, so Blues runs from light to dark.
//
// "_r" after any of them ("kbc_r") turns it round. The slice is the caller's.
// An unknown name is an error that lists the names.
func Map(name string) ([]color.RGBA, error) {
	base, reversed := strings.CutSuffix(name, "_r")
	colors := findColorMap(base)
	if colors == nil {
		return nil, fmt.Errorf("palette.Map: a colour map is one of %s, or of ColorBrewer %s (Blues8: with 8 colours), with _r for reversed, got %q",
			strings.Join(slices.Sorted(maps.Keys(continuousTables)), ", "), strings.Join(slices.Sorted(maps.Keys(brewerSchemes())), ", "), name)
	}
	if reversed {
		slices.Reverse(colors)
	}
	return colors, nil
}

// lookup is Map without the suffix; nil where there is no such map.
func findColorMap(name string) []color.RGBA {
	if table, ok := continuousTables[name]; ok {
		return decodeTable(table)
	}
	scheme := strings.TrimRight(name, "0123456789")
	classes := brewerSchemes()[scheme]
	if classes == nil {
		return nil
	}
	if scheme == name {
		return toRGBA(classes[maxColors(classes)])
	}
	n, err := strconv.Atoi(name[len(scheme):])
	if err != nil || classes[n] == nil || name != scheme+strconv.Itoa(n) {
		return nil
	}
	colors := toRGBA(classes[n])
	slices.Reverse(colors)
	return colors
}

// schemes are ColorBrewer's sequential and diverging schemes by name, each by
// its number of colours.
func brewerSchemes() map[string]map[int][]color.Color {
	all := map[string]map[int][]color.Color{}
	for name, classes := range brewer.SequentialPalettes {
		all[name] = map[int][]color.Color{}
		for n, p := range classes {
			all[name][n] = p.Color
		}
	}
	for name, classes := range brewer.DivergingPalettes {
		all[name] = map[int][]color.Color{}
		for n, p := range classes {
			all[name][n] = p.Color
		}
	}
	return all
}

// longest is the largest number of colours that a ColorBrewer scheme comes in.
func maxColors[C any](classes map[int]C) int {
	return slices.Max(slices.Collect(maps.Keys(classes)))
}

// Table spreads colours over 256 entries, interpolating linearly between
// neighbours: the first colour is entry 0, the last entry 255, and 256 colours
// are kept as they are. One colour fills the table; none leaves it transparent.
func Table(colors []color.RGBA) [256]color.RGBA {
	var table [256]color.RGBA
	if len(colors) == 0 {
		return table
	}
	for i := range table {
		at := i * (len(colors) - 1)
		j, part := at/255, at%255
		table[i] = interpolate(colors[j], colors[min(j+1, len(colors)-1)], part)
	}
	return table
}

// between is the colour part/255 of the way from a to b.
func interpolate(a, b color.RGBA, part int) color.RGBA {
	mix := func(a, b uint8) uint8 { return uint8((int(a)*(255-part) + int(b)*part + 127) / 255) }
	return color.RGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), mix(a.A, b.A)}
}

// decode reads a table of this package: opaque colours as rrggbb, end to end.
func decodeTable(table string) []color.RGBA {
	b, err := hex.DecodeString(table)
	if err != nil || len(b)%3 != 0 {
		panic(fmt.Sprintf("palette: a table is rrggbb repeated, got %.40q", table))
	}
	colors := make([]color.RGBA, len(b)/3)
	for i := range colors {
		colors[i] = color.RGBA{b[3*i], b[3*i+1], b[3*i+2], 0xff}
	}
	return colors
}

// rgba copies a palette of gonum's.
func toRGBA(from []color.Color) []color.RGBA {
	colors := make([]color.RGBA, len(from))
	for i, c := range from {
		colors[i] = color.RGBAModel.Convert(c).(color.RGBA)
	}
	return colors
}
