package canvas

import (
	"image"
	"image/color"
	"math"
	"sync"
	"testing"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/streamgage/streamgage/internal/check"
)

// pixels makes a canvas on which one point is one pixel.
func pixels(w, h vg.Length, opts ...Option) *Canvas {
	return New(w, h, append([]Option{DPI(72)}, opts...)...)
}

// path makes a path of lines through points given as x, y, x, y, ...
func path(closed bool, xys ...vg.Length) vg.Path {
	var p vg.Path
	for i := 0; i < len(xys); i += 2 {
		p.Line(vg.Point{X: xys[i], Y: xys[i+1]})
	}
	p[0].Type = vg.MoveComp
	if closed {
		p.Close()
	}
	return p
}

// box returns the path of a rectangle.
func box(x0, y0, x1, y1 vg.Length) vg.Path { return path(true, x0, y0, x1, y0, x1, y1, x0, y1) }

// ink returns the area that is painted black on white, in pixels.
func ink(c *Canvas) (area float64) {
	for i := 0; i < len(c.img.Pix); i += 4 {
		area += float64(255-c.img.Pix[i]) / 255
	}
	return area
}

// reporter is a testing.TB or a rapid.T.
type reporter interface {
	Helper()
	Errorf(format string, args ...any)
}

// wantInk checks the painted area to within a part of it.
func wantInk(t reporter, c *Canvas, want, tolerance float64) {
	t.Helper()
	if got := ink(c); math.Abs(got-want) > tolerance*want {
		t.Errorf("got area %v, want %v", got, want)
	}
}

// wantPixel checks the colour of a pixel, counted from the upper left corner.
func wantPixel(t testing.TB, c *Canvas, x, y int, want color.RGBA) {
	t.Helper()
	if got := c.img.RGBAAt(x, y); got != want {
		t.Errorf("pixel (%d, %d): got %v, want %v", x, y, got, want)
	}
}

var (
	white = color.RGBA{R: 255, G: 255, B: 255, A: 255}
	black = color.RGBA{A: 255}
)

func TestSizeIsNotRounded(t *testing.T) {
	c := New(100.3, 50.1, DPI(96))
	if w, h := c.Size(); w != 100.3 || h != 50.1 {
		t.Errorf("got %v x %v", w, h)
	}
	if got, want := c.Image().Rect, image.Rect(0, 0, 134, 67); got != want {
		t.Errorf("got image %v, want %v", got, want)
	}
	if c.DPI() != 96 {
		t.Errorf("got %v DPI", c.DPI())
	}
	if got := New(1e-3, 1e-3).Image().Rect; got != image.Rect(0, 0, 1, 1) {
		t.Errorf("a tiny canvas has the image %v", got)
	}
}

func TestMisusePanics(t *testing.T) {
	for _, side := range []vg.Length{0, -1, vg.Length(math.NaN()), vg.Length(math.Inf(1)), 1e6} {
		check.Panics(t, "canvas.New: width and height must be positive", func() { New(side, 10) })
		check.Panics(t, "canvas.New: width and height must be positive", func() { New(10, side) })
	}
	for _, dpi := range []float64{0, -96, math.NaN(), math.Inf(1)} {
		check.Panics(t, "canvas.DPI: the resolution must be positive", func() { DPI(dpi) })
	}
	check.Panics(t, "canvas.Levels: the number of levels must be from 2 to 256, got 1", func() { Levels(1) })
	check.Panics(t, "canvas.Levels", func() { Levels(257) })
	c := pixels(10, 10)
	check.Panics(t, "canvas.Pop: more calls of Pop than of Push", c.Pop)
	check.Panics(t, "got 77", func() { c.Fill(vg.Path{{Type: vg.MoveComp}, {Type: 77}}) })
	check.Panics(t, "1 or 2 control points, got 3", func() { c.Stroke(vg.Path{{Type: vg.CurveComp, Control: make([]vg.Point, 3)}}) })
	wantInk(t, c, 0, 0)
}

// A translucent colour over a background gives the colours of the Porter-Duff operator "over".
func TestBlending(t *testing.T) {
	for _, background := range []color.NRGBA{
		{A: 255}, {R: 255, G: 255, B: 255, A: 255}, {R: 10, G: 200, B: 90, A: 255}, {R: 10, G: 200, B: 90, A: 77}, {},
	} {
		for alpha := range 256 {
			c := pixels(12, 1, Background(background))
			ink := color.NRGBA{R: 250, G: 3, B: 128, A: uint8(alpha)}
			c.SetColor(ink)
			c.Fill(box(0, 0, 5, 1))
			c.Fill(path(true, 6, 0, 12, 0, 12, 1, 6, 1, 6, 0.5)) // not the fast way of rectangles
			r, g, b, a := ink.RGBA()
			dr, dg, db, da := toRGBA(background).RGBA()
			over := func(s, d uint32) uint8 { return uint8((s + d*(0xffff-a)/0xffff) >> 8) }
			want := color.RGBA{R: over(r, dr), G: over(g, dg), B: over(b, db), A: over(a, da)}
			for _, x := range []int{0, 4, 6, 11} {
				if got := c.img.RGBAAt(x, 0); !isClose(got, want, 1) {
					t.Fatalf("%v over %v: got %v, want %v", ink, background, got, want)
				}
			}
			if background.A == 255 && c.img.RGBAAt(0, 0).A != 255 {
				t.Fatalf("%v over an opaque background is translucent", ink)
			}
		}
	}
}

// isClose reports whether no channel differs by more than d.
func isClose(a, b color.RGBA, d int) bool {
	near := func(u, v uint8) bool { return max(int(u)-int(v), int(v)-int(u)) <= d }
	return near(a.R, b.R) && near(a.G, b.G) && near(a.B, b.B) && near(a.A, b.A)
}

// The examples of gonum have such a colour. vgimg shows it as opaque on white.
func TestColorsThatAreNotPremultipliedAreOpaque(t *testing.T) {
	c := pixels(4, 1)
	c.SetColor(color.RGBA{R: 127, G: 188, B: 165, A: 1})
	c.Fill(box(0, 0, 2, 1))
	wantPixel(t, c, 0, 0, color.RGBA{R: 127, G: 188, B: 165, A: 255})
	c.SetColor(nil)
	c.Fill(box(2, 0, 3, 1))
	wantPixel(t, c, 2, 0, black)
}

func TestTransparentBackground(t *testing.T) {
	c := pixels(10, 10, Background(nil))
	wantPixel(t, c, 3, 3, color.RGBA{})
	c.SetColor(red)
	c.Fill(box(0, 0, 5, 5))
	wantPixel(t, c, 2, 7, red)
	c.Reset()
	wantPixel(t, c, 2, 7, color.RGBA{})
}

func TestLevels(t *testing.T) {
	c := pixels(100, 100, Levels(16))
	c.Fill(path(true, 3, 3, 90, 40, 20, 95.5))
	seen := map[color.RGBA]bool{}
	exact := pixels(100, 100)
	exact.Fill(path(true, 3, 3, 90, 40, 20, 95.5))
	for i := range 100 * 100 {
		p := c.img.RGBAAt(i%100, i/100)
		seen[p] = true
		if q := exact.img.RGBAAt(i%100, i/100); !isClose(p, q, 9) {
			t.Fatalf("got %v, exact %v", p, q)
		}
	}
	if len(seen) != 16 {
		t.Errorf("got %d colours, want 16", len(seen))
	}
	c = pixels(100, 100, Levels(2))
	c.Fill(path(true, 3, 3, 90, 40, 20, 95.5))
	for i := range 100 * 100 {
		if p := c.img.RGBAAt(i%100, i/100); p != white && p != black {
			t.Fatalf("got %v with two levels", p)
		}
	}
}

func TestPushAndPop(t *testing.T) {
	c := pixels(20, 20)
	c.SetColor(red)
	c.SetLineWidth(3)
	c.SetLineDash([]vg.Length{2, 1}, 1)
	before := c.state
	c.Push()
	c.SetColor(blue)
	c.SetLineWidth(0)
	c.SetLineDash([]vg.Length{5, 4, 3}, 0)
	c.Translate(vg.Point{X: 3, Y: 1})
	c.Scale(2, 3)
	c.Rotate(1)
	c.Clip(vg.Rectangle{Max: vg.Point{X: 1, Y: 1}})
	c.Push()
	c.SetLineDash(nil, 0)
	c.Pop()
	check.Values(t, c.state.dash, 5, 4, 3, 5, 4, 3)
	c.Pop()
	check.Values(t, c.state.dash, before.dash...)
	c.state.dash, before.dash = nil, nil
	if got := c.state; got.color != before.color || got.lineWidth != before.lineWidth || got.toPixels != before.toPixels ||
		got.clip != before.clip || got.dashOffset != before.dashOffset {
		t.Errorf("got %+v, want %+v", got, before)
	}
}

func TestTransformations(t *testing.T) {
	c := pixels(40, 40)
	c.Translate(vg.Point{X: 10, Y: 20})
	c.Rotate(math.Pi / 2) // counter-clockwise
	c.Scale(2, 1)
	c.Fill(box(0, 0, 5, 4)) // 10 pixels upwards and 4 to the left
	wantPixel(t, c, 9, 19, black)
	wantPixel(t, c, 6, 10, black)
	wantPixel(t, c, 5, 15, white)
	wantPixel(t, c, 10, 15, white)
	wantPixel(t, c, 8, 20, white)
	wantPixel(t, c, 8, 9, white)
	wantInk(t, c, 40, 1e-9)
}

func TestClip(t *testing.T) {
	c := pixels(30, 20)
	c.Push()
	c.Clip(vg.Rectangle{Min: vg.Point{X: 5, Y: 5}, Max: vg.Point{X: 15, Y: 12}})
	c.Clip(vg.Rectangle{Min: vg.Point{X: 10, Y: 0}, Max: vg.Point{X: 100, Y: 100}})
	c.Fill(box(-5, -5, 50, 50))
	wantInk(t, c, 5*7, 1e-9)
	c.Reset()
	c.Clip(vg.Rectangle{Min: vg.Point{X: 5, Y: 5}, Max: vg.Point{X: 15, Y: 12}})
	c.SetLineWidth(40)
	c.Stroke(path(false, -20, -10, 30, 22))
	c.Fill(path(true, -50, -50, 90, -50, 20, 90))
	img := image.NewRGBA(image.Rect(0, 0, 3, 3))
	c.DrawImage(vg.Rectangle{Max: vg.Point{X: 30, Y: 20}}, img)
	c.FillString(testFace(40), vg.Point{}, "MMM")
	wantInk(t, c, 10*7, 1e-9)
	if got, want := c.Painted(), image.Rect(5, 8, 15, 15); got != want {
		t.Errorf("painted %v, want %v", got, want)
	}
	c.Reset()
	c.Clip(vg.Rectangle{Min: vg.Point{X: vg.Length(math.NaN())}, Max: vg.Point{X: 9, Y: 9}})
	c.Fill(box(0, 0, 30, 20))
	wantInk(t, c, 0, 0)
}

// What Painted returns contains every pixel that has changed.
func TestPainted(t *testing.T) {
	for _, f := range figures() {
		c := New(300, 200)
		p := f.make(t)
		p.BackgroundColor = nil
		p.Draw(draw.Canvas{Canvas: c, Rectangle: vg.Rectangle{Min: vg.Point{X: 80, Y: 60}, Max: vg.Point{X: 220, Y: 150}}})
		painted := c.Painted()
		if painted.Empty() || painted == c.img.Rect {
			t.Errorf("%s: painted %v", f.name, painted)
		}
		for y := range c.img.Rect.Max.Y {
			for x := range c.img.Rect.Max.X {
				if !image.Pt(x, y).In(painted) && c.img.RGBAAt(x, y) != white {
					t.Fatalf("%s: pixel (%d, %d) is outside %v", f.name, x, y, painted)
				}
			}
		}
	}
}

// A canvas that is reset draws the same as a new one, whatever it has drawn before.
func TestResetIsLikeNew(t *testing.T) {
	c := New(300, 200)
	for _, f := range figures() {
		c.Push()
		c.SetLineWidth(7)
		c.Clip(vg.Rectangle{})
		c.Reset()
		f.make(t).Draw(draw.New(c))
		fresh := New(300, 200)
		f.make(t).Draw(draw.New(fresh))
		if string(c.img.Pix) != string(fresh.img.Pix) {
			t.Errorf("%s: a canvas after Reset draws something else than a new one", f.name)
		}
	}
}

// The canvas itself allocates nothing in a frame.
func TestSteadyFramesDoNotAllocate(t *testing.T) {
	c := New(450, 300)
	face := testFace(12)
	var circle, curve vg.Path
	circle.Move(vg.Point{X: 103, Y: 100})
	circle.Arc(vg.Point{X: 100, Y: 100}, 3, 0, 2*math.Pi)
	circle.Close()
	curve.Move(vg.Point{X: 10, Y: 10})
	curve.CubeTo(vg.Point{X: 100, Y: 300}, vg.Point{X: 200, Y: -100}, vg.Point{X: 400, Y: 200})
	line, img := walkPath(3000), image.NewRGBA(image.Rect(0, 0, 30, 20))
	nrgba := image.NewPaletted(image.Rect(0, 0, 130, 140), color.Palette{red, blue})
	colors := [2]color.Color{red, color.NRGBA{B: 255, A: 99}}
	dashes := []vg.Length{4, 2}
	frame := func() {
		c.Reset()
		for i, clr := range colors {
			c.Push()
			c.SetColor(clr)
			c.Fill(circle)
			c.Stroke(circle)
			c.Fill(curve)
			c.Stroke(line)
			c.SetLineDash(dashes, 1)
			c.Stroke(line)
			c.FillString(face, vg.Point{X: 40, Y: 40}, "AVATAR 0123456789 éß")
			c.Rotate(0.3 * float64(i))
			c.FillString(face, vg.Point{X: 90, Y: 40}, "rotated")
			c.DrawImage(vg.Rectangle{Max: vg.Point{X: 100, Y: 100}}, img)
			c.DrawImage(vg.Rectangle{Max: vg.Point{X: 100, Y: 100}}, nrgba)
			c.Pop()
		}
		c.Paletted()
	}
	frame()
	if n := testing.AllocsPerRun(5, frame); n > 0 {
		t.Errorf("got %v allocations", n)
	}
}

func TestSixteenCanvasesAtOnce(t *testing.T) {
	figures := figures()[2:12]
	want := make([]string, len(figures))
	for i, f := range figures {
		c := New(200, 150)
		f.make(t).Draw(draw.New(c))
		want[i] = string(c.img.Pix)
	}
	var all sync.WaitGroup
	for worker := range 16 {
		all.Go(func() {
			c := New(200, 150)
			for i := range 3 {
				k := (worker + 5*i) % len(figures)
				c.Reset()
				figures[k].make(t).Draw(draw.New(c))
				if string(c.img.Pix) != want[k] {
					t.Errorf("%s differs", figures[k].name)
				}
				if _, err := c.WriteTo(discard{}); err != nil { // hands the workspace on
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }

func TestGonumAcceptsTheFormat(t *testing.T) {
	p := plot.New()
	w, err := p.WriterTo(100, 80, Format)
	check.NoError(t, err)
	n, err := w.WriteTo(discard{})
	if err != nil || n == 0 {
		t.Errorf("got %d bytes, %v", n, err)
	}
}
