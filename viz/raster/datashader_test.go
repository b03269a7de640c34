package raster

import (
	"encoding/hex"
	"encoding/json"
	"image"
	"image/color"
	"math"
	"os"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

// datashaderCase is a case computed by datashader itself.
type datashaderCase struct {
	Name       string      `json:"name"`
	Glyph      string      `json:"glyph"`
	Aggregator string      `json:"aggregator"`
	Width      int         `json:"width"`
	Height     int         `json:"height"`
	XRange     *[2]float64 `json:"x_range"`
	YRange     *[2]float64 `json:"y_range"`
	X          column64    `json:"x"`
	Y          column64    `json:"y"`
	Z          column64    `json:"z"`
	Grid       []column64  `json:"aggregate_rows_low_y_first"`
	Shade      []struct {
		How     string      `json:"how"`
		Cmap    []string    `json:"cmap"`
		Span    *[2]float64 `json:"span"`
		Rescale bool        `json:"rescale_discrete_levels"`
		RGBA    [][]string  `json:"rgba_hex_rows_low_y_first"`
	} `json:"shade"`
}

// column64 is a column of numbers; in JSON, null is NaN.
type column64 []float64

func (c *column64) UnmarshalJSON(b []byte) error {
	var cells []*float64
	if err := json.Unmarshal(b, &cells); err != nil {
		return err
	}
	for _, v := range cells {
		if v == nil {
			*c = append(*c, math.NaN())
		} else {
			*c = append(*c, *v)
		}
	}
	return nil
}

// readDatashaderCases reads the cases from testdata.
func readDatashaderCases(t *testing.T) []datashaderCase {
	t.Helper()
	b, err := os.ReadFile("testdata/datashader.json")
	check.NoError(t, err)
	var vs []datashaderCase
	check.NoError(t, json.Unmarshal(b, &vs))
	if len(vs) != 20 {
		t.Fatalf("%d cases, want 20", len(vs))
	}
	return vs
}

func (v datashaderCase) view() View {
	view := View{Width: v.Width, Height: v.Height}
	if v.XRange != nil {
		view.X = Range{v.XRange[0], v.XRange[1]}
	}
	if v.YRange != nil {
		view.Y = Range{v.YRange[0], v.YRange[1]}
	}
	return view
}

func (v datashaderCase) aggregate() (*Grid, error) {
	reductions := map[string]Reduction{"sum": Sum, "min": Min, "max": Max, "first": First, "last": Last}
	if r, ok := reductions[v.Aggregator]; ok {
		return PointValues(v.X, v.Y, v.Z, r, v.view())
	}
	if v.Glyph == "points" {
		return Points(v.X, v.Y, v.view())
	}
	g, err := Line(v.X, v.Y, v.view())
	if err == nil && v.Aggregator == "any" {
		g = g.Any()
	}
	return g, err
}

func TestGridsAndImagesAreDatashaders(t *testing.T) {
	shaded := 0
	for _, v := range readDatashaderCases(t) {
		t.Run(v.Name, func(t *testing.T) {
			g, err := v.aggregate()
			check.NoError(t, err)
			checkGrid(t, g, v)
			for _, s := range v.Shade {
				shaded++
				how, err := ParseHow(s.How)
				check.NoError(t, err)
				opts := []ShadeOption{RescaleLevels(s.Rescale)}
				if s.Span != nil {
					opts = append(opts, Span(s.Span[0], s.Span[1]))
				}
				img, err := Shade(g, parseColors(t, s.Cmap), how, opts...)
				check.NoError(t, err)
				checkImage(t, s.How, img, s.RGBA)
				// The spans in the cases are those of HoloViews, which are also the defaults.
				img, err = Shade(g, parseColors(t, s.Cmap), how)
				check.NoError(t, err)
				checkImage(t, s.How+" by default", img, s.RGBA)
			}
		})
	}
	if shaded != 6 {
		t.Errorf("%d images compared, want 6", shaded)
	}
}

// checkGrid compares a grid with a case.
func checkGrid(t *testing.T, g *Grid, v datashaderCase) {
	t.Helper()
	for y, row := range v.Grid {
		for x, want := range row {
			got := float64(g.At(x, y))
			if g.Values != nil {
				got = g.Values[y*g.Width+x]
			}
			if d := got - want; math.Abs(d) > 1e-12*math.Abs(want) || (got != got) != (want != want) {
				t.Errorf("cell (%d, %d) is %v, want %v", x, y, got, want)
			}
		}
	}
}

// checkImage compares an image with a case.
func checkImage(t *testing.T, name string, img *image.RGBA, want [][]string) {
	t.Helper()
	for y, row := range want {
		for x, w := range row {
			at := img.PixOffset(x, len(want)-1-y)
			if got := hex.EncodeToString(img.Pix[at : at+4]); got != w {
				t.Errorf("%s: pixel (%d, %d) is %s, want %s", name, x, y, got, w)
			}
		}
	}
}

func parseColors(t *testing.T, names []string) []color.RGBA {
	t.Helper()
	var colors []color.RGBA
	for _, n := range names {
		b, err := hex.DecodeString(n[1:])
		check.NoError(t, err)
		colors = append(colors, color.RGBA{b[0], b[1], b[2], 255})
	}
	return colors
}
