package viz

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
)

// BoxWhisker by hour of 0, 5 to 23, 1, 2 in order of arrival: numbers and times stand in their order, text in order of arrival.
func TestCaseCategoriesOfNumbersStandInTheirOrder(t *testing.T) {
	hours := []int64{0}
	for h := int64(5); h < 24; h++ {
		hours = append(hours, h)
	}
	hours = append(hours, 1, 2)
	var y, floats []float64
	var ts []time.Time
	var texts []string
	for _, h := range hours {
		y, floats, texts = append(y, float64(h)), append(floats, float64(h)), append(texts, fmt.Sprint(h))
		ts = append(ts, noon.Add(time.Duration(h)*time.Hour))
	}
	f := frame.Must(frame.New(frame.Col("hour", hours), frame.Col("float", floats), frame.Col("time", ts), frame.Col("text", texts), frame.Col("y", y)))
	sorted := []string{"0", "1", "2", "5", "6"}
	for column, want := range map[string][]string{"hour": sorted, "float": sorted, "text": {"0", "5", "6", "7", "8"}} {
		p := render(t, chartOf(t, BoxWhisker(X(column), Y("y")), f), View{}).panels[0]
		if got := p.combined[0].categories; len(got) != 22 || !slices.Equal(got[:5], want) {
			t.Errorf("%s: got %v", column, got)
		}
		for _, b := range p.charts[0].boxes() {
			if fmt.Sprint(b.values) != "["+b.name+"]" {
				t.Errorf("%s: box %s holds %v", column, b.name, b.values)
			}
		}
	}
	p := render(t, chartOf(t, BoxWhisker(X("time"), Y("y")), f), View{}).panels[0]
	if got := p.combined[0].categories; !slices.IsSorted(got) {
		t.Errorf("times: got %v", got)
	}
	// The parts of an overlay too.
	part := func(from, to int) Element { return chartOf(t, BoxWhisker(X("hour"), Y("y")), f.Slice(from, to)) }
	p = render(t, Overlay(part(0, 5), part(5, 22)), View{}).panels[0]
	if got := p.combined[0].categories; !slices.Equal(got[:5], sorted) {
		t.Errorf("an overlay: got %v", got)
	}
}

// Missing text in x, By, BoxWhisker and ColorIndex: a category "missing", the last one. An empty text is another category.
func TestCaseMissingTextIsNamedAlike(t *testing.T) {
	f := frame.Must(frame.New(
		frame.Col("s", []string{"b", "", "a", "", "x"}).WithValid([]bool{true, true, true, false, false}),
		frame.Col("n", []float64{2, nan, 1, nan, 0}), frame.Col("y", []float64{1, 2, 3, 4, 5})))
	order := []string{"b", `""`, "a", "missing"}
	for _, r := range []Recipe{Scatter(X("s"), Y("y")), Curve(X("s"), Y("y")), BoxWhisker(X("s"), Y("y"))} {
		c := chartOf(t, r, f)
		if got := render(t, c, View{}).panels[0].combined[0].categories; !slices.Equal(got, order) {
			t.Errorf("%s: got %q", c.Kind(), got)
		}
	}
	c := chartOf(t, Scatter(X("s"), Y("y")), f)
	if got := c.xPositions(&chartStyle{xCategories: order}); !slices.Equal(got, []float64{0, 1, 2, 3, 3}) {
		t.Errorf("positions %v", got)
	}
	boxes := chartOf(t, BoxWhisker(X("n"), Y("y")), f)
	if got := render(t, boxes, View{}).panels[0].combined[0].categories; !slices.Equal(got, []string{"0", "1", "2", "missing"}) {
		t.Errorf("numbers: got %q", got)
	}
	labels, rows := groupsOf(f, "s")
	if !slices.Equal(labels, []string{`""`, "a", "b", "missing"}) || fmt.Sprint(rows) != "[[1] [2] [0] [3 4]]" {
		t.Errorf("By: %q of rows %v", labels, rows)
	}
	p := render(t, chartOf(t, Scatter(X("n"), Y("y")), f).Opts(ColorIndex("s")), View{}).panels[0]
	var legend []string
	for _, e := range p.guides.Legend {
		legend = append(legend, e.Label)
	}
	if !slices.Equal(legend, order) {
		t.Errorf("legend %q", legend)
	}
}

// ShowLegend(true) with 30 parts shows the legend: the entries are all there, and guides writes "+N more" for those without a
// place.
func TestCaseLegendOfThirtyParts(t *testing.T) {
	var parts []Element
	for i := range 30 {
		parts = append(parts, chartOf(t, Curve(), xy([]float64{0, 1}, []float64{0, float64(i)})).Relabel(fmt.Sprint("part number ", i)))
	}
	if got := render(t, Overlay(parts...), View{}).panels[0].guides.Legend; got != nil {
		t.Errorf("by default: %d entries", len(got))
	}
	r := render(t, Overlay(parts...).Opts(ShowLegend(true)), View{})
	if got := r.panels[0].guides.Legend; len(got) != 30 || got[0].Key != guides.LineKey {
		t.Errorf("ShowLegend: %d entries", len(got))
	}
}
