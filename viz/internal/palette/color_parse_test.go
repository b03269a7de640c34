package palette

import (
	"image/color"
	"strconv"
	"strings"
	"testing"
)

// The values are those of CSS Color Level 4; with alpha, the value times alpha, rounded down.
func TestParse(t *testing.T) {
	for s, want := range map[string]color.RGBA{
		"black":         {0, 0, 0, 255},
		"steelblue":     {70, 130, 180, 255},
		"SteelBlue":     {70, 130, 180, 255},
		"green":         {0, 128, 0, 255},
		"grey":          {128, 128, 128, 255},
		"rebeccapurple": {102, 51, 153, 255},
		"transparent":   {},
		"#fff":          {255, 255, 255, 255},
		"#1a7":          {17, 170, 119, 255},
		"#1A7F":         {17, 170, 119, 255},
		"#1f77b4":       {31, 119, 180, 255},
		"#1F77B4":       {31, 119, 180, 255},
		"#ff000080":     {128, 0, 0, 128},
		"#ffffff00":     {},
		"#f008":         {136, 0, 0, 136},
	} {
		got, err := ParseColor(s)
		if err != nil || got != want {
			t.Errorf("Parse(%q) = %v, %v, want %v", s, got, err, want)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, s := range []string{"", "#", "#12", "#12345", "#1234567", "#123456789", "#ggg", "# 123", "#äb", "stealblue", " red", "1f77b4", "rgb(1,2,3)"} {
		got, err := ParseColor(s)
		if err == nil {
			t.Errorf("Parse(%q) = %v, want an error", s, got)
			continue
		}
		if !strings.Contains(err.Error(), strconv.Quote(s)) {
			t.Errorf("Parse(%q): the error does not quote it: %v", s, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"red", "#fff", "#1f77b480", "#zz", "", "##"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := ParseColor(s)
		if c.R > c.A || c.G > c.A || c.B > c.A {
			t.Errorf("Parse(%q) = %v: not premultiplied", s, c)
		}
		if err != nil && c != (color.RGBA{}) {
			t.Errorf("Parse(%q) = %v together with error %v", s, c, err)
		}
	})
}
