package ipc_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/frame/ipc"
	"github.com/streamgage/streamgage/internal/check"
)

// seed adds the files of testdata that match.
func addSeeds(f *testing.F, patterns ...string) {
	for _, pattern := range patterns {
		names, err := filepath.Glob("testdata/" + pattern)
		if err != nil || len(names) == 0 {
			f.Fatalf("no %s: %v", pattern, err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			f.Add(check.Must(f, data, err))
		}
	}
}

// readable reads whatever it is, and looks at each value. Files of any content are frames, or errors that say why not.
func checkReadable(t *testing.T, open frame.Opener, data []byte) {
	path := filepath.Join(t.TempDir(), "file")
	check.NoError(t, os.WriteFile(path, data, 0o600))
	r, err := open(path)
	if err == nil {
		defer func() {
			if err := r.Close(); err != nil {
				t.Error(err)
			}
		}()
		cells := []byte(nil)
		for rows := 0; rows < 1<<16; { // null columns take no room in a file, so there may be any number of rows
			var f frame.Frame
			if f, err = r.Read(); err != nil {
				break
			}
			rows += f.Len()
			for row := range f.Len() {
				for col := range f.NumCols() {
					cells = f.AppendCell(cells[:0], col, row)
				}
			}
		}
	}
	for _, known := range []error{
		nil, io.EOF, ipc.ErrCorrupt, frame.ErrType, frame.ErrValue, frame.ErrName, frame.ErrColumn, frame.ErrEmpty, frame.ErrSchema,
	} {
		if errors.Is(err, known) {
			return
		}
	}
	t.Errorf("an error of no kind: %v", err)
}

// Run them with -fuzzminimizetime 1x: to make interesting files smaller takes a minute each.
func FuzzOpenArrow(f *testing.F) {
	addSeeds(f, "types*.arrow", "deltas.arrow", "beyond.arrow", "others.arrow")
	f.Fuzz(func(t *testing.T, data []byte) { checkReadable(t, ipc.OpenArrow(), data) })
}

func FuzzOpenParquet(f *testing.F) {
	addSeeds(f, "*.parquet")
	f.Fuzz(func(t *testing.T, data []byte) { checkReadable(t, ipc.OpenParquet(), data) })
}
