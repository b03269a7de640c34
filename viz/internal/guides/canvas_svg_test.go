package guides

import (
	"strings"
	"testing"
)

// The input is a text in Roboto at 9 pt, as vgsvg writes it. A "0" is 1151 of 2048 units wide, so four of them take
// 4 * 9 * 0.56201 = 20.23 pt.
func TestSVGWritesTheLengthOfTexts(t *testing.T) {
	in := "<g transform=\"scale(1, -1)\">\n<text x=\"1\" y=\"-2\" transform=\"scale(1, -1)\"\n\t" +
		`style="font-family:Roboto;font-variant:none;font-weight:normal;font-style:normal;font-size:9px;fill:#454C54">0000</text>`
	out := string(CorrectSVG([]byte(in)))
	for _, want := range []string{
		`<g stroke-linejoin="round" transform`,
		`transform="scale(1, -1)" textLength="20.23" lengthAdjust="spacingAndGlyphs"`,
		`font-family:Roboto,Helvetica,Arial,sans-serif;`,
		`>0000</text>`,
	} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
}

func TestSVGMeasuresUnescapedText(t *testing.T) {
	line := func(content string) string {
		return `<text x="1" y="1"` + "\n\t" + `style="font-family:Roboto;font-weight:500;font-size:12px;fill:#000">` + content + `</text>`
	}
	length := func(content string) string {
		_, rest, _ := strings.Cut(string(CorrectSVG([]byte(line(content)))), `textLength="`)
		l, _, _ := strings.Cut(rest, `"`)
		return l
	}
	if a, b := length("a &amp; b"), length("a &#38; b"); a == "" || a != b {
		t.Errorf("the same text, escaped in two ways: got lengths %q and %q", a, b)
	}
}

// A tag in another form than vgsvg's is not changed.
func TestSVGDoesNotChangeOtherTags(t *testing.T) {
	for _, in := range []string{
		"", "<text ", `<text x="1">plain</text>`, `<text style="font-weight:normal;font-size:twopx">a</text>`,
		`<text style="font-weight:normal;font-size:9px"></text>`, `<textPath x="1">a</textPath>`, "<desc>a text </desc>",
	} {
		if out := string(CorrectSVG([]byte(in))); out != in {
			t.Errorf("got %q, want the unchanged %q", out, in)
		}
	}
}

func TestSVGHasFallbackFontsAndPNGImages(t *testing.T) {
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
			t.Error("a PNG image is labelled as JPEG")
		}
	}
}
