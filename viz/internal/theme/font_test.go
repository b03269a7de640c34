package theme

import (
	"bytes"
	"image/color"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
	"golang.org/x/image/font/sfnt"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgsvg"
)

// The expected names are those in the name tables of the font files.
func TestFontsAreRegistered(t *testing.T) {
	for want, f := range map[string]font.Font{
		"Roboto":        Font(12, Regular),
		"Roboto Medium": Font(12, Medium),
		"DejaVu Sans":   Runs("→", 12, Medium)[0].Font,
	} {
		if !Cache().Has(f) {
			t.Fatalf("no face for %v", f)
		}
		name, err := Cache().Lookup(f, f.Size).Face.Name(nil, sfnt.NameIDFamily)
		if err != nil || name != want {
			t.Errorf("face of %v: %q, %v, want %q", f, name, err, want)
		}
	}
	if f := Font(16, Medium); f.Size != 12 {
		t.Errorf("Font(16, Medium) is of %v pt, want 12", f.Size)
	}
	if Handler().Cache() != Cache() {
		t.Error("Handler uses another cache")
	}
}

// A plot that asks for gonum's serif gets Roboto.
func TestOtherFontsBecomeRoboto(t *testing.T) {
	serif := font.Font{Typeface: "Liberation", Variant: "Serif", Size: 12}
	style := text.Style{Font: serif, Handler: Handler()}
	want := vg.Length(4651 * 12.0 / 2048) // "Volts" as HarfBuzz sets it in Roboto
	if got := style.Width("Volts"); got < want-1e-9 || got > want+1e-9 {
		t.Errorf("width in gonum's default font = %v, want Roboto's %v", got, want)
	}
}

func TestAddFontFallbacks(t *testing.T) {
	c := vgsvg.New(200, 100)
	c.SetColor(color.Black)
	const tricky = `style="font-family:Roboto;`
	for _, w := range []Weight{Regular, Medium} {
		for _, r := range Runs("x → "+tricky, 16, w) {
			c.FillString(Cache().Lookup(r.Font, r.Font.Size), vg.Point{X: 10, Y: 20}, r.Text)
		}
	}
	var b bytes.Buffer
	_, err := c.WriteTo(&b)
	check.NoError(t, err)
	got := string(AddFontFallbacks(b.Bytes()))
	for part, want := range map[string]int{
		`style="font-family:Roboto,Helvetica,Arial,sans-serif;`: 4,
		`style="font-family:DejaVu Sans,Verdana,sans-serif;`:    2,
		`style="font-family:Roboto;`:                            0,
		`font-weight:500`:                                       3,
		`style=&#34;font-family:Roboto;`:                        2, // in the content of the texts
	} {
		if n := strings.Count(got, part); n != want {
			t.Errorf("%s: %d times, want %d, in\n%s", part, n, want, got)
		}
	}
}
