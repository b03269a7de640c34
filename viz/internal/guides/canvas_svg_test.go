package guides

import (
	"strings"
	"testing"
)

// As vgsvg writes it: a text in Roboto at 9 pt. Its "0" is 1151 of 2048 units wide, so four of them take
// 4 * 9 * 0.56201 = 20.23 pt.
func TestSVGTextsKeepTheirLength(t *testing.T) {
	in := "<g transform=\"scale(1, -1)\">\n<text x=\"1\" y=\"-2\" transform=\"scale(1, -1)\"\n\t" +
		`style="font-family:Roboto;font-variant:none;font-weight:normal;font-style:normal;font-size:9px;fill:#454C54">0000</text>`
	out := string(SVG([]byte(in)))
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

func TestSVGMeasuresWhatIsShown(t *testing.T) {
	line := func(content string) string {
		return `<text x="1" y="1"` + "\n\t" + `style="font-family:Roboto;font-weight:500;font-size:12px;fill:#000">` + content + `</text>`
	}
	length := func(content string) string {
		_, rest, _ := strings.Cut(string(SVG([]byte(line(content)))), `textLength="`)
		l, _, _ := strings.Cut(rest, `"`)
		return l
	}
	if a, b := length("a &amp; b"), length("a &#38; b"); a == "" || a != b {
		t.Errorf("the same text escaped in two ways is %q and %q long", a, b)
	}
}

// What is not a text as vgsvg writes it stays as it is.
func TestSVGLeavesOtherThingsAlone(t *testing.T) {
	for _, in := range []string{
		"", "<text ", `<text x="1">plain</text>`, `<text style="font-weight:normal;font-size:twopx">a</text>`,
		`<text style="font-weight:normal;font-size:9px"></text>`, `<textPath x="1">a</textPath>`, "<desc>a text </desc>",
	} {
		if out := string(SVG([]byte(in))); out != in {
			t.Errorf("%q has become %q", in, out)
		}
	}
}
