package theme

import (
	"testing"

	"golang.org/x/image/font/sfnt"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
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
