package palette

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image/color"
	"slices"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
	"pgregory.net/rapid"
)

// hexNotation writes opaque colours as hex, separated by spaces.
func hexNotation(colors []color.RGBA) string {
	var b strings.Builder
	for i, c := range colors {
		if i > 0 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "#%02x%02x%02x", c.R, c.G, c.B)
	}
	return b.String()
}

// The sums are SHA-256 of the 768 bytes r g b, computed in Python from matplotlib 3.11 (viridis to magma) and colorcet 3.2
// (fire, kbc). The first and last colours are from these libraries, too.
func TestContinuousMaps(t *testing.T) {
	for _, m := range []struct{ name, first, last, sum string }{
		{"viridis", "#440154", "#fde725", "18545f7c72a02f02a54f2e3f6ff9dcf357e0190ab9117a1f8fae44c6eaf179e0"},
		{"plasma", "#0d0887", "#f0f921", "7463ac7565e754490c2c358e89b54a99da3e9b3c0be7734ed66b9fc78958b9a6"},
		{"inferno", "#000004", "#fcffa4", "e24e8bd38b972989f64c42856b2b274df5ada3a62bc01bf8e83500a2ea938ad4"},
		{"magma", "#000004", "#fcfdbf", "f95197e8391d18e2c1db50f2a1ab8650ab7c2a9acb781704a8156872615f002b"},
		{"fire", "#000000", "#ffffff", "4bf3fad44bacadaa26c873f444b5a6ef0a62283f1c3919f2c27850bfd9fb8553"},
		{"kbc", "#00004e", "#b3fef5", "2934614fdac6440d07013d9bff90d762afe3100a2571488373327e38419ff827"},
	} {
		colors, err := ColorMap(m.name)
		if err != nil || len(colors) != 256 {
			t.Fatalf("Map(%q): %d colours, %v, want 256", m.name, len(colors), err)
		}
		var b []byte
		for _, c := range colors {
			b = append(b, c.R, c.G, c.B)
		}
		sum := sha256.Sum256(b)
		if got := hex.EncodeToString(sum[:]); got != m.sum {
			t.Errorf("Map(%q): sum %s, want %s", m.name, got, m.sum)
		}
		if got := hexNotation([]color.RGBA{colors[0], colors[255]}); got != m.first+" "+m.last {
			t.Errorf("Map(%q): first and last colour %s, want %s %s", m.name, got, m.first, m.last)
		}
		if table := LookupTable(colors); !slices.Equal(table[:], colors) {
			t.Errorf("Table changes the 256 colours of %q", m.name)
		}
	}
}

// The values are bokeh 3.9's (bokeh.palettes).
func TestNumberedMaps(t *testing.T) {
	for name, want := range map[string]string{
		"Blues8":    "#084594 #2171b5 #4292c6 #6baed6 #9ecae1 #c6dbef #deebf7 #f7fbff",
		"Blues8_r":  "#f7fbff #deebf7 #c6dbef #9ecae1 #6baed6 #4292c6 #2171b5 #084594",
		"YlGnBu5":   "#253494 #2c7fb8 #41b6c4 #a1dab4 #ffffcc",
		"Spectral4": "#2b83ba #abdda4 #fdae61 #d7191c",
	} {
		got, err := ColorMap(name)
		if err != nil || hexNotation(got) != want {
			t.Errorf("Map(%q) = %s, %v, want %s", name, hexNotation(got), err, want)
		}
	}
}

// The values are matplotlib 3.11's: matplotlib.colormaps["Blues"](i).
func TestSchemesAsInMatplotlib(t *testing.T) {
	at := []int{0, 1, 50, 100, 127, 128, 200, 254, 255}
	for name, want := range map[string]string{
		"Blues": "#f7fbff #f6faff #d0e2f2 #97c6df #6caed6 #6aaed6 #1a68ae #08316d #08306b",
		"RdBu":  "#67001f #6a011f #d55d4c #fcd7c2 #f7f6f6 #f6f7f7 #4f9bc7 #063264 #053061",
		"Greys": "#ffffff #ffffff #e3e3e3 #b8b8b8 #979797 #959595 #464646 #010101 #000000",
	} {
		colors, err := ColorMap(name)
		check.NoError(t, err)
		table := LookupTable(colors)
		for i, hex := range strings.Fields(want) {
			c, _ := ParseColor(hex)
			if got := table[at[i]]; maxChannelDifference(got, c) > 1 {
				t.Errorf("Table(Map(%q))[%d] = %v, want %v", name, at[i], got, c)
			}
		}
	}
}

// maxChannelDifference returns the largest difference of two colours in a channel.
func maxChannelDifference(a, b color.RGBA) int {
	d := func(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }
	return max(d(a.R, b.R), d(a.G, b.G), d(a.B, b.B), d(a.A, b.A))
}

func TestMapErrors(t *testing.T) {
	for _, name := range []string{"", "_r", "virdis", "Viridis", "Blues2", "Blues08", "Blues10", "Blues99999999999999999999", "viridis8", "kbc_r_r"} {
		got, err := ColorMap(name)
		if err == nil {
			t.Errorf("Map(%q) = %v, want an error", name, got)
			continue
		}
		for _, part := range []string{fmt.Sprintf("%q", name), "viridis", "kbc", "Blues", "Spectral"} {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("Map(%q): the error lacks %s: %v", name, part, err)
			}
		}
	}
}

func TestMapReturnsANewSlice(t *testing.T) {
	for _, name := range []string{"viridis", "Blues8", "Blues"} {
		a, _ := ColorMap(name)
		want := a[0]
		a[0] = color.RGBA{}
		if b, _ := ColorMap(name); b[0] != want {
			t.Errorf("Map(%q): a change to one slice changes the next one", name)
		}
	}
}

func TestTableOfFewColours(t *testing.T) {
	if LookupTable(nil) != [256]color.RGBA{} {
		t.Error("Table(nil) is not transparent")
	}
	one := color.RGBA{1, 2, 3, 255}
	for i, c := range LookupTable([]color.RGBA{one}) {
		if c != one {
			t.Fatalf("Table of one colour: entry %d = %v, want %v", i, c, one)
		}
	}
	// The table from black to white has the grey i in entry i.
	for i, c := range LookupTable([]color.RGBA{{0, 0, 0, 255}, {255, 255, 255, 255}}) {
		if v := uint8(i); c != (color.RGBA{v, v, v, 255}) {
			t.Fatalf("Table(black, white)[%d] = %v", i, c)
		}
	}
}

// Every entry lies between the two colours around its position, and equals a colour that lies exactly there.
func TestTableProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		level := rapid.Uint8()
		grey := rapid.Custom(func(t *rapid.T) color.RGBA {
			v := level.Draw(t, "level")
			return color.RGBA{v, v, v, 255}
		})
		colors := rapid.SliceOfN(grey, 2, 300).Draw(t, "colors")
		for i, c := range LookupTable(colors) {
			position := float64(i) / 255 * float64(len(colors)-1)
			lo := colors[min(int(position+1e-9), len(colors)-1)].R
			hi := colors[min(int(position+1-1e-9), len(colors)-1)].R
			if c.R < min(lo, hi) || c.R > max(lo, hi) || c.A != 255 {
				t.Fatalf("entry %d = %v, not between %d and %d", i, c, lo, hi)
			}
		}
	})
}
