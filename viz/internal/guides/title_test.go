package guides

import (
	"strings"
	"testing"

	"github.com/streamgage/streamgage/viz/internal/theme"
	"pgregory.net/rapid"
)

func TestTruncate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		width := rapid.Float64Range(0, 300).Draw(t, "width")
		got := truncate(text, width, 12, theme.Regular)
		kept, short := strings.CutSuffix(got, ellipsis)
		switch {
		case got == text:
		case got != "" && theme.Measure(got, 12, theme.Regular) > width:
			t.Fatalf("%q is %g px wide, want at most %g", got, theme.Measure(got, 12, theme.Regular), width)
		case got != "" && (!short || !strings.HasPrefix(text, kept)):
			t.Fatalf("%q became %q", text, got)
		case theme.Measure(text, 12, theme.Regular) <= width:
			t.Fatalf("%q fits, but became %q", text, got)
		}
	})
}
