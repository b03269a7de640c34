package main

import (
	"image/gif"
	"os"
	"path/filepath"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// The four years are 1,461 days: with a week for each frame, that is 209 frames.
func TestReplay(t *testing.T) {
	out := t.TempDir()
	rec, err := replay(t.Context(), out)
	if err != nil {
		t.Fatal(err)
	}
	if rec.Frames() != 209 {
		t.Errorf("%d frames, want 209", rec.Frames())
	}
	file, err := os.Open(filepath.Join(out, "replay.gif"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	pictures, err := gif.DecodeAll(file)
	if err != nil {
		t.Fatal(err)
	}
	if b := pictures.Config; b.Width != 1060 || b.Height != 360 {
		t.Errorf("the GIF is %d x %d pixels, want 1060 x 360", b.Width, b.Height)
	}
}
