package viz

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
)

func TestStackAddsUpOverCommonX(t *testing.T) {
	f := frame.Must(frame.New(
		frame.Col("x", []float64{1, 2, 3, 2, 4}),
		frame.Col("y", []float64{1, 1, 1, 5, 7}),
		frame.Col("kind", []string{"b", "b", "b", "a", "a"})))
	areas, err := Area(X("x"), Y("y"), By("kind"))(f)
	check.NoError(t, err)
	r, err := Stack(areas).resolve(View{})
	check.NoError(t, err)
	// The group a is the lowest layer. Every layer has all x, in ascending order.
	want := []struct {
		label      string
		x, low, up []float64
	}{
		{"a", []float64{1, 2, 3, 4}, []float64{0, 0, 0, 0}, []float64{0, 5, 0, 7}},
		{"b", []float64{1, 2, 3, 4}, []float64{0, 5, 0, 7}, []float64{1, 6, 1, 7}},
	}
	for i, w := range want {
		c := r.charts[i]
		if c.Label() != w.label || !slices.Equal(c.values("x"), w.x) || !slices.Equal(c.kind.(area).lower, w.low) || !slices.Equal(c.values("y"), w.up) {
			t.Errorf("layer %d: %q x %v from %v to %v, want %+v", i, c.Label(), c.values("x"), c.kind.(area).lower, c.values("y"), w)
		}
	}
}

// The x and the y of a layer must be different columns.
func TestStackOfAnAreaOverItsOwnYIsAnError(t *testing.T) {
	for name, e := range map[string]Element{
		"plain":   Overlay(chartOf(t, Area(X("x"), Y("x")), xs(1, 2))),
		"alone":   chartOf(t, Area(X("x"), Y("x")), xs(1, 2)),
		"dynamic": Dynamic(NewDataStream(xs(1, 2)), Area(X("x"), Y("x"))),
	} {
		if err := Stack(e).Figure().Err(); !errors.Is(err, ErrElement) || !strings.HasPrefix(err.Error(), "viz.Stack: ") {
			t.Errorf("%s: got %.200v", name, err)
		}
	}
}

// The areas of a stream are stacked anew for each drawing.
func TestStackOfAStream(t *testing.T) {
	s := NewDataStream(xy([]float64{1, 2}, []float64{3, 4}))
	one := Dynamic(s, Area())
	e := Stack(Overlay(one.Relabel("a"), one.Relabel("b"))).Relabel("both")
	send(t, s, xy([]float64{1, 2}, []float64{10, 20}))
	p := render(t, e, View{}).panels[0]
	if len(p.charts) != 2 || !slices.Equal(p.charts[1].values("y"), []float64{20, 40}) || p.guides.Title != "both" || len(p.guides.Legend) != 2 {
		t.Errorf("top %v, title %q, legend %v", p.charts[1].values("y"), p.guides.Title, p.guides.Legend)
	}
	if fig := e.Figure(); fig.Static() || len(fig.publishers) != 1 {
		t.Errorf("fed by %d streams", len(fig.publishers))
	}
}
