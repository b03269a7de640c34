package theme

import (
	"fmt"
	"image/color"
	"math"
	"testing"
)

// vector3 is a colour of three components: linear red, green and blue, or Oklab's.
type vector3 [3]float64

func (m matrix) times(v vector3) (out vector3) {
	for i, row := range m {
		out[i] = row[0]*v[0] + row[1]*v[1] + row[2]*v[2]
	}
	return out
}

type matrix [3]vector3

// visionMatrices simulate three kinds of complete colour blindness, as matrices on linear RGB:
// Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation
// of Color Vision Deficiency", 2009, severity 1.0.
var visionMatrices = map[string]matrix{
	"normal": {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanopia": {
		{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {
		{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritanopia": {
		{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

// The matrices of Oklab, in which equal distances look about equally different (Björn Ottosson,
// bottosson.github.io/posts/oklab).
var (
	toLMS = matrix{
		{0.4122214708, 0.5363325363, 0.0514459929},
		{0.2119034982, 0.6806995451, 0.1073969566},
		{0.0883024619, 0.2817188376, 0.6299787005}}
	toLab = matrix{
		{0.2104542553, 0.7936177850, -0.0040720468},
		{1.9779984951, -2.4285922050, 0.4505937099},
		{0.0259040371, 0.7827717662, -0.8086757660}}
)

func linear(c color.RGBA) vector3 {
	f := func(b uint8) float64 {
		v := float64(b) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return vector3{f(c.R), f(c.G), f(c.B)}
}

func oklab(rgb vector3) vector3 {
	for i := range rgb {
		rgb[i] = min(max(rgb[i], 0), 1)
	}
	lms := toLMS.times(rgb)
	for i := range lms {
		lms[i] = math.Cbrt(lms[i])
	}
	return toLab.times(lms)
}

// smallestDistance returns the two colours of a cycle that are most alike in a kind of vision, and their distance in
// hundredths of Oklab's lightness.
func smallestDistance(cycle []color.RGBA, eye matrix) (distance float64, a, b color.RGBA) {
	distance = math.Inf(1)
	for i := range cycle {
		for j := range i {
			p, q := oklab(eye.times(linear(cycle[i]))), oklab(eye.times(linear(cycle[j])))
			d := 100 * math.Hypot(math.Hypot(p[0]-q[0], p[1]-q[1]), p[2]-q[2])
			if d < distance {
				distance, a, b = d, cycle[i], cycle[j]
			}
		}
	}
	return distance, a, b
}

// contrast returns the contrast ratio of WCAG 2: from 1 (none) to 21.
func contrast(a, b color.RGBA) float64 {
	luminance := func(c color.RGBA) float64 {
		l := linear(c)
		return 0.2126*l[0] + 0.7152*l[1] + 0.0722*l[2]
	}
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestContrastAndOklab(t *testing.T) {
	black, white, red := color.RGBA{A: 255}, color.RGBA{255, 255, 255, 255}, color.RGBA{R: 255, A: 255}
	if got := contrast(black, white); math.Abs(got-21) > 1e-9 { // WCAG 2's definition
		t.Errorf("contrast of black and white = %v, want 21", got)
	}
	// Oklab of sRGB's red, as in CSS Color Level 4: 62.8% 0.22486 0.12585.
	if got, want := oklab(linear(red)), (vector3{0.62796, 0.22486, 0.12585}); math.Hypot(got[0]-want[0], math.Hypot(got[1]-want[1], got[2]-want[2])) > 2e-4 {
		t.Errorf("oklab(red) = %v, want %v", got, want)
	}
}

// The colours of the dark cycle differ at least as much as those of the light one, which Petroff chose for colour-blind
// readers.
func TestDarkCycleIsDistinguishable(t *testing.T) {
	floor := math.Inf(1)
	for _, eye := range visionMatrices {
		d, _, _ := smallestDistance(Light.Cycle, eye)
		floor = min(floor, d)
	}
	if floor < 5 {
		t.Fatalf("the two most similar colours of the light cycle are %.1f apart, want petroff10's 6.1", floor)
	}
	for name, eye := range visionMatrices {
		if d, a, b := smallestDistance(Dark.Cycle, eye); d < floor {
			t.Errorf("dark cycle, %s: %v and %v are %.1f apart, want at least the light cycle's %.1f", name, a, b, d, floor)
		}
	}
	for i, c := range Dark.Cycle {
		if got := contrast(c, Dark.Background); got < 4.5 {
			t.Errorf("dark cycle, colour %d: contrast %.1f with the background, want 4.5", i, got)
		}
	}
}

func TestCyclesHaveTenColours(t *testing.T) {
	for _, th := range []*Theme{Light, Dark} {
		if len(th.Cycle) != 10 {
			t.Errorf("a cycle of %d colours, want 10", len(th.Cycle))
		}
	}
}

// WCAG 2 requires a contrast of 4.5 for small text. Grid lines must be visible, but not more.
func TestContrasts(t *testing.T) {
	for name, th := range map[string]*Theme{"light": Light, "dark": Dark} {
		for _, text := range []color.RGBA{th.Title, th.Text, th.Muted} {
			if got := contrast(text, th.Background); got < 4.5 {
				t.Errorf("%s: text %v has contrast %.2f, want 4.5", name, text, got)
			}
		}
		if got := contrast(th.Grid, th.Background); got < 1.15 || got > 1.5 {
			t.Errorf("%s: grid has contrast %.2f, want 1.15 to 1.5", name, got)
		}
	}
}

func TestGridColor(t *testing.T) {
	for name, th := range map[string]*Theme{"light": Light, "dark": Dark} {
		if got := th.GridColor(nil); got != th.Grid {
			t.Errorf("%s: GridColor(nil) = %v, want %v", name, got, th.Grid)
		}
		if got := th.GridColor(th.Background); got != th.Grid {
			t.Errorf("%s: GridColor(Background) = %v, want %v", name, got, th.Grid)
		}
		if got := th.GridColor(color.Transparent); got != th.Grid {
			t.Errorf("%s: GridColor(transparent) = %v, want %v", name, got, th.Grid)
		}
		for _, level := range []uint8{0, 10, 64, 127, 128, 200, 255} {
			b := color.Gray{level}
			got := th.GridColor(b)
			if c := contrast(got, color.RGBA{level, level, level, 255}); c < 1.1 || c > 1.7 || got.A != 255 {
				t.Errorf("%s: GridColor(grey %d) = %v: contrast %.2f, want 1.1 to 1.7", name, level, got, c)
			}
		}
	}
}

func ExampleTheme_GridColor() {
	fmt.Println(Light.GridColor(color.Black))
	fmt.Println(Light.GridColor(nil) == Light.Grid)
	// Output:
	// {36 36 36 255}
	// true
}
