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
		"alone": d, "relabelled": d.Relabel("x"), "in an overlay": Overlay(Dynamic(NewDataFrameStream(rows), Curve()), d), "in a layout": Layout(d),
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

// An option with an error that an operation sets is an error of the figure.
func TestMapReportsErrorsOfTheOperationsOptions(t *testing.T) {
	d := Map(Dynamic(NewDataFrameStream(rows), Curve()), func(_ View, c *Chart) (Element, error) {
		return c.Opts(LineColor("reddish")), nil
	})
	if err := d.Figure().Err(); !errors.Is(err, ErrOption) || !strings.Contains(err.Error(), "reddish") {
		t.Errorf("got %v", err)
	}
}

// Errors of a recipe are ignored until the stream has data, and reported afterwards.
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
	send(t, s, xs(1))
	if _, err := r.Image(); err == nil {
		t.Error("a frame without the column is drawn")
	}
}

// The view that the function is called with has the size of the area in which its element is drawn.
func TestDynamicFuncSeesTheAreaOfTheData(t *testing.T) {
	var got View
	e := DynamicFunc(func(v View) (Element, error) {
		got = v
		return Curve()(xy([]float64{0, 1}, []float64{1e6, 123456789}))
	})
	r := render(t, e, View{Width: 320, Height: 240, Ratio: 2, X: Range{0, 4}})
	if a := r.panels[0].dataArea; got.Width != a.W || got.Height != a.H || got.Ratio != 2 || got.X != (Range{0, 4}) {
		t.Errorf("got %+v, drawn in %+v", got, a)
	}
}
