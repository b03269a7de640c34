package operation_test

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/viz"
	"github.com/streamgage/streamgage/viz/operation"
	"gonum.org/v1/plot/cmpimg"
)

// The golden pictures were judged by eye. go test . -regen replaces them.
func TestGolden(t *testing.T) {
	xs, ys := walk(200_000)
	long := frame.Must(frame.New(frame.Col("x", xs), frame.Col("y", ys)))
	for name, d := range map[string]viz.Drawable{
		"datashade": operation.Datashade(element(t, viz.Curve(), long), operation.Normalization("linear"), viz.Cmap("Blues8")).Opts(viz.Width(600)),
		"eq-hist":   operation.Datashade(element(t, viz.Scatter(), long)).Relabel("200,000 rows"),
		"histogram": operation.Histogram(element(t, viz.Dataset(), long), operation.Dimension("y")),
	} {
		img, err := d.Figure().Renderer(viz.View{}).Image()
		check.NoError(t, err)
		var got bytes.Buffer
		check.NoError(t, png.Encode(&got, img))
		path := filepath.Join("testdata", name+".png")
		if *cmpimg.GenerateTestData {
			check.NoError(t, os.WriteFile(path, got.Bytes(), 0o644))
		}
		want, err := os.ReadFile(path)
		check.NoError(t, err)
		if same, err := cmpimg.EqualApprox("png", got.Bytes(), want, 0.1); err != nil || !same {
			t.Errorf("differs from %s (%v)", path, err)
		}
	}
}
