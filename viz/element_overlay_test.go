package viz

import "testing"

func TestOverlayPutsOuterOptionsLast(t *testing.T) {
	a, _ := Curve()(rows)
	b, _ := Scatter()(rows)
	e := Overlay(a.Opts(LineWidth(1), Width(300)).Relabel("a"), b).Opts(LineWidth(4)).Relabel("both").RedimRange("price", 0, 9)
	r, err := e.resolve(View{})
	if err != nil {
		t.Fatal(err)
	}
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
