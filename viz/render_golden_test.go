package viz_test

import (
	"bytes"
	"errors"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/viz"
	"gonum.org/v1/plot/cmpimg"
)

// tolerance is the allowed difference between a picture and the golden one, of 1. Other versions of Go round differently.
const tolerance = 0.1

// encodePNG draws a figure as PNG.
func encodePNG(t *testing.T, d viz.Drawable) []byte {
	t.Helper()
	img, err := d.Figure().Renderer(viz.View{}).Image()
	check.NoError(t, err)
	var b bytes.Buffer
	check.NoError(t, png.Encode(&b, img))
	return b.Bytes()
}

func TestGolden(t *testing.T) {
	for name, d := range gallery() {
		t.Run(name, func(t *testing.T) { wantGolden(t, name, d) })
	}
}

// wantGolden compares a figure with its golden picture.
func wantGolden(t *testing.T, name string, d viz.Drawable) {
	t.Helper()
	path := filepath.Join("testdata", name+".png")
	got := encodePNG(t, d)
	if *cmpimg.GenerateTestData {
		check.NoError(t, errors.Join(os.MkdirAll("testdata", 0o755), os.WriteFile(path, got, 0o644)))
	}
	want, err := os.ReadFile(path)
	check.NoError(t, err)
	same, err := cmpimg.EqualApprox("png", got, want, tolerance)
	if err != nil || !same {
		failed := filepath.Join(t.TempDir(), name+".png")
		_ = os.WriteFile(failed, got, 0o644)
		t.Errorf("differs from %s (%v); with -regen it is replaced", path, err)
	}
}
