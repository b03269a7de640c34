package frame_test

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"pgregory.net/rapid"
)

// tempFile writes text to a temporary file and returns its path.
func tempFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "data")
	check.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

// readBatches reads all batches of a file. It keeps them all, because a later batch must not change an earlier one.
func readBatches(t *testing.T, open frame.Opener, path string) []frame.Frame {
	t.Helper()
	r := mustValue(open(path))
	defer r.Close()
	var all []frame.Frame
	for {
		f, err := r.Read()
		if err == io.EOF {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		if err := r.Schema().Check(f); err != nil || f.Len() == 0 {
			t.Fatalf("batch of %d rows: %v", f.Len(), err)
		}
		all = append(all, f)
	}
}

func lengths(frames []frame.Frame) (n []int) {
	for _, f := range frames {
		n = append(n, f.Len())
	}
	return n
}

// The batches of a file have the rows of the whole file.
func TestOpenInBatches(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(r *rapid.T) {
		f := anyFrame(r, rapid.IntRange(0, 20).Draw(r, "rows"))
		f = mustValue(f.With(frame.Col("s", sometimesMissingTexts(r, mustValue(f.Strings("s")))).WithValid(validOf(f, "s"))))
		infer, batch := rapid.IntRange(1, 25).Draw(r, "infer"), rapid.IntRange(1, 25).Draw(r, "batch")
		var asCSV, asJSON bytes.Buffer
		if err := errors.Join(frame.WriteCSV(&asCSV, f), frame.WriteJSONLines(&asJSON, f)); err != nil {
			r.Fatal(err)
		}
		for name, c := range map[string]struct {
			text *bytes.Buffer
			open frame.Opener
		}{
			"csv":  {&asCSV, frame.OpenCSV(frame.CSVSchema(f.Schema()), frame.CSVInfer(infer), frame.CSVBatch(batch))},
			"json": {&asJSON, frame.OpenJSONLines(frame.JSONSchema(f.Schema()), frame.JSONInfer(infer), frame.JSONBatch(batch))},
		} {
			path := filepath.Join(dir, name)
			if err := os.WriteFile(path, c.text.Bytes(), 0o600); err != nil {
				r.Fatal(err)
			}
			got := readBatches(t, c.open, path)
			for i, n := range lengths(got) {
				if want := min(batch, f.Len()-i*batch); n != want {
					r.Fatalf("%s: batch %d has %d rows, want %d", name, i, n, want)
				}
			}
			if all := mustValue(frame.Concat(append(got, f.Empty()))); !all.Equal(f) {
				r.Fatalf("%s: got\n%v\nwant\n%v", name, all, f)
			}
		}
	})
}

func TestOpenInfersTypesFromFirstRows(t *testing.T) {
	path := tempFile(t, "x,y\n1,a\n2,b\n\n3,c\n4,\"d\nd\"\n5.5,e\n")
	r := mustValue(frame.OpenCSV(frame.CSVInfer(3), frame.CSVBatch(2))(path))
	defer r.Close()
	for _, want := range []string{"a b", "c"} {
		f, err := r.Read()
		if got := strings.Join(mustValue(check.Must(t, f, err).Strings("y")), " "); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	_, err := r.Read()
	check.Error(t, err, frame.ErrValue, "frame.OpenCSV: "+path, `line 8, column "x" must be int64, as in the first rows, got "5.5"`)

	path = tempFile(t, `{"x":1}`+"\n"+`{"x":2}`+"\n\n"+`{"x":"high"}`)
	j := mustValue(frame.OpenJSONLines(frame.JSONInfer(2))(path))
	defer j.Close()
	_, err = j.Read()
	check.NoError(t, err)
	_, err = j.Read()
	check.Error(t, err, frame.ErrValue, "frame.OpenJSONLines: "+path, `line 4, column "x" must be int64, as in the first rows, got "high"`)
}

func TestOpenErrors(t *testing.T) {
	schema := frame.Must(frame.New(frame.Col[int64]("x", nil))).Schema()
	for name, open := range map[string]frame.Opener{"frame.OpenCSV": frame.OpenCSV(), "frame.OpenJSONLines": frame.OpenJSONLines()} {
		_, err := open("no/such/file")
		check.Error(t, err, fs.ErrNotExist, name+": no/such/file: ")
		empty := tempFile(t, "")
		_, err = open(empty)
		check.Error(t, err, frame.ErrEmpty, name+": "+empty)
		if _, err = open(t.TempDir()); err == nil {
			t.Errorf("%s read a directory", name)
		}
	}
	_, err := frame.OpenCSV(frame.CSVSchema(schema))(tempFile(t, "y\n1\n"))
	check.Error(t, err, frame.ErrColumn, `CSVSchema: no such column "x" in [y]`)
	r := mustValue(frame.OpenCSV(frame.CSVSchema(schema))(tempFile(t, "x,y\n1.5,1\n")))
	defer r.Close()
	_, err = r.Read()
	check.Error(t, err, frame.ErrValue, `line 2, column "x" must be int64, got "1.5"`)
	check.Panics(t, "got none", func() { frame.CSVSchema(frame.Schema{}) })
	check.Panics(t, "got 0", func() { frame.CSVInfer(0) })
	check.Panics(t, "got -1", func() { frame.CSVBatch(-1) })
}

// Rows beyond CSVRows are not parsed.
func TestOpenCSVRows(t *testing.T) {
	r := mustValue(frame.OpenCSV(frame.CSVRows(3), frame.CSVBatch(2), frame.CSVInfer(1))(tempFile(t, "x\n1\n2\n3\nbad\n")))
	defer r.Close()
	n := 0
	for f, err := r.Read(); err != io.EOF; f, err = r.Read() {
		n += check.Must(t, f, err).Len()
	}
	if n != 3 {
		t.Errorf("read %d rows, want 3", n)
	}
}
