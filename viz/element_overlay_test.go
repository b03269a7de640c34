package viz

import (
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

func TestOptionsOfAnOverlayWin(t *testing.T) {
	a, b := chartOf(t, Curve(), rows), chartOf(t, Scatter(), rows)
	e := Overlay(a.Opts(LineWidth(1), Width(300)).Relabel("a"), b).Opts(LineWidth(4)).Relabel("both").RedimRange("price", 0, 9)
	r, err := e.resolve(View{})
	check.NoError(t, err)
	if got := r.charts[0].overrides.settings(); got.lineWidth != 4 || got.width != 300 {
		t.Errorf("width of the line %v, of the plot %v", got.lineWidth, got.width)
	}
	if r.charts[0].Label() != "a" || r.overrides.label != "both" {
		t.Errorf("labels %q and %q", r.charts[0].Label(), r.overrides.label)
	}
	if f, ok := r.charts[1].FixedRange("price"); !ok || f != (Range{0, 9}) {
		t.Errorf("fixed %v", f)
	}
}
