package guides

import (
	"sort"
	"strings"

	"github.com/streamgage/streamgage/viz/internal/theme"
)

// drawTitles draws the title and the subtitle.
func (l *panelLayout) drawTitles(c *Canvas) {
	x, width := float64(l.outer.X+l.padding(theme.PadLeft)), float64(l.width-l.padding(theme.PadLeft)-l.padding(theme.PadRight))
	if l.showTitle {
		s := TextStyle{theme.TitleSize, theme.Medium, l.theme.Title}
		c.Text(x, float64(l.outer.Y+l.titleY), s.truncate(l.panel.Title, width), s, Left)
	}
	if l.showSubtitle {
		s := TextStyle{theme.SubtitleSize, theme.Regular, l.theme.Muted}
		c.Text(x, float64(l.outer.Y+l.subtitleY), s.truncate(l.panel.Subtitle, width), s, Left)
	}
}

// truncate calls the function truncate with the style's font.
func (s TextStyle) truncate(text string, width float64) string {
	return truncate(text, width, s.Size, s.Weight)
}

// ellipsis is appended to a truncated text.
const ellipsis = "…"

// truncate shortens text to a width in px. A shortened text ends with an ellipsis. It returns "" if not even the
// ellipsis fits. px is the font size.
func truncate(text string, width, px float64, w theme.Weight) string {
	if theme.Measure(text, px, w) <= width {
		return text
	}
	if theme.Measure(ellipsis, px, w) > width {
		return ""
	}
	runes := []rune(text)
	// Find the largest number of runes that fits: a binary search, because measuring a long text is slow.
	n := sort.Search(len(runes), func(n int) bool {
		return theme.Measure(string(runes[:n+1])+ellipsis, px, w) > width
	})
	return strings.TrimRight(string(runes[:n]), " ") + ellipsis
}
