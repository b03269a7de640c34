package ops_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

// FromFiles reads compressed files beside others. A file that is cut off is an error after its rows before the cut.
func TestFromFilesCompressed(t *testing.T) {
	var zipped bytes.Buffer
	w := gzip.NewWriter(&zipped)
	_, err := io.WriteString(w, "{\"x\":3}\n{\"x\":4}\n")
	check.NoError(t, err)
	check.NoError(t, w.Flush()) // so that a cut after this place loses no row
	rows := zipped.Len()
	_, err = io.WriteString(w, "{\"x\":5}\n")
	check.NoError(t, err)
	check.NoError(t, w.Close())
	dir := t.TempDir()
	check.NoError(t, os.WriteFile(filepath.Join(dir, "a.json"), []byte(`[{"x":1},{"x":2}]`), 0o600))
	check.NoError(t, os.WriteFile(filepath.Join(dir, "b.jsonl.gz"), zipped.Bytes(), 0o600))
	cut := filepath.Join(dir, "c.gz")
	check.NoError(t, os.WriteFile(cut, zipped.Bytes()[:rows], 0o600))

	d := ops.FromFiles(dir, frame.OpenJSON())
	var got []int64
	sink := flow.Sink(d, func(_ context.Context, f frame.Frame) error {
		x, err := f.Ints("x")
		got = append(got, x...)
		return err
	})
	err = flow.Run(t.Context(), sink)
	check.Error(t, err, frame.ErrCompressed, "ops.FromFiles: frame.OpenJSON: "+cut+": ", "unexpected end of gzip data after 16 bytes of text")
	check.Values(t, got, 1, 2, 3, 4, 5, 3, 4)
}
