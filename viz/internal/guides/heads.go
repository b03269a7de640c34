package guides

import (
	"sort"

	"github.com/streamgage/streamgage/viz/internal/theme"
)

// heads draws title and subtitle.
func (l *fitted) heads(c *Canvas) {
	x, room := float64(l.outer.X+l.pad(theme.PadLeft)), float64(l.w-l.pad(theme.PadLeft)-l.pad(theme.PadRight))
	if l.title {
		s := Style{theme.TitleSize, theme.Medium, l.t.Title}
		c.Text(x, float64(l.outer.Y+l.titleAt), s.cut(l.p.Title, room), s, Left)
	}
	if l.subtitle {
		s := Style{theme.SubtitleSize, theme.Regular, l.t.Muted}
		c.Text(x, float64(l.outer.Y+l.subAt), s.cut(l.p.Subtitle, room), s, Left)
	}
}

func (s Style) cut(text string, width float64) string { return cut(text, width, s.Px, s.Weight) }

const ellipsis = "…"

// cut shortens text to the width in px, with an ellipsis where anything is missing. Where
// not even that fits nothing is left.
func cut(text string, width, px float64, w theme.Weight) string {
	if theme.Measure(text, px, w) <= width {
		return text
	}
	if theme.Measure(ellipsis, px, w) > width {
		return ""
	}
	runes := []rune(text)
	// The first length that is too much; a run of a few hundred runes is never measured whole.
	n := sort.Search(len(runes), func(n int) bool {
		return theme.Measure(string(runes[:n+1])+ellipsis, px, w) > width
	})
	return trimmed(runes[:n]) + ellipsis
}

// trimmed leaves no space before the ellipsis.
func trimmed(runes []rune) string {
	for len(runes) > 0 && runes[len(runes)-1] == ' ' {
		runes = runes[:len(runes)-1]
	}
	return string(runes)
}
