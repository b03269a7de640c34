package ipc_test

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/frame/ipc"
	"github.com/streamgage/streamgage/internal/check"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// wantFrame checks that two frames are equal.
func wantFrame(t *testing.T, got, want frame.Frame) {
	t.Helper()
	if !got.Equal(want) {
		t.Errorf("got %v\n%v\nwant %v\n%v", got.Schema(), got, want.Schema(), want)
	}
}

// openerFor returns the opener for a file's name.
func openerFor(name string, opts ...ipc.Option) frame.Opener {
	if filepath.Ext(name) == ".parquet" {
		return ipc.OpenParquet(opts...)
	}
	return ipc.OpenArrow(opts...)
}

// readFile reads a file of testdata. All batches are kept until the end, because a later batch must not change an
// earlier one.
func readFile(t *testing.T, name string, opts ...ipc.Option) frame.Frame {
	t.Helper()
	f, err := frame.ReadFile("testdata/"+name, openerFor(name, opts...))
	return check.Must(t, f, err)
}

// readBatches returns all batches of a file.
func readBatches(t testing.TB, open frame.Opener, path string) []frame.Frame {
	t.Helper()
	r, err := open(path)
	check.NoError(t, err)
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
		all = append(all, check.Must(t, f, err))
	}
}

// writeFile writes frames to a file.
func writeFile(t testing.TB, path string, newWriter func(io.Writer) *ipc.Writer, frames ...frame.Frame) {
	t.Helper()
	file, err := os.Create(path)
	check.NoError(t, err)
	defer file.Close()
	w := newWriter(file)
	for _, f := range frames {
		check.NoError(t, w.Send(t.Context(), f))
	}
	check.NoError(t, w.Close(t.Context()))
}
