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

// addSeeds adds the files of testdata that match the patterns.
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

// checkReadable reads data as a file, and every value in it. Any content must result in frames or in one of the known
// errors.
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
		for rows := 0; rows < 1<<16; { // a file can claim any number of null rows, because they take no space
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

// Run the fuzz tests with -fuzzminimizetime 1x: minimising an interesting file takes a minute.
func FuzzOpenArrow(f *testing.F) {
	addSeeds(f, "types*.arrow", "deltas.arrow", "beyond.arrow", "others.arrow")
	f.Fuzz(func(t *testing.T, data []byte) { checkReadable(t, ipc.OpenArrow(), data) })
}

func FuzzOpenParquet(f *testing.F) {
	addSeeds(f, "*.parquet")
	f.Fuzz(func(t *testing.T, data []byte) { checkReadable(t, ipc.OpenParquet(), data) })
}
