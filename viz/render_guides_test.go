package viz

import "testing"

func TestLegendOfAnOverlay(t *testing.T) {
	a, b := chartOf(t, Curve(), rows), chartOf(t, Scatter(), rows)
	p := render(t, Overlay(a.Relabel("line"), b.Relabel("dots"), b), View{}).panels[0]
	if l := p.guides.Legend; len(l) != 2 || l[0].Label != "line" || l[1].Label != "dots" || l[0].Color == l[1].Color || p.guides.Title != "" {
		t.Errorf("legend %+v, title %q", l, p.guides.Title)
	}
	if p := render(t, a.Relabel("line"), View{}).panels[0]; p.guides.Legend != nil || p.guides.Title != "line" {
		t.Errorf("a single plot: legend %+v, title %q", p.guides.Legend, p.guides.Title)
	}
	if p := render(t, Overlay(a.Relabel("line"), b).Opts(ShowLegend(false)), View{}).panels[0]; p.guides.Legend != nil {
		t.Errorf("turned off: %+v", p.guides.Legend)
	}
}
