package guides

import (
	"testing"
	"time"
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

// The last time label ends inside of its margin, not 3 px before the edge of the picture.
func TestCaseLastTimeLabelIsInsideItsMargin(t *testing.T) {
	at := func(hour int) float64 { return float64(time.Date(2026, 3, 1, hour, 0, 0, 0, time.UTC).UnixNano()) }
	p := &Panel{X: Axis{Scale: Time, Lo: at(0), Hi: at(12), Label: "t"}, Y: Axis{Hi: 1}}
	s, c := newRecordingCanvas(600, 400)
	p.DrawForeground(c, Rect{W: 600, H: 400}, p.Margins(600, 400, nil))
	last := 0.0
	for _, text := range s.texts {
		last = max(last, text.right)
	}
	if last > 600-edgePadding+0.5 || last < 580 {
		t.Errorf("the last label ends %v px before the edge, want %v or a little more", 600-last, edgePadding)
	}
}

// Times on the y axis have their dates: the day where it changes, and the year of months.
func TestCaseTimesOnTheYAxisHaveDates(t *testing.T) {
	from := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	for length, want := range map[time.Duration][]string{
		20 * time.Hour:       {"1 Mar 2026", "2 Mar 2026", "12:00", "00:00"},
		200 * 24 * time.Hour: {"2026", "Apr", "Jul"},
	} {
		p := &Panel{Y: Axis{Scale: Time, Lo: float64(from.UnixNano()), Hi: float64(from.Add(length).UnixNano()), Label: "t"}, X: Axis{Hi: 1}}
		s, c := newRecordingCanvas(600, 400)
		p.DrawForeground(c, Rect{W: 600, H: 400}, p.Margins(600, 400, nil))
		found := map[string]bool{}
		for _, text := range s.texts {
			found[text.text] = true
		}
		for _, text := range want {
			if !found[text] {
				t.Errorf("%v: no label %q in %v", length, text, s.texts)
			}
		}
	}
}
