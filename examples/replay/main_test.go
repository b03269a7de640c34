package main

import (
	"image/gif"
	"os"
	"path/filepath"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// The four years are 1,461 days: with a week for each frame, that is 209 frames.
func TestReplay(t *testing.T) {
	out := t.TempDir()
	rec, err := replay(t.Context(), out)
	check.NoError(t, err)
	if rec.Frames() != 209 {
		t.Errorf("%d frames, want 209", rec.Frames())
	}
	file, err := os.Open(filepath.Join(out, "replay.gif"))
	check.NoError(t, err)
	defer file.Close()
	pictures, err := gif.DecodeAll(file)
	check.NoError(t, err)
	if b := pictures.Config; b.Width != 1060 || b.Height != 360 {
		t.Errorf("the GIF is %d x %d pixels, want 1060 x 360", b.Width, b.Height)
	}
}
