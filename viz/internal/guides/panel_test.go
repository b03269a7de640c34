package guides

import (
	"image/color"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/viz/internal/theme"
	"pgregory.net/rapid"
)

// still is a panel whose y labels run from 0 to hi.
func panelUpTo(hi float64) *Panel { return &Panel{Y: Axis{Hi: hi}, X: Axis{Hi: 1}} }

func TestMarginsFitExactlyAtFirst(t *testing.T) {
	want := theme.PadLeft + theme.LabelGap + 27 // "1000" is 26.96 px wide: four of Roboto's digits of 1150/2048 em
	if in := panelUpTo(1000).Insets(600, 400, new(Memory)); in.Left != want {
		t.Errorf("left inset %d, want %d", in.Left, want)
	}
	if in := panelUpTo(1000).Insets(600, 400, nil); in.Left != want {
		t.Errorf("left inset without a memory %d, want %d", in.Left, want)
	}
}

func TestMarginsWidenInStepsAndNarrowLate(t *testing.T) {
	m := new(Memory)
	first := panelUpTo(9).Insets(600, 400, m).Left
	wide := panelUpTo(5e3).Insets(600, 400, m).Left
	if wide < first+marginStep || (wide-first)%marginStep != 0 {
		t.Fatalf("from %d to %d: not by steps of %d", first, wide, marginStep)
	}
	if got := panelUpTo(90).Insets(600, 400, m).Left; got != wide {
		t.Errorf("narrowed at once, from %d to %d", wide, got)
	}
	for range shrinkAfter - 1 {
		if got := panelUpTo(100).Insets(600, 400, m).Left; got != wide {
			t.Fatalf("a margin only 8 px too wide narrowed to %d", got)
		}
	}
	for range shrinkAfter - 1 {
		if got := panelUpTo(9).Insets(600, 400, m).Left; got != wide {
			t.Fatalf("narrowed early, to %d", got)
		}
	}
	if got := panelUpTo(9).Insets(600, 400, m).Left; got != first {
		t.Errorf("stays at %d, want %d again", got, first)
	}
}

func TestMarginsOfAnotherSizeAreForgotten(t *testing.T) {
	m := new(Memory)
	panelUpTo(5e3).Insets(600, 400, m)
	if got, want := panelUpTo(9).Insets(300, 200, m), panelUpTo(9).Insets(300, 200, nil); got != want {
		t.Errorf("insets %+v, want %+v", got, want)
	}
}

func TestAnEmptyAxisReservesNothing(t *testing.T) {
	m := new(Memory)
	empty := &Panel{}
	empty.X.Lo, empty.X.Hi = 1, 0
	empty.Y = Axis{Lo: 1, Hi: 0, Scale: Category}
	empty.Insets(600, 400, m)
	if got, want := panelUpTo(1000).Insets(600, 400, m), panelUpTo(1000).Insets(600, 400, nil); got != want {
		t.Errorf("the first data gets insets %+v, want %+v", got, want)
	}
}

// A label at the very top of the axis keeps clear of the y label above it.
func TestYLabelIsNotCramped(t *testing.T) {
	p := &Panel{Title: "Memory", Y: Axis{Label: "GB", Hi: 16}, X: Axis{Hi: 1}}
	s, c := newRecordingCanvas(600, 400)
	p.Over(c, Rect{W: 600, H: 400}, p.Insets(600, 400, nil))
	found := map[string]drawnBox{}
	for _, text := range s.texts {
		found[text.text] = text
	}
	if gap := found["16"].top - found["GB"].bottom; gap < 8 {
		t.Errorf("%g px between GB and 16", gap)
	}
}

func TestLinesAreCrisp(t *testing.T) {
	for _, ratio := range []int{1, 2} {
		c := cell{outer: Rect{W: 300, H: 200}, panel: Panel{X: Axis{Hi: 7}, Y: Axis{Hi: 3}, GridX: true, GridY: true}}
		f := figure{w: 300, h: 200, theme: theme.Light, cells: []cell{c}}
		img := f.image(ratio)
		area := c.outer.Inset(c.panel.Insets(300, 200, nil))
		for y := area.Y * ratio; y < area.bottom()*ratio; y++ {
			for x := area.X * ratio; x < area.right()*ratio; x++ {
				if got := pixelAt(img, x, y); got != theme.Light.Background && got != theme.Light.Grid {
					t.Fatalf("ratio %d: pixel (%d, %d) of the data area is %v: neither ground nor grid", ratio, x, y, got)
				}
			}
		}
		for x := area.X * ratio; x < area.right()*ratio; x++ {
			if got := pixelAt(img, x, area.bottom()*ratio); got != theme.Light.Axis {
				t.Fatalf("ratio %d: pixel %d of the axis is %v", ratio, x, got)
			}
		}
	}
}

func TestColorBarRunsFromLoToHi(t *testing.T) {
	colors := []color.RGBA{{R: 255, A: 255}, {G: 255, A: 255}, {B: 255, A: 255}}
	c := cell{outer: Rect{W: 300, H: 200}, panel: Panel{ColorBar: &ColorBar{Hi: 1, Colors: colors}}}
	f := figure{w: 300, h: 200, theme: theme.Light, cells: []cell{c}}
	area := c.outer.Inset(c.panel.Insets(300, 200, nil))
	img := f.image(1)
	for i, y := range []int{area.bottom() - 1, area.Y + area.H/2, area.Y} {
		for _, x := range []int{0, theme.ColorBarWidth - 1} {
			if got := pixelAt(img, area.right()+theme.ColorBarGap+x, y); got != colors[i] {
				t.Errorf("pixel %d of row %d is %v, want %v", x, y, got, colors[i])
			}
		}
	}
}

// A grid shows on whatever ground the data has.
func TestGridShowsOnBlack(t *testing.T) {
	c := cell{outer: Rect{W: 300, H: 200}, panel: Panel{Y: Axis{Hi: 3}, GridY: true, Background: color.Black}}
	f := figure{w: 300, h: 200, theme: theme.Light, cells: []cell{c}}
	area := c.outer.Inset(c.panel.Insets(300, 200, nil))
	img := f.image(1)
	ground, line := pixelAt(img, area.X+50, area.Y+3), pixelAt(img, area.X+50, area.Y)
	if (ground != color.RGBA{A: 255}) || line.R < 16 || line.R > 80 {
		t.Errorf("grid %v on %v", line, ground)
	}
}

func TestLegendSaysHowManyAreMissing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := &Panel{}
		n := rapid.IntRange(1, 60).Draw(t, "n")
		for range n {
			p.Legend = append(p.Legend, Entry{Label: strings.Repeat("m", rapid.IntRange(1, 20).Draw(t, "length"))})
		}
		l := p.layout(rapid.IntRange(200, 900).Draw(t, "w"), 300)
		shown, missing := 0, 0
		for i, row := range l.legendRows {
			for j, e := range row {
				if shown++; e.overflow {
					shown--
					if i != len(l.legendRows)-1 || j != len(row)-1 {
						t.Fatal("the count does not come last")
					}
					for _, digit := range e.Label[1:strings.IndexByte(e.Label, ' ')] {
						missing = missing*10 + int(digit-'0')
					}
				}
			}
		}
		if shown+missing != n {
			t.Fatalf("%d shown, %d missing of %d", shown, missing, n)
		}
	})
}

func TestCut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		width := rapid.Float64Range(0, 300).Draw(t, "width")
		got := truncate(text, width, 12, theme.Regular)
		kept, short := strings.CutSuffix(got, ellipsis)
		switch {
		case got == text:
		case got != "" && theme.Measure(got, 12, theme.Regular) > width:
			t.Fatalf("%q is %g px wide, not %g", got, theme.Measure(got, 12, theme.Regular), width)
		case got != "" && (!short || !strings.HasPrefix(text, kept)):
			t.Fatalf("%q became %q", text, got)
		case theme.Measure(text, 12, theme.Regular) <= width:
			t.Fatalf("%q fits, but became %q", text, got)
		}
	})
}

func TestSVGHasFallbackFontsAndHonestImages(t *testing.T) {
	for _, f := range figures() {
		if f.name != "scatter" {
			continue
		}
		doc := string(f.svg(t))
		for _, want := range []string{"data:image/png;base64,", "sans-serif", ">Brownian motion</text>"} {
			if !strings.Contains(doc, want) {
				t.Errorf("the document lacks %s", want)
			}
		}
		if strings.Contains(doc, "image/jpg") {
			t.Error("an image pretends to be a JPEG")
		}
	}
}
