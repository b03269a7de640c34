package viz_test

import (
	"bytes"
	"errors"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/streamgage/streamgage/viz"
	"gonum.org/v1/plot/cmpimg"
)

// tolerance is how far, of 1, a picture may be from the golden one: other versions of Go round differently.
const tolerance = 0.1

// picture draws a figure as PNG.
func picture(t *testing.T, d viz.Drawable) []byte {
	t.Helper()
	img, err := d.Figure().Renderer(viz.View{}).Image()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestGolden(t *testing.T) {
	for name, d := range gallery() {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join("testdata", name+".png")
			got := picture(t, d)
			if *cmpimg.GenerateTestData {
				if err := errors.Join(os.MkdirAll("testdata", 0o755), os.WriteFile(path, got, 0o644)); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			same, err := cmpimg.EqualApprox("png", got, want, tolerance)
			if err != nil || !same {
				failed := filepath.Join(t.TempDir(), name+".png")
				_ = os.WriteFile(failed, got, 0o644)
				t.Errorf("differs from %s (%v); with -regen it is replaced", path, err)
			}
		})
	}
}
