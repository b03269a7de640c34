package canvas

import (
	"fmt"
	"image/color"
	"math"
	"sync"
)

// Option is an option of New.
type Option func(*Canvas)

// defaultDPI is vgimg's default.
const defaultDPI = 96

// DPI sets the resolution in pixels per inch (default 96). It need not be a whole number: a screen with 1.5 device pixels
// per pixel has 144, with 1.25 it has 120. DPI panics if dpi is not positive and finite.
func DPI(dpi float64) Option {
	if !(dpi > 0) || math.IsInf(dpi, 0) {
		panic(fmt.Sprintf("canvas.DPI: the resolution must be positive and finite, got %v", dpi))
	}
	return func(c *Canvas) { c.dpi = dpi }
}

// Background sets the colour of an empty canvas (default white). nil is transparent. Plot.Draw paints the plot's own
// BackgroundColor over it.
func Background(background color.Color) Option {
	return func(c *Canvas) { c.background = toRGBA(background) }
}

// Levels sets the number of steps of antialiasing, from 2 to 256 (default 256). With 16, most figures have fewer than 256
// colours, so they can be encoded with a palette and without quantising; a colour differs from the exact one by at most
// 9 of 255. With 2, nothing is antialiased. Levels panics if n is out of range.
func Levels(n int) Option {
	if n < 2 || n > 256 {
		panic(fmt.Sprintf("canvas.Levels: the number of levels must be from 2 to 256, got %d", n))
	}
	levels := newLevels(n)
	return func(c *Canvas) { c.levels = levels }
}

// fullLevels returns the table of 256 levels.
var fullLevels = sync.OnceValue(func() *[256]uint32 { return newLevels(256) })

// newLevels returns the weights, from 0 to 256, to which n levels round coverages from 0 to 255.
func newLevels(n int) *[256]uint32 {
	var t [256]uint32
	for coverage := range t {
		level := math.Round(float64(coverage*(n-1)) / 255)
		t[coverage] = uint32(math.Round(level * 256 / float64(n-1)))
	}
	return &t
}

// toRGBA converts a colour to premultiplied 8-bit channels. nil is transparent. A color.RGBA must be premultiplied, but
// some programs write color.RGBA{127, 188, 165, 1}. A colour with a channel above alpha is made opaque, which is what vgimg
// shows of it on white.
func toRGBA(c color.Color) color.RGBA {
	if c == nil {
		return color.RGBA{}
	}
	r, g, b, a := c.RGBA()
	if max(r, g, b) > a {
		a = 0xffff
	}
	return color.RGBA{R: uint8(r >> 8), G: uint8(g >> 8), B: uint8(b >> 8), A: uint8(a >> 8)}
}
