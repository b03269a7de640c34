package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"image/gif"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// renderInto renders animations with a few frames, and returns what was printed.
func renderInto(t *testing.T, out string, seed uint64, frames int, wanted ...string) string {
	t.Helper()
	var printed bytes.Buffer
	check.NoError(t, render(t.Context(), &printed, settings{out: out, frames: frames, seed: seed, wanted: wanted}))
	return printed.String()
}

func TestEveryAnimationHasItsFilesAndFrames(t *testing.T) {
	out := t.TempDir()
	const frames = 8
	printed := renderInto(t, out, 1, frames, animationNames()...)
	if len(animationNames()) != 10 {
		t.Errorf("%d animations, want the guide's ten", len(animationNames()))
	}
	for _, name := range animationNames() {
		file, err := os.Open(filepath.Join(out, name+".gif"))
		check.NoError(t, err)
		pictures, err := gif.DecodeAll(file)
		file.Close()
		if err != nil {
			t.Fatalf("%s.gif: %v", name, err)
		}
		// A frame that is equal to the last one is not written; the last one is shown for longer.
		if n := len(pictures.Image); n > frames || n < frames-1 {
			t.Errorf("%s.gif has %d frames, want %d", name, n, frames)
		}
		still, err := os.Open(filepath.Join(out, name+".png"))
		check.NoError(t, err)
		if _, err := png.Decode(still); err != nil {
			t.Errorf("%s.png: %v", name, err)
		}
		still.Close()
		if svg, err := os.ReadFile(filepath.Join(out, name+".svg")); err != nil || !bytes.Contains(svg, []byte("<svg")) {
			t.Errorf("%s.svg: %v", name, err)
		}
		if !strings.Contains(printed, name+".gif") {
			t.Errorf("the table lacks %s.gif:\n%s", name, printed)
		}
	}
}

// Two runs with one seed write the same bytes; a run with another seed writes others.
func TestSameSeedSameBytes(t *testing.T) {
	virtual := animationNames()[:9]
	dirs := []string{t.TempDir(), t.TempDir(), t.TempDir()}
	for i, seed := range []uint64{7, 7, 8} {
		renderInto(t, dirs[i], seed, 5, virtual...)
	}
	for _, name := range virtual {
		for _, ext := range []string{".gif", ".png", ".svg"} {
			var files [3][]byte
			for i, dir := range dirs {
				var err error
				if files[i], err = os.ReadFile(filepath.Join(dir, name+ext)); err != nil {
					t.Fatal(err)
				}
			}
			if !bytes.Equal(files[0], files[1]) {
				t.Errorf("%s%s differs between two runs of one seed", name, ext)
			}
			if bytes.Equal(files[0], files[2]) {
				t.Errorf("%s%s is the same for two seeds", name, ext)
			}
		}
	}
}

func TestBadFlags(t *testing.T) {
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"unknown animation": {[]string{"-only", "streamz3, streamz33"}, `no animation "streamz33"; there are streamz1,`},
		"no frames":         {[]string{"-frames", "0"}, "-frames must be at least 1, got 0"},
		"extra argument":    {[]string{"streamz1"}, `unexpected argument "streamz1"`},
		"unwritable folder": {[]string{"-only", "streamz3", "-frames", "1", "-out", "main.go/x"}, "main.go/x"},
	} {
		if err := run(t.Context(), c.args); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q in it", name, err, c.want)
		}
	}
	if err := run(t.Context(), []string{"-h"}); !errors.Is(err, flag.ErrHelp) {
		t.Errorf("-h: got %v", err)
	}
}

// The lines of the progress are in the guide's order, whatever finishes first, also if an animation fails.
func TestProgressIsInTheGuidesOrder(t *testing.T) {
	for finished, want := range map[string]string{
		"streamz9 streamz3 streamz1 brownian": "streamz1 brownian streamz3 streamz9",
		"streamz1 brownian streamz3 streamz9": "streamz1 brownian streamz3 streamz9",
		"streamz9 streamz3 streamz1":          "streamz1 streamz3 streamz9", // brownian has failed
		"":                                    "",
	} {
		var printed bytes.Buffer
		bar := newProgress(&printed, settings{frames: 1, wanted: []string{"streamz9", "streamz1", "streamz3", "brownian"}})
		for name := range strings.FieldsSeq(finished) {
			bar.markDone(name)
		}
		bar.finish()
		if got := strings.Fields(strings.ReplaceAll(printed.String(), "done", "")); strings.Join(got, " ") != want {
			t.Errorf("finished %s: got %s, want %s", finished, got, want)
		}
	}
}

// An interrupted run returns soon, with the context's error, and leaves no goroutine.
func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := render(ctx, &bytes.Buffer{}, settings{out: t.TempDir(), frames: 1000, seed: 1, wanted: []string{"streamz3", "streamz9"}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
