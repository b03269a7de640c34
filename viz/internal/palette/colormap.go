package palette

import (
	"encoding/hex"
	"fmt"
	"image/color"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/streamgage/streamgage/internal/suggest"
	"gonum.org/v1/plot/palette/brewer"
)

// continuousTables holds the colour maps of 256 colours by name, as concatenated rrggbb.
var continuousTables = map[string]string{
	"viridis": viridisTable,
	"plasma":  plasmaTable,
	"inferno": infernoTable,
	"magma":   magmaTable,
	"fire":    fireTable,
	"kbc":     kbcTable,
}

// ColorMap returns the colours of a colour map, lowest value first:
//
//   - "viridis", "plasma", "inferno", "magma", "fire", "kbc": 256 colours;
//   - a ColorBrewer scheme with a number of colours, such as "Blues8": in bokeh's order, which is the reverse of
//     ColorBrewer's, so Blues8 is from dark to light;
//   - a ColorBrewer scheme without a number, such as "Blues": its version with the most colours, in ColorBrewer's order
//     as in matplotlib, so Blues is from light to dark.
//
// The suffix "_r" ("kbc_r") reverses the order of any map. The caller owns the slice. The error for an unknown name
// lists all names and suggests one.
func ColorMap(name string) ([]color.RGBA, error) {
	base, reversed := strings.CutSuffix(name, "_r")
	colors := findColorMap(base)
	if colors == nil {
		continuous, schemes := slices.Sorted(maps.Keys(continuousTables)), slices.Sorted(maps.Keys(brewerSchemes()))
		return nil, fmt.Errorf("a colour map is one of %s, or of ColorBrewer's %s (Blues8: with 8 colours), with _r for reversed, got %q%s",
			strings.Join(continuous, ", "), strings.Join(schemes, ", "), name, suggest.DidYouMean(base, slices.Concat(continuous, schemes)))
	}
	if reversed {
		slices.Reverse(colors)
	}
	return colors, nil
}

// findColorMap returns the colours of a name without the suffix _r, or nil if there is no such map.
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

// brewerSchemes returns the sequential and diverging schemes of ColorBrewer, by name and then by the number of colours.
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

// maxColors returns the largest number of colours for which a ColorBrewer scheme has a version.
func maxColors[C any](classes map[int]C) int {
	return slices.Max(slices.Collect(maps.Keys(classes)))
}

// LookupTable spreads colours over 256 entries, and interpolates linearly between neighbours. Entry 0 is the first
// colour, and entry 255 is the last one. So 256 colours do not change. A single colour fills the table. Without
// colours, all entries are transparent.
func LookupTable(colors []color.RGBA) [256]color.RGBA {
	var table [256]color.RGBA
	if len(colors) == 0 {
		return table
	}
	for i := range table {
		position := i * (len(colors) - 1)
		j, part := position/255, position%255
		table[i] = interpolate(colors[j], colors[min(j+1, len(colors)-1)], part)
	}
	return table
}

// interpolate returns the colour between a and b with a weight of part/255 for b.
func interpolate(a, b color.RGBA, part int) color.RGBA {
	mix := func(a, b uint8) uint8 { return uint8((int(a)*(255-part) + int(b)*part + 127) / 255) }
	return color.RGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), mix(a.A, b.A)}
}

// decodeTable decodes a table of this package: opaque colours as concatenated rrggbb. It panics if the table is
// malformed.
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

// toRGBA converts the colours of a gonum palette.
func toRGBA(from []color.Color) []color.RGBA {
	colors := make([]color.RGBA, len(from))
	for i, c := range from {
		colors[i] = color.RGBAModel.Convert(c).(color.RGBA)
	}
	return colors
}
