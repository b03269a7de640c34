package viz

import (
	"errors"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/frame"
)

func TestAWrongColumnIsFoundWhenTheFigureIsBuilt(t *testing.T) {
	d := Dynamic(NewDataFrameStream(rows.Empty()), Curve(Y("prise")))
	for name, e := range map[string]Drawable{
		"alone": d, "relabelled": d.Relabel("x"), "overlaid": Overlay(Dynamic(NewDataFrameStream(rows), Curve()), d), "laid out": Layout(d),
	} {
		if err := e.Figure().Err(); !errors.Is(err, ErrColumn) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestAPanicOfARecipeIsAnError(t *testing.T) {
	d := Dynamic(NewDataStream(1), func(int) (Element, error) { panic("boom") })
	if err := d.Figure().Err(); err == nil || !strings.Contains(err.Error(), "boom") {
		t.Errorf("got %v", err)
	}
	d = Dynamic(NewDataStream(1), func(int) (Element, error) { return nil, nil })
	if err := d.Figure().Err(); !errors.Is(err, ErrElement) {
		t.Errorf("nil element: got %v", err)
	}
}

// Until there is data, a recipe that needs some draws nothing; afterwards its errors count.
func TestAStreamWithoutDataDrawsNothing(t *testing.T) {
	s := NewDataStream[frame.Frame]()
	e := Dynamic(s, func(f frame.Frame) (Element, error) {
		long, err := f.Melt("t", "kind", "value")
		if err != nil {
			return nil, err
		}
		return Curve(By("kind"))(long)
	})
	r := render(t, e, View{})
	if err := s.Send(t.Context(), xs(1)); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Image(); err == nil {
		t.Error("a frame without the column is drawn")
	}
}

// What a function is told of the view is the area that its element is drawn in.
func TestDynamicFuncSeesTheAreaOfTheData(t *testing.T) {
	var told View
	e := DynamicFunc(func(v View) (Element, error) {
		told = v
		return Curve()(xy([]float64{0, 1}, []float64{1e6, 123456789}))
	})
	r := render(t, e, View{Width: 320, Height: 240, Ratio: 2, X: Range{0, 4}})
	if a := r.panels[0].dataArea; told.Width != a.W || told.Height != a.H || told.Ratio != 2 || told.X != (Range{0, 4}) {
		t.Errorf("told %+v, drawn in %+v", told, a)
	}
}
