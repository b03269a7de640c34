package viz

import (
	"image/color"
	"math"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"github.com/streamgage/streamgage/viz/internal/theme"
)

func TestColorIndexOfNumbersHasAColourBar(t *testing.T) {
	e := chartOf(t, Scatter(X("t"), Y("price")), rows)
	bar := render(t, e.Opts(ColorIndex("size")), View{}).panels[0].guides.ColorBar
	if bar == nil || bar.Lo != 10 || bar.Hi != 30 || bar.Label != "size" {
		t.Errorf("got %+v", bar)
	}
	bar = render(t, e.Opts(ColorIndex("size")).RedimRange("size", 0, 100), View{}).panels[0].guides.ColorBar
	if bar.Lo != 0 || bar.Hi != 100 {
		t.Errorf("fixed: got %v to %v", bar.Lo, bar.Hi)
	}
}

// A value keeps its colour when other values come and go.
func TestColorIndexOfTextHasALegend(t *testing.T) {
	kinds := func(names ...string) frame.Frame {
		return frame.Must(frame.New(frame.Const("x", 1.0, len(names)), frame.Const("y", 1.0, len(names)), frame.Col("kind", names)))
	}
	s := NewDataStream(kinds("a", "b", "a"))
	r := render(t, Dynamic(s, Points()).Opts(ColorIndex("kind")), View{})
	first := r.panels[0].guides.Legend
	if len(first) != 2 || first[0].Label != "a" || first[1].Label != "b" || first[0].Color == first[1].Color {
		t.Fatalf("got %+v", first)
	}
	send(t, s, kinds("c", "b"))
	drawFrame(t, r)
	then := r.panels[0].guides.Legend
	if len(then) != 2 || then[1].Label != "c" || then[1].Color == first[0].Color || then[0] != first[1] {
		t.Errorf("got %+v after %+v", then, first)
	}
}

// Rows without a value have a colour of their own, and a legend entry.
func TestColorIndexWithMissingValues(t *testing.T) {
	kind := frame.Col("kind", []string{"b", "", "a"}).WithValid([]bool{true, false, true})
	x := frame.Col("x", []float64{1, 2, 3})
	s := NewDataStream(frame.Must(frame.New(x, frame.Col("y", []float64{1, 2, 3}), kind, frame.Col("n", []float64{1, math.NaN(), 3}))))
	p := render(t, Dynamic(s, Points()).Opts(ColorIndex("kind")), View{}).panels[0]
	l := p.guides.Legend
	if len(l) != 3 || l[0].Label != "b" || l[1].Label != "a" || l[2].Label != "missing" || l[2].Color != color.Color(theme.Light.Muted) {
		t.Errorf("got %+v", l)
	}
	if got := p.styles[0].rowColors[1]; got != theme.Light.Muted {
		t.Errorf("the row without a value has %v", got)
	}
	p = render(t, Dynamic(s, Points()).Opts(ColorIndex("n")), View{}).panels[0]
	plotters, err := dots{}.plotters(p.charts[0], p.styles[0])
	check.NoError(t, err)
	if got := plotters[0].(*marks.Dots).Fill; got != color.Color(theme.Light.Muted) {
		t.Errorf("dots without a value have %v", got)
	}
}

func TestColorIndexOfTimesHasDates(t *testing.T) {
	at := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	times := []time.Time{at, at.AddDate(0, 1, 0), at.AddDate(0, 2, 0)}
	s := NewDataStream(frame.Must(frame.New(frame.Col("x", []float64{1, 2, 3}), frame.Col("y", []float64{1, 2, 3}), frame.Col("when", times))))
	bar := render(t, Dynamic(s, Points()).Opts(ColorIndex("when")), View{}).panels[0].guides.ColorBar
	if bar == nil || bar.Scale != guides.Time {
		t.Errorf("got %+v", bar)
	}
}
