package theme

import (
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

// Weight is the weight of a font.
type Weight uint8

// The weights: Regular for most texts, Medium for titles and table headers.
const (
	Regular Weight = iota
	Medium
)

// The typefaces, by the names under which they are registered.
const (
	roboto = "Roboto"
	dejaVu = "DejaVu Sans" // it has one weight, which is used for both weights
)

// variants holds the variants of gonum's fonts. Roboto is registered under each of them. So a plot that requests one,
// such as gonum's default serif, gets Roboto. The cache can fall back to another typeface, but not to another variant.
var variants = []font.Variant{"", "Serif", "Sans", "Mono"}

// loadFaces parses the fonts on first use and registers them in a cache of this package. It does not change gonum's
// default cache, because all packages of a program share that one.
var loadFaces = sync.OnceValue(func() *font.Cache {
	regular := parseFace(roboto, Regular, robotoregular.TTF)
	medium := parseFace(roboto, Medium, robotomedium.TTF)
	cache := font.NewCache(nil)
	for _, v := range variants {
		regular.Font.Variant, medium.Font.Variant = v, v
		cache.Add(font.Collection{regular, medium}) // the typeface that is added first is the fallback
	}
	cache.Add(font.Collection{
		parseFace(dejaVu, Regular, dejavusans.TTF),
		parseFace(dejaVu, Medium, dejavusans.TTF),
	})
	return cache
})

// parseFace parses one of the embedded fonts.
func parseFace(typeface font.Typeface, w Weight, ttf []byte) font.Face {
	f, err := opentype.Parse(ttf)
	if err != nil {
		panic("theme: parsing " + string(typeface) + ": " + err.Error())
	}
	return font.Face{Font: fontOf(typeface, 0, w), Face: f}
}

// fontOf returns gonum's description of a font with a size in px.
func fontOf(typeface font.Typeface, px float64, w Weight) font.Font {
	f := font.Font{Typeface: typeface, Size: vg.Points(px * 0.75)}
	if w == Medium {
		f.Weight = xfont.WeightMedium
	}
	return f
}

// Font returns Roboto with a size in px. A text that may contain other characters than those of Roboto needs
// [Runs], which also uses a second font.
func Font(px float64, w Weight) font.Font { return fontOf(roboto, px, w) }

// Cache returns the cache with the faces for Font and Runs. It is safe for concurrent use.
func Cache() *font.Cache { return loadFaces() }

// Handler returns a handler that draws and measures text in these fonts, for gonum's plots and styles. It is safe for
// concurrent use.
func Handler() text.Handler { return text.Plain{Fonts: loadFaces()} }
