package viz

import (
	"testing"

	"github.com/streamgage/streamgage/frame"
	"gonum.org/v1/plot"
)

// noPlotters makes no plotters.
func noPlotters(frame.Frame) ([]plot.Plotter, error) { return nil, nil }

func TestKinds(t *testing.T) {
	for want, e := range map[string]Element{
		"Curve": chartOf(t, Curve(), rows), "Scatter": chartOf(t, Scatter(), rows), "Points": chartOf(t, Points(), rows),
		"Area": chartOf(t, Area(), rows), "BoxWhisker": chartOf(t, BoxWhisker(Y("price")), rows), "Table": chartOf(t, Table(), rows),
		"Dataset": chartOf(t, Dataset(), rows), "Histogram": Histogram(nil, nil), "RGB": RGB(nil, Bounds{}),
		"Plotters": chartOf(t, Plotters(noPlotters), frame.Frame{}),
	} {
		if got := e.(*Chart).Kind(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		render(t, Overlay(e, e.Relabel("again")), View{}) // every kind can be a layer; a table is not drawn then
	}
}
