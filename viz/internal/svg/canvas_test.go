package svg

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/png"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"

	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/viz/canvas"
	"github.com/streamgage/streamgage/viz/internal/theme"
)

var red = color.RGBA{R: 255, A: 255}

// shapes draws shapes of all kinds, in a random order that the seed determines.
func shapes(c vg.Canvas, seed uint64) {
	rng := rand.New(rand.NewPCG(seed, 0))
	at := func() vg.Point { return vg.Point{X: vg.Length(rng.Float64() * 150), Y: vg.Length(rng.Float64() * 75)} }
	box := func() (p vg.Path) {
		a, b := at(), at()
		p.Move(a)
		p.Line(vg.Point{X: b.X, Y: a.Y})
		p.Line(b)
		p.Line(vg.Point{X: a.X, Y: b.Y})
		p.Close()
		return p
	}
	disc := func() (p vg.Path) {
		center, r := at(), vg.Length(1+9*rng.Float64())
		p.Move(vg.Point{X: center.X + r, Y: center.Y})
		p.Arc(center, r, 0, 2*math.Pi)
		p.Close()
		return p
	}
	for range 12 {
		clr := color.NRGBA{R: uint8(rng.IntN(3) * 120), G: 90, B: 30, A: 255}
		if rng.IntN(3) == 0 {
			clr.A = 100
		}
		c.SetColor(clr)
		c.SetLineWidth(vg.Length(rng.IntN(4)))
		if rng.IntN(3) == 0 {
			c.SetLineDash([]vg.Length{4, 2.5}, 1)
		} else {
			c.SetLineDash(nil, 0)
		}
		c.Push()
		switch rng.IntN(4) {
		case 0:
			c.Translate(vg.Point{X: 5, Y: -3})
		case 1:
			c.Rotate(0.3)
			c.Scale(1.2, 0.8)
		}
		var p vg.Path
		switch rng.IntN(6) {
		case 0, 1:
			p = box()
		case 2:
			p = disc()
		case 3:
			p.Move(at())
			for range 20 {
				p.Line(at())
			}
			p.Move(at())
			p.Line(at())
			p.Close()
		case 4:
			p.Move(at())
			p.Arc(at(), vg.Length(20*rng.Float64()), rng.Float64()*6, rng.Float64()*16-8)
			p.QuadTo(at(), at())
			p.CubeTo(at(), at(), at())
		case 5:
			p.Move(at())
			p.Line(vg.Point{X: vg.Length(math.NaN())})
			p.Line(at())
			p.Line(at())
		}
		if rng.IntN(2) == 0 {
			c.Fill(p)
		} else {
			c.Stroke(p)
		}
		c.Pop()
	}
}

// A document that is drawn shows the same picture as the canvas for pictures.
func TestDocumentsShowTheSameAsPictures(t *testing.T) {
	c := New(150, 75)
	for seed := range uint64(60) {
		c.Reset()
		shapes(c, seed)
		want, got := canvas.New(150, 75), canvas.New(150, 75)
		shapes(want, seed)
		draw(t, c.Bytes(), got, 100)
		differing := 0
		for i, v := range want.Image().Pix {
			if d := int(v) - int(got.Image().Pix[i]); d > 40 || d < -40 {
				differing++
			}
		}
		if differing > 800 { // rounding moves edges by 0.005 px, and dashes by the sum of such errors
			t.Errorf("seed %d: %d of %d values differ", seed, differing, len(want.Image().Pix))
		}
	}
}

func TestNeighbouringRectanglesAreOnePath(t *testing.T) {
	c := New(75, 75)
	for i := range 3 {
		c.SetColor(red)
		c.Fill(vg.Rectangle{Min: vg.Point{X: vg.Length(15 * i), Y: 15}, Max: vg.Point{X: vg.Length(15*i + 3), Y: 30}}.Path())
	}
	want := `<path fill="#ff0000" d="M0 60h4v20h-4zM20 60h4v20h-4zM40 60h4v20h-4z"/>`
	if got := string(c.Bytes()); !strings.Contains(got, want) || strings.Count(got, "<path") != 1 {
		t.Errorf("got\n%s\nwant %s", got, want)
	}
}

func TestLinesAreRelativeAndRounded(t *testing.T) {
	c := New(75, 75)
	c.SetColor(red)
	c.SetLineWidth(1.125)
	var p vg.Path
	for _, at := range []vg.Point{{X: 0.75, Y: 74.25}, {X: 1.5, Y: 74.25}, {X: 1.1234, Y: 75}, {X: 1.1235, Y: 75}, {X: 75, Y: 0}} {
		p.Line(at)
	}
	p[0].Type = vg.MoveComp
	c.Stroke(p)
	want := `<path fill="none" stroke="#ff0000" stroke-width="1.5" d="M1 1l1 0-.5-1 98.5 100"/>`
	if got := string(c.Bytes()); !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwant %s", got, want)
	}
}

func TestNumbers(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0", -0.004: "0", 0.005: ".01", 0.1: ".1", -0.25: "-.25", 12: "12", -3.999: "-4", 1.2: "1.2", 100.05: "100.05", 1e300: "1000000",
	} {
		if got := string(appendHundredths(nil, hundredths(v))); got != want {
			t.Errorf("%v is written as %s, want %s", v, got, want)
		}
	}
}

// Four digits of Roboto at 12 px take 4 * 12 * 1151/2048 = 26.98 px.
func TestTexts(t *testing.T) {
	c := New(300, 75)
	write := func(text string, px float64, w theme.Weight, at vg.Length) {
		for _, r := range theme.Runs(text, px, w) {
			c.FillString(theme.Cache().Lookup(r.Font, r.Font.Size), vg.Point{X: at + vg.Length(r.X)*0.75, Y: 15}, r.Text)
		}
	}
	c.SetColor(red)
	write("0000", 12, theme.Regular, 7.5)
	write("a < b & c", 12, theme.Regular, 75)
	write("in → out", 16, theme.Medium, 150)
	document := string(c.Bytes())
	for _, want := range []string{
		`<g font-size="12" fill="#ff0000">` + "\n" + `<text x="10" y="80" textLength="26.98" lengthAdjust="spacingAndGlyphs">0000</text>`,
		`>a &lt; b &amp; c</text>`, ` xml:space="preserve">in </text>`, `<g font-size="16" font-weight="500" fill="#ff0000">`,
		`<g font-family="DejaVu Sans,Verdana,sans-serif" font-size="16" font-weight="500" fill="#ff0000">`, `font-family="Roboto,Helvetica,Arial,sans-serif"`,
	} {
		if !strings.Contains(document, want) {
			t.Errorf("%s is missing in\n%s", want, document)
		}
	}
	if n := strings.Count(document, "<g"); n != 4 || n != strings.Count(document, "</g>") {
		t.Errorf("%d groups, want 4 that end", n)
	}
}

// Any text is in the document as it is, except for characters that XML does not allow.
func TestAnyTextIsXML(t *testing.T) {
	c := New(300, 75)
	face := theme.Cache().Lookup(theme.Font(12, theme.Regular), 9)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		c.Reset()
		c.FillString(face, vg.Point{X: 1, Y: 1}, text)
		for _, e := range parse(t, c.Bytes()) {
			if e.name != "text" {
				continue
			}
			want := strings.Map(func(r rune) rune {
				if r < ' ' && r != '\t' && r != '\n' || r == 0xfffe || r == 0xffff {
					return '\ufffd'
				}
				return r
			}, text)
			if strings.TrimSpace(text) != "" && e.text != want {
				t.Fatalf("got %q, want %q", e.text, want)
			}
		}
	})
}

func TestImagesAreEmbedded(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 2, 3))
	img.SetRGBA(1, 2, red)
	c := New(75, 75)
	c.DrawImage(vg.Rectangle{Min: vg.Point{X: 15, Y: 15}, Max: vg.Point{X: 30, Y: 60}}, img)
	for _, e := range parse(t, c.Bytes()) {
		if e.name != "image" {
			continue
		}
		if a := e.attributes; a["x"] != "20" || a["y"] != "20" || a["width"] != "20" || a["height"] != "60" {
			t.Errorf("at %v", a)
		}
		data, ok := strings.CutPrefix(e.attributes["href"], "data:image/png;base64,")
		raw, err := base64.StdEncoding.DecodeString(data)
		check.NoError(t, err)
		got, err := png.Decode(bytes.NewReader(raw))
		check.NoError(t, err)
		if !ok || got.Bounds() != img.Rect || color.RGBAModel.Convert(got.At(1, 2)) != color.Color(red) {
			t.Errorf("the image is %v", got)
		}
		return
	}
	t.Error("no image")
}

func TestADocumentAgainAllocatesNothing(t *testing.T) {
	c := New(150, 75)
	var p vg.Path
	p.Move(vg.Point{X: 1, Y: 2})
	for i := range 100 {
		p.Line(vg.Point{X: vg.Length(i), Y: vg.Length(i * i % 75)})
	}
	face := theme.Cache().Lookup(theme.Font(12, theme.Regular), 9)
	frame := func() {
		c.Reset()
		c.Fill(vg.Rectangle{Max: vg.Point{X: 150, Y: 75}}.Path())
		c.Stroke(p)
		c.FillString(face, vg.Point{X: 1, Y: 1}, "text")
		c.Bytes()
	}
	frame()
	if n := testing.AllocsPerRun(20, frame); n > 5 { // those of the path of the rectangle
		t.Errorf("%v allocations", n)
	}
}
