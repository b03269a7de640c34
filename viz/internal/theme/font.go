package theme

import (
	"bytes"
	"sync"

	"codeberg.org/go-fonts/dejavu/dejavusans"
	"eliasnaur.com/font/roboto/robotomedium"
	"eliasnaur.com/font/roboto/robotoregular"
	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
)

// Weight is how bold type is.
type Weight uint8

// The weights: Regular for most, Medium for titles and table heads.
const (
	Regular Weight = iota
	Medium
)

// The names the faces are registered by.
const (
	roboto = "Roboto"
	dejaVu = "DejaVu Sans" // of one weight: stands in for both of Roboto's
)

// variants are what gonum's own fonts come in. A plot that asks for one of them,
// such as gonum's default serif, gets Roboto; without them the cache, which falls
// back on another typeface but not on another variant, would have no face at all.
var variants = []font.Variant{"", "Serif", "Sans", "Mono"}

// faces reads the fonts on first use and registers them in a cache of our own:
// gonum's default cache is shared by a whole program, whose business it is.
var loadFaces = sync.OnceValue(func() *font.Cache {
	regular := parseFace(roboto, Regular, robotoregular.TTF)
	medium := parseFace(roboto, Medium, robotomedium.TTF)
	cache := font.NewCache(nil)
	for _, v := range variants {
		regular.Font.Variant, medium.Font.Variant = v, v
		cache.Add(font.Collection{regular, medium}) // the first of all is the typeface to fall back on
	}
	cache.Add(font.Collection{
		parseFace(dejaVu, Regular, dejavusans.TTF),
		parseFace(dejaVu, Medium, dejavusans.TTF),
	})
	return cache
})

func parseFace(typeface font.Typeface, w Weight, ttf []byte) font.Face {
	f, err := opentype.Parse(ttf)
	if err != nil {
		panic("theme: reading " + string(typeface) + ": " + err.Error())
	}
	return font.Face{Font: fontOf(typeface, 0, w), Face: f}
}

// described is gonum's description of a font of px size.
func fontOf(typeface font.Typeface, px float64, w Weight) font.Font {
	f := font.Font{Typeface: typeface, Size: vg.Points(px * 0.75)}
	if w == Medium {
		f.Weight = xfont.WeightMedium
	}
	return f
}

// Font is Roboto at a size in px. Text that may hold any character is better
// drawn by Runs, which knows a second font.
func Font(px float64, w Weight) font.Font { return fontOf(roboto, px, w) }

// Cache holds the faces of Font and of Runs. It is safe for concurrent use.
func Cache() *font.Cache { return loadFaces() }

// Handler draws and measures text in these fonts, for gonum's plots and styles.
// It is safe for concurrent use.
func Handler() text.Handler { return text.Plain{Fonts: loadFaces()} }

// families are the font families that gonum's SVG names, and what a browser is
// to take where it lacks them.
var fontFallbacks = []struct{ from, to []byte }{
	{[]byte(`style="font-family:Roboto;`), []byte(`style="font-family:Roboto,Helvetica,Arial,sans-serif;`)},
	{[]byte(`style="font-family:Roboto Medium;`), []byte(`style="font-family:Roboto,Helvetica,Arial,sans-serif;`)},
	{[]byte(`style="font-family:DejaVu Sans;`), []byte(`style="font-family:DejaVu Sans,Verdana,sans-serif;`)},
}

// Families completes the font families in an SVG document that gonum's vgsvg
// wrote: it names one font only, and without it a browser would set a serif.
// Text content is left alone. A document with nothing to complete is returned as it is.
func AddFontFallbacks(svg []byte) []byte {
	for _, f := range fontFallbacks {
		if bytes.Contains(svg, f.from) { // ReplaceAll copies anyway
			svg = bytes.ReplaceAll(svg, f.from, f.to)
		}
	}
	return svg
}
