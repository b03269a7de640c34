package ipc_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/frame/ipc"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// wantErr checks that an error is of the kind and that its message names all the parts.
func wantErr(t *testing.T, err, kind error, parts ...string) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Fatalf("error %v, want %v", err, kind)
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("error %q does not name %q", err, part)
		}
	}
}

func wantFrame(t *testing.T, got, want frame.Frame) {
	t.Helper()
	if !got.Equal(want) {
		t.Errorf("got %v\n%v\nwant %v\n%v", got.Schema(), got, want.Schema(), want)
	}
}

func wantPanic(t *testing.T, part string, f func()) {
	t.Helper()
	defer func() {
		t.Helper()
		if s, _ := recover().(string); !strings.Contains(s, part) {
			t.Errorf("panic %q, want one with %q", s, part)
		}
	}()
	f()
}

func must[T any](t testing.TB, v T, err error) T {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// opened is the opener for a file's name.
func opened(name string, opts ...ipc.Option) frame.Opener {
	if filepath.Ext(name) == ".parquet" {
		return ipc.OpenParquet(opts...)
	}
	return ipc.OpenArrow(opts...)
}

// whole reads a file of testdata, and joins the batches, which are all kept until the end: what is read later must not
// change what was read before.
func whole(t *testing.T, name string, opts ...ipc.Option) frame.Frame {
	t.Helper()
	f, err := frame.ReadFile("testdata/"+name, opened(name, opts...))
	return must(t, f, err)
}

func batches(t testing.TB, open frame.Opener, path string) []frame.Frame {
	t.Helper()
	r, err := open(path)
	must(t, r, err)
	defer func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}()
	var all []frame.Frame
	for {
		f, err := r.Read()
		if err == io.EOF {
			return all
		}
		all = append(all, must(t, f, err))
	}
}

// save writes frames to a file of the test.
func save(t testing.TB, path string, newWriter func(io.Writer) *ipc.Writer, frames ...frame.Frame) {
	t.Helper()
	file, err := os.Create(path)
	must(t, file, err)
	defer file.Close()
	w := newWriter(file)
	for _, f := range frames {
		if err := w.Send(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
}
