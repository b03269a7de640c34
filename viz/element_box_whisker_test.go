package viz

import (
	"image/color"
	"slices"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"github.com/streamgage/streamgage/viz/internal/theme"
)

// numpy.percentile([1, 2, 3, 4, 10], [25, 50, 75]) is 2, 3, 4. The fences are -1 and 7, so 10 is an outlier.
func TestBoxSummary(t *testing.T) {
	m := box{values: []float64{1, 2, 3, 4, 10}}.summary()
	if m.Q1 != 2 || m.Median != 3 || m.Q3 != 4 || m.Low != 1 || m.High != 4 || !slices.Equal(m.Outliers, []float64{10}) {
		t.Errorf("got %+v", m)
	}
}

// numpy.percentile([0, 1, 2, 3], [25, 50, 75]) is 0.75, 1.5, 2.25.
func TestPercentilesAreInterpolated(t *testing.T) {
	for q, want := range map[float64]float64{0.25: 0.75, 0.5: 1.5, 0.75: 2.25, 0: 0, 1: 3} {
		if got := percentile([]float64{0, 1, 2, 3}, q); got != want {
			t.Errorf("%v: got %v, want %v", q, got, want)
		}
	}
	if got := percentile([]float64{7}, 0.75); got != 7 {
		t.Errorf("of one value: got %v", got)
	}
}

func TestBoxesAreInOrderOfAppearance(t *testing.T) {
	f := frame.Must(frame.New(
		frame.Col("core", []string{"b", "a", "b", "a", "c"}),
		frame.Col("load", []float64{5, 1, nan, 3, inf})))
	boxes := chartOf(t, BoxWhisker(X("core"), Y("load")), f).boxes()
	var names []string
	for _, b := range boxes {
		names = append(names, b.name)
	}
	if !slices.Equal(names, []string{"b", "a", "c"}) {
		t.Errorf("order %v, want b, a, c", names)
	}
	if !slices.Equal(boxes[0].values, []float64{5}) || !slices.Equal(boxes[1].values, []float64{1, 3}) || len(boxes[2].values) != 0 {
		t.Errorf("values %v", boxes)
	}
}

// Outliers have the muted colour of the theme, unless LineColor sets a colour for all lines of the boxes.
func TestOutliersAreMuted(t *testing.T) {
	boxes := chartOf(t, BoxWhisker(Y("x")), xs(1, 2, 3, 4, 10))
	red := color.RGBA{R: 255, A: 255}
	for name, c := range map[string]struct {
		e    Element
		want color.Color
	}{
		"light": {boxes, theme.Light.Muted},
		"dark":  {boxes.Opts(Dark(true)), theme.Dark.Muted},
		"red":   {boxes.Opts(LineColor("#ff0000")), red},
	} {
		p := render(t, c.e, View{}).panels[0]
		plotters, err := p.charts[0].kind.plotters(p.charts[0], p.styles[0])
		check.NoError(t, err)
		if got := plotters[0].(*marks.Box).OutlierColor; got != c.want {
			t.Errorf("%s: dots are %v, want %v", name, got, c.want)
		}
	}
}

func TestBoxColours(t *testing.T) {
	e := chartOf(t, BoxWhisker(X("side"), Y("price")), rows).Opts(BoxFillColor("red", "blue"), ColorIndex("side"))
	p := render(t, e, View{}).panels[0]
	red, blue := color.RGBA{255, 0, 0, 255}, color.RGBA{0, 0, 255, 255}
	boxes := p.charts[0].boxes()
	if got := p.styles[0].boxColor(0, boxes[0]); got != red {
		t.Errorf("buy: %v", got)
	}
	if got := p.styles[0].boxColor(1, boxes[1]); got != blue {
		t.Errorf("sell: %v", got)
	}
	if p.guides.ColorBar != nil || p.guides.Legend != nil {
		t.Error("the axis names the boxes: neither colour bar nor legend is needed")
	}
}
