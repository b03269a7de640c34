package raster

import (
	"errors"
	"image"
	"image/color"
	"math"
	"slices"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

var (
	blues = []color.RGBA{{8, 69, 148, 255}, {33, 113, 181, 255}, {66, 146, 198, 255}, {107, 174, 214, 255},
		{158, 202, 225, 255}, {198, 219, 239, 255}, {222, 235, 247, 255}, {247, 251, 255, 255}}
	gray = []color.RGBA{{0, 0, 0, 255}, {200, 200, 200, 255}}
)

// grayGrid returns a grid of one row of counts.
func grayGrid(counts ...uint32) *Grid {
	return &Grid{Width: len(counts), Height: 1, Counts: counts}
}

// valueGrid returns a grid of one row of values.
func valueGrid(values ...float64) *Grid {
	return &Grid{Width: len(values), Height: 1, Counts: make([]uint32, len(values)), Values: values}
}

// levels returns the red of each pixel of the first row, or -1 if it is transparent.
func levels(t *testing.T, img *image.RGBA, err error) []int {
	t.Helper()
	check.NoError(t, err)
	var reds []int
	for x := range img.Rect.Dx() {
		switch c := img.RGBAAt(x, 0); {
		case c == color.RGBA{}:
			reds = append(reds, -1)
		case c.A == 255:
			reds = append(reds, int(c.R))
		default:
			t.Fatalf("pixel %d is %v", x, c)
		}
	}
	return reds
}

// The expected positions, on a colour map from 0 to 200, are computed from datashader's formulas.
func TestShade(t *testing.T) {
	log := func(v, of float64) int { return int(200 * math.Log(1+v) / math.Log(1+of)) }
	for _, c := range []struct {
		name string
		g    *Grid
		how  How
		opts []ShadeOption
		want []int
	}{
		{"linear", grayGrid(0, 1, 2, 4), Linear, nil, []int{-1, 50, 100, 200}},
		{"linear begins at 0", grayGrid(2, 3, 4), Linear, nil, []int{100, 150, 200}},
		{"fractions are cut off", grayGrid(1, 2, 3), Linear, nil, []int{66, 133, 200}},
		{"log", grayGrid(0, 1, 3, 7), Log, nil, []int{-1, log(1, 7), log(3, 7), 200}},
		{"cube root", grayGrid(0, 1, 8), CubeRoot, nil, []int{-1, 100, 200}},
		{"span", grayGrid(1, 2, 3, 9), Linear, []ShadeOption{Span(2, 6)}, []int{0, 0, 50, 200}},
		{"span of one value", grayGrid(1, 2, 9), Linear, []ShadeOption{Span(2, 2)}, []int{200, 200, 200}},
		{"nothing", grayGrid(0, 0), Linear, nil, []int{-1, -1}},
		{"nothing to rank", grayGrid(0, 0), EqHist, nil, []int{-1, -1}},
		{"any", grayGrid(0, 1, 9).Any(), Linear, nil, []int{-1, 200, 200}},
		{"any ranked", grayGrid(0, 1, 9).Any(), EqHist, nil, []int{-1, 200, 200}},
		// shares up to 1, 2, 9: 1/2, 3/4, 1
		{"ranks", grayGrid(1, 1, 0, 2, 9), EqHist, []ShadeOption{RescaleLevels(false)}, []int{0, 0, -1, 100, 200}},
		// rescaled for three levels: from 1 - 1.4949*(1-0.5) = 0.2526 to 1
		{"few levels", grayGrid(1, 1, 0, 2, 9), EqHist, nil, []int{66, 66, -1, 133, 200}},
		{"counts far apart", grayGrid(1, 0, 5, 1<<31), EqHist, []ShadeOption{RescaleLevels(false)}, []int{0, -1, 0, 200}},
		{"high counts", grayGrid(1<<30, 1<<31, 1<<16), Linear, nil, []int{100, 200, 0}},
		{"values", valueGrid(-1, nan, 0, 3), Linear, nil, []int{0, -1, 50, 200}},
		{"values beyond", valueGrid(-inf, 1, inf, 3), Linear, nil, []int{0, 0, 200, 200}},
		{"infinite values only", valueGrid(inf, nan, -inf), Linear, nil, []int{200, -1, 200}},
		{"equal values", valueGrid(4, nan, 4), Linear, nil, []int{200, -1, 200}},
		{"no values", valueGrid(nan, nan), EqHist, nil, []int{-1, -1}},
		{"ranked values", valueGrid(0, 0, nan, 1, 1000), EqHist, []ShadeOption{RescaleLevels(false)}, []int{0, 0, -1, 100, 200}},
		{"ranked infinite values", valueGrid(-inf, 1, 2, inf), EqHist, []ShadeOption{RescaleLevels(false)}, []int{0, 0, 200, 200}},
		{"ranked equal values", valueGrid(7, 7), EqHist, nil, []int{200, 200}},
	} {
		t.Run(c.name, func(t *testing.T) {
			img, err := Shade(c.g, gray, c.how, c.opts...)
			if got := levels(t, img, err); !slices.Equal(got, c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}

func TestShadeOneColor(t *testing.T) {
	for how := Linear; how <= EqHist; how++ {
		img, err := Shade(grayGrid(0, 1, 7), gray[1:], how)
		if got, want := levels(t, img, err), []int{-1, 200, 200}; !slices.Equal(got, want) {
			t.Errorf("%v: %v, want %v", how, got, want)
		}
	}
}

// The grid's first row is the last one of the image.
func TestShadeDrawsTheFirstRowAtTheBottom(t *testing.T) {
	img, err := Shade(&Grid{Width: 1, Height: 2, Counts: []uint32{1, 2}}, gray, Linear)
	check.NoError(t, err)
	if top, bottom := img.RGBAAt(0, 0).R, img.RGBAAt(0, 1).R; top != 200 || bottom != 100 {
		t.Errorf("got top %d, bottom %d, want 200 and 100", top, bottom)
	}
}

// A canvas clears what it has drawn before.
func TestShadeAgain(t *testing.T) {
	var c Canvas
	for _, g := range []*Grid{grayGrid(1, 2, 3), grayGrid(0, 5, 0), grayGrid(1), grayGrid()} {
		want, _ := Shade(g, gray, Linear)
		got, err := c.Shade(g, gray, Linear)
		if err != nil || got.Rect != want.Rect || !slices.Equal(got.Pix, want.Pix) {
			t.Errorf("%v: %v, want %v; %v", g.Counts, got.Pix, want.Pix, err)
		}
	}
}

func TestShadeErrors(t *testing.T) {
	g := grayGrid(1, 2)
	for _, c := range []struct {
		name   string
		colors []color.RGBA
		how    How
		opts   []ShadeOption
		want   error
		text   string
	}{
		{"no colors", nil, Linear, nil, ErrColors, "raster.Shade: at least one colour is needed, got none"},
		{"how", gray, How(9), nil, ErrHow, "raster.Shade: how must be one of linear, log, cbrt, eq_hist, got How(9)"},
		{"span", gray, Log, []ShadeOption{Span(3, 1)}, ErrSpan, "raster.Shade: span must be finite and ascending, and EqHist takes none, got 3 to 1 with log"},
		{"NaN span", gray, Log, []ShadeOption{Span(math.NaN(), 1)}, ErrSpan, "raster.Shade: span must be finite and ascending, and EqHist takes none, got NaN to 1 with log"},
		{"ranked span", gray, EqHist, []ShadeOption{Span(0, 1)}, ErrSpan, "raster.Shade: span must be finite and ascending, and EqHist takes none, got 0 to 1 with eq_hist"},
	} {
		_, err := Shade(g, c.colors, c.how, c.opts...)
		if !errors.Is(err, c.want) || err.Error() != c.text {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if _, err := ParseHow("square"); !errors.Is(err, ErrHow) || err.Error() != `raster.ParseHow: how must be one of linear, log, cbrt, eq_hist, got "square"` {
		t.Errorf("ParseHow: %v", err)
	}
}
