package canvas

import (
	"image"
	"image/color"
	"math"
	"testing"

	"codeberg.org/go-fonts/dejavu/dejavusans"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"

	"github.com/streamgage/streamgage/internal/check"
)

// testFace returns Liberation Serif, which has kerning.
func testFace(size vg.Length) font.Face {
	plot.New() // loads the fonts
	return font.DefaultCache.Lookup(font.Font{Typeface: "Liberation", Variant: "Serif"}, size)
}

// inkBounds returns the rectangle around all pixels that are not white.
func inkBounds(c *Canvas) (r image.Rectangle) {
	for y := range c.img.Rect.Max.Y {
		for x := range c.img.Rect.Max.X {
			if c.img.RGBAAt(x, y) != white {
				r = r.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return r
}

// The last character of a text is where font.Face.Width says, which kerns in the size of the font.
func TestTextIsAsWideAsGonumMeasures(t *testing.T) {
	for _, size := range []vg.Length{8, 12, 40, 150} {
		face := testFace(size)
		for _, text := range []string{"AVAVAVAV", "To Ty Ve Wa", "plain", "1234"} {
			c := pixels(1500, 300)
			c.FillString(face, vg.Point{X: 10, Y: 100}, text+" ")
			before := inkBounds(c)
			c.Reset()
			c.FillString(face, vg.Point{X: 10, Y: 100}, text+" |")
			bar := inkBounds(c)
			if bar.Max.X <= before.Max.X {
				t.Fatalf("%q: the bar is not visible", text)
			}
			c.Reset()
			c.FillString(face, vg.Point{X: 10 + face.Width(text+" "), Y: 100}, "|")
			if want := inkBounds(c); math.Abs(float64(bar.Max.X-want.Max.X)) > 1 {
				t.Errorf("%q at %v points: the bar ends at %d, want %d", text, size, bar.Max.X, want.Max.X)
			}
		}
	}
}

// Glyphs from masks (small) and from paths (large) have the same area as the outline.
func TestGlyphArea(t *testing.T) {
	for _, size := range []vg.Length{30, 60, 120, 140, 400} {
		c := pixels(500, 500)
		face := testFace(size)
		c.FillString(face, vg.Point{X: 50.4, Y: 60.7}, "I")
		// The outline of "I" has only lines.
		index, err := face.Face.GlyphIndex(new(sfnt.Buffer), 'I')
		check.NoError(t, err)
		segments, err := face.Face.LoadGlyph(new(sfnt.Buffer), index, 2048, nil)
		check.NoError(t, err)
		area, last := 0.0, segments[0].Args[0]
		for _, s := range segments[1:] {
			if s.Op != sfnt.SegmentOpLineTo {
				t.Fatal("the outline has curves")
			}
			area += (float64(last.X)*float64(s.Args[0].Y) - float64(s.Args[0].X)*float64(last.Y)) / 2
			last = s.Args[0]
		}
		scale := float64(size) / 2048
		wantInk(t, c, math.Abs(area)*scale*scale, 3e-3)
	}
}

// Rotated text covers the same area, and its box is turned.
func TestRotatedText(t *testing.T) {
	face := testFace(24)
	c := pixels(300, 300)
	c.FillString(face, vg.Point{X: 100, Y: 150}, "Rotation")
	area, upright := ink(c), inkBounds(c)
	for _, angle := range []float64{math.Pi / 2, math.Pi, 0.3, -2} {
		c.Reset()
		c.Translate(vg.Point{X: 150, Y: 150})
		c.Rotate(angle)
		c.FillString(face, vg.Point{X: -50}, "Rotation")
		wantInk(t, c, area, 0.01)
		if angle == math.Pi/2 {
			if got := inkBounds(c); max(got.Dy()-upright.Dx(), upright.Dx()-got.Dy()) > 1 {
				t.Errorf("got height %d, want %d", got.Dy(), upright.Dx())
			}
		}
	}
	c.Reset()
	c.Scale(2, 2)
	c.FillString(testFace(12), vg.Point{X: 50, Y: 75}, "Rotation")
	if got := inkBounds(c); got != upright {
		t.Errorf("12 points scaled by 2: got %v, want %v", got, upright)
	}
}

func TestMissingGlyphsAreBoxes(t *testing.T) {
	faces := map[string]font.Face{"Liberation": testFace(20)}
	dejavu, err := opentype.Parse(dejavusans.TTF)
	check.NoError(t, err)
	faces["DejaVu"] = font.Face{Font: font.Font{Size: 20}, Face: dejavu}
	for name, face := range faces {
		c := pixels(60, 40)
		c.FillString(face, vg.Point{X: 10, Y: 10}, "\U000F1234")
		r := inkBounds(c)
		if r.Dx() < 5 || r.Dy() < 10 {
			t.Errorf("%s: a missing character has the box %v", name, r)
		}
		center := c.img.RGBAAt((r.Min.X+r.Max.X)/2, (r.Min.Y+r.Max.Y)/2+4)
		if ink(c) > 0.6*float64(r.Dx()*r.Dy()) || center == black {
			t.Errorf("%s: the box is full", name)
		}
		c.Reset()
		c.FillString(face, vg.Point{X: 10, Y: 10}, "\n\r\t\x00 ")
		if got := ink(c); got != 0 {
			t.Errorf("%s: control characters cover %v pixels", name, got)
		}
	}
	f := newFontCache(faces["Liberation"].Face) // a font without a box
	f.box(0)
	if len(f.shape) != 8 {
		t.Errorf("the box has %d points, want 8", len(f.shape))
	}
}

func TestTextWithoutSizeOrFont(t *testing.T) {
	c := pixels(40, 40)
	c.FillString(testFace(0), vg.Point{X: 5, Y: 5}, "text")
	c.FillString(testFace(12), vg.Point{X: 5, Y: 5}, "")
	wantInk(t, c, 0, 0)
	check.Panics(t, "canvas.FillString: a face must have a font", func() {
		c.FillString(font.Face{Font: font.Font{Typeface: "Nothing", Size: 12}}, vg.Point{}, "text")
	})
}

// A cache that is too large is emptied, and what is drawn does not change.
func TestCachesAreBounded(t *testing.T) {
	c := pixels(60, 60)
	draw := func(size vg.Length) string {
		c.Reset()
		c.SetColor(color.Black)
		c.FillString(testFace(size), vg.Point{X: 5, Y: 5}, "gQ@")
		return string(c.img.Pix)
	}
	first := draw(20)
	for i := range 3 * maxFaces {
		draw(10 + vg.Length(i)/7)
	}
	cache := &c.workspace.text
	if len(cache.faces) > maxFaces {
		t.Errorf("%d faces are kept", len(cache.faces))
	}
	cache.add(maxMaskBytes)
	if draw(20) != first {
		t.Error("the text looks different after the cache was emptied")
	}
}
