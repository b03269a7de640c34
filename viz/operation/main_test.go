package operation_test

import (
	"testing"

	"go.uber.org/goleak"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/viz"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// column is a frame of one column.
func column(name string, v ...float64) frame.Frame {
	return frame.Must(frame.New(frame.Col(name, v)))
}

// element makes an element of rows with a recipe.
func element(t testing.TB, r viz.Recipe, f frame.Frame) viz.Element {
	t.Helper()
	e, err := r(f)
	return check.Must(t, e, err)
}

// drawn draws an element of one chart. It returns the chart that was drawn, and the view that it was made for.
func drawn(t testing.TB, e viz.Element, v viz.View) (chart *viz.Chart, area viz.View) {
	t.Helper()
	recorder := viz.Map(e, func(v viz.View, c *viz.Chart) (viz.Element, error) {
		chart, area = c, v
		return c, nil
	})
	_, err := recorder.Figure().Renderer(v).Image()
	check.NoError(t, err)
	return chart, area
}
