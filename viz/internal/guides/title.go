package guides

import (
	"sort"

	"github.com/streamgage/streamgage/viz/internal/theme"
)

// heads draws title and subtitle.
func (l *panelLayout) drawTitles(c *Canvas) {
	x, room := float64(l.outer.X+l.padding(theme.PadLeft)), float64(l.width-l.padding(theme.PadLeft)-l.padding(theme.PadRight))
	if l.showTitle {
		s := TextStyle{theme.TitleSize, theme.Medium, l.theme.Title}
		c.Text(x, float64(l.outer.Y+l.titleY), s.truncate(l.panel.Title, room), s, Left)
	}
	if l.showSubtitle {
		s := TextStyle{theme.SubtitleSize, theme.Regular, l.theme.Muted}
		c.Text(x, float64(l.outer.Y+l.subtitleY), s.truncate(l.panel.Subtitle, room), s, Left)
	}
}

func (s TextStyle) truncate(text string, width float64) string {
	return truncate(text, width, s.Size, s.Weight)
}

const ellipsis = "…"

// cut shortens text to the width in px, with an ellipsis where anything is missing. Where
// not even that fits nothing is left.
func truncate(text string, width, px float64, w theme.Weight) string {
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
