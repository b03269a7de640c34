package theme

import (
	"fmt"
	"image/color"
	"math"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/streamgage/streamgage/viz/canvas"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"
)

// em is the size at which 1 px is one unit of Roboto and of DejaVu Sans.
const em = 2048

// The expected widths are those of HarfBuzz with kerning, in the font's units. Those of the arrow and the alef come from
// DejaVu Sans' hmtx table, read by fontTools.
func TestMeasure(t *testing.T) {
	for _, c := range []struct {
		s               string
		regular, medium float64
	}{
		{"", 0, 0},
		{"Ve", 2346, 2381}, // 2390, 2425 without kerning
		{"AVATAR", 7426, 7546},
		{"Temperature, °C", 14578, 14785},
		{"0123456789", 11510, 11640},
		{"Volts", 4651, 4710},
		{"→", 1716, 1716},
		{"א", 1369, 1369},
	} {
		for w, want := range []float64{c.regular, c.medium} {
			if got := Measure(c.s, em, Weight(w)); got != want {
				t.Errorf("Measure(%q, %d, %d) = %v, want %v", c.s, em, w, got, want)
			}
			if got := Measure(c.s, 12, Weight(w)); math.Abs(got-want*12/em) > 1e-9 {
				t.Errorf("Measure(%q, 12, %d) = %v, want %v", c.s, w, got, want*12/em)
			}
		}
	}
}

func TestRuns(t *testing.T) {
	const arrow = 1716 * 12.0 / em
	before := Measure("in ", 12, Regular)
	want := []Run{
		{"in ", font.Font{Typeface: roboto, Size: 9}, 0},
		{"→", font.Font{Typeface: dejaVu, Size: 9}, before},
		{" out", font.Font{Typeface: roboto, Size: 9}, before + arrow},
	}
	got := Runs("in → out", 12, Regular)
	if len(got) != len(want) {
		t.Fatalf("Runs = %v, want %v", got, want)
	}
	for i := range got {
		if got[i].Text != want[i].Text || got[i].Font != want[i].Font || math.Abs(got[i].X-want[i].X) > 1e-9 {
			t.Errorf("run %d = %v, want %v", i, got[i], want[i])
		}
	}
}

func TestControlCharactersAreSpaces(t *testing.T) {
	if got, want := Measure("a\tb\nc", em, Regular), Measure("a b c", em, Regular); got != want {
		t.Errorf("Measure with a tab and a line end = %v, want %v", got, want)
	}
	if got := Runs("a\tb\nc", 12, Regular); len(got) != 1 || got[0].Text != "a b c" {
		t.Errorf("Runs = %v, want one: a b c", got)
	}
}

// The runs contain the whole line, in order and within its width.
func TestRunsProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		px := rapid.Float64Range(6, 40).Draw(t, "px")
		w := rapid.SampledFrom([]Weight{Regular, Medium}).Draw(t, "w")
		width := Measure(s, px, w)
		runs := Runs(s, px, w)
		var all strings.Builder
		x := 0.0
		for i, r := range runs {
			if r.Text == "" || (i > 0 && r.X < x-px) || r.X > width+px {
				t.Fatalf("run %d of %v: empty or out of place (width %v)", i, runs, width)
			}
			x = r.X
			all.WriteString(r.Text)
		}
		if got, want := utf8.RuneCountInString(all.String()), utf8.RuneCountInString(s); got != want {
			t.Fatalf("%d characters in runs, want %d", got, want)
		}
	})
}

// inkExtent draws a line's runs on a raster canvas and returns the x, in px, at which its painted pixels begin and end. Partly
// covered pixels at the ends count by their coverage.
func inkExtent(s string, px float64) (from, to float64) {
	const left, width, height = 10, 400, 60
	c := canvas.New(vg.Points(width*0.75), vg.Points(height*0.75))
	c.SetColor(color.Black)
	for _, r := range Runs(s, px, Regular) {
		c.FillString(Cache().Lookup(r.Font, r.Font.Size), vg.Point{X: vg.Points((left + r.X) * 0.75), Y: 15}, r.Text)
	}
	darkest := func(x int) float64 {
		d := 0.0
		for y := range height {
			r, _, _, _ := c.Image().At(x, y).RGBA()
			d = max(d, 1-float64(r)/0xffff)
		}
		return d
	}
	first, last := 0, width-1
	for darkest(first) == 0 {
		first++
	}
	for darkest(last) == 0 {
		last--
	}
	return float64(first+1) - darkest(first) - left, float64(last) + darkest(last) - left
}

// The expected extents are those of HarfBuzz, in the font's units. With kerning of a wrong size, "AVATAR" at 16 px would end
// about 3 px too far left.
func TestRunsAreDrawnAtTheMeasuredPositions(t *testing.T) {
	for _, c := range []struct {
		s        string
		from, to float64
	}{
		{"AVATAR", 29, 7390},
		{"Velocity To Yaw", 29, 14250},
	} {
		for _, px := range []float64{12, 16, 28} {
			from, to := inkExtent(c.s, px)
			if want := c.from * px / em; math.Abs(from-want) > 0.75 {
				t.Errorf("%q at %v px: painted from %.2f, want %.2f", c.s, px, from, want)
			}
			if want := c.to * px / em; math.Abs(to-want) > 0.75 {
				t.Errorf("%q at %v px: painted to %.2f, want %.2f", c.s, px, to, want)
			}
		}
	}
}

// Several goroutines measure more lines than the cache holds. The race detector checks this test, too.
func TestMeasureConcurrently(t *testing.T) {
	want := 11510 * 12.0 / em / 10 // a digit: all are equally wide
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for i := range maxCachedLayouts / 2 {
				s := fmt.Sprint(1_000_000*(g+1) + i)
				if got := Measure(s, 12, Regular); math.Abs(got-7*want) > 1e-9 {
					t.Errorf("Measure(%q) = %v, want %v", s, got, 7*want)
					return
				}
			}
		})
	}
	wg.Wait()
	if n := len(layoutCache.byKey); n > maxCachedLayouts {
		t.Errorf("%d layouts in the cache, want at most %d", n, maxCachedLayouts)
	}
}

func TestMeasureOfACachedLineDoesNotAllocate(t *testing.T) {
	Measure("again", 12, Regular)
	if n := testing.AllocsPerRun(100, func() { Measure("again", 12, Regular) }); n != 0 {
		t.Errorf("%v allocations for a line measured before, want 0", n)
	}
}

func BenchmarkMeasure(b *testing.B) {
	for b.Loop() {
		Measure("Temperature", 12, Regular)
	}
}

func ExampleRuns() {
	for _, r := range Runs("Volts → Watts", 12, Regular) {
		fmt.Printf("%5.1f %s %q\n", r.X, r.Font.Typeface, r.Text)
	}
	// Output:
	//   0.0 Roboto "Volts "
	//  30.2 DejaVu Sans "→"
	//  40.3 Roboto " Watts"
}

func ExampleMeasure() {
	// All digits of Roboto have the same width: 1151/2048 of the size.
	fmt.Printf("%.1f\n", Measure("1234", 12, Regular))
	// Output:
	// 27.0
}
