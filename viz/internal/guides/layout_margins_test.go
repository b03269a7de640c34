package guides

import (
	"testing"

	"github.com/streamgage/streamgage/viz/internal/theme"
)

// panelUpTo returns a panel whose y axis runs from 0 to hi.
func panelUpTo(hi float64) *Panel { return &Panel{Y: Axis{Hi: hi}, X: Axis{Hi: 1}} }

func TestMarginsFitExactlyAtFirst(t *testing.T) {
	want := theme.PadLeft + theme.LabelGap + 27 // "1000" is 26.96 px wide: four of Roboto's digits of 1150/2048 em
	if margins := panelUpTo(1000).Margins(600, 400, new(MarginState)); margins.Left != want {
		t.Errorf("left inset %d, want %d", margins.Left, want)
	}
	if margins := panelUpTo(1000).Margins(600, 400, nil); margins.Left != want {
		t.Errorf("without a memory: left inset %d, want %d", margins.Left, want)
	}
}

func TestMarginsGrowInStepsAndShrinkLate(t *testing.T) {
	state := new(MarginState)
	first := panelUpTo(9).Margins(600, 400, state).Left
	wide := panelUpTo(5e3).Margins(600, 400, state).Left
	if wide < first+marginStep || (wide-first)%marginStep != 0 {
		t.Fatalf("grew from %d to %d, want steps of %d", first, wide, marginStep)
	}
	if got := panelUpTo(90).Margins(600, 400, state).Left; got != wide {
		t.Errorf("shrank at once, from %d to %d", wide, got)
	}
	for range shrinkAfter - 1 {
		if got := panelUpTo(100).Margins(600, 400, state).Left; got != wide {
			t.Fatalf("a margin only 8 px too wide shrank to %d", got)
		}
	}
	for range shrinkAfter - 1 {
		if got := panelUpTo(9).Margins(600, 400, state).Left; got != wide {
			t.Fatalf("shrank early, to %d", got)
		}
	}
	if got := panelUpTo(9).Margins(600, 400, state).Left; got != first {
		t.Errorf("got left inset %d after %d frames, want %d again", got, shrinkAfter, first)
	}
}

func TestMarginsAreResetWhenThePanelIsResized(t *testing.T) {
	state := new(MarginState)
	panelUpTo(5e3).Margins(600, 400, state)
	if got, want := panelUpTo(9).Margins(300, 200, state), panelUpTo(9).Margins(300, 200, nil); got != want {
		t.Errorf("got insets %+v, want %+v", got, want)
	}
}

func TestMarginsOfAnEmptyAxisAreNotKept(t *testing.T) {
	state := new(MarginState)
	empty := &Panel{}
	empty.X.Lo, empty.X.Hi = 1, 0
	empty.Y = Axis{Lo: 1, Hi: 0, Scale: Category}
	empty.Margins(600, 400, state)
	if got, want := panelUpTo(1000).Margins(600, 400, state), panelUpTo(1000).Margins(600, 400, nil); got != want {
		t.Errorf("first data: got insets %+v, want %+v", got, want)
	}
}
