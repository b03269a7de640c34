package operation_test

import (
	"testing"

	"go.uber.org/goleak"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func column(name string, v ...float64) frame.Frame {
	return frame.Must(frame.New(frame.Col(name, v)))
}

// element makes an element of rows.
func element(t testing.TB, r viz.Recipe, f frame.Frame) viz.Element {
	t.Helper()
	e, err := r(f)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// drawn is the chart that an element is when it is drawn, and the view it was drawn for.
func drawn(t testing.TB, e viz.Element, v viz.View) (last *viz.Chart, area viz.View) {
	t.Helper()
	spy := viz.Map(e, func(v viz.View, c *viz.Chart) (viz.Element, error) {
		last, area = c, v
		return c, nil
	})
	if _, err := spy.Figure().Renderer(v).Image(); err != nil {
		t.Fatal(err)
	}
	return last, area
}
