package guides

import (
	"testing"
)

// A tick label at the upper end of the axis keeps its distance from the y label above it.
func TestYLabelIsAboveTheHighestTickLabel(t *testing.T) {
	p := &Panel{Title: "Memory", Y: Axis{Label: "GB", Hi: 16}, X: Axis{Hi: 1}}
	s, c := newRecordingCanvas(600, 400)
	p.DrawForeground(c, Rect{W: 600, H: 400}, p.Margins(600, 400, nil))
	found := map[string]drawnBox{}
	for _, text := range s.texts {
		found[text.text] = text
	}
	if gap := found["16"].top - found["GB"].bottom; gap < 8 {
		t.Errorf("got %g px between the labels GB and 16, want at least 8", gap)
	}
}
