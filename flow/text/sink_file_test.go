package text_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/text"
	"github.com/streamgage/streamgage/internal/check"
)

func wantFile(t *testing.T, path, content string) {
	t.Helper()
	got, err := os.ReadFile(path)
	check.NoError(t, err)
	if string(got) != content {
		t.Errorf("the file contains %.200q, want %.200q", got, content)
	}
}

func TestFile(t *testing.T) {
	for name, test := range map[string]struct {
		lines []string
		opts  []text.FileOption
		want  string
	}{
		"none":          {nil, nil, ""},
		"none appended": {nil, []text.FileOption{text.Append()}, "old\n"},
		"lines":         {[]string{"a", "", "b"}, nil, "a\n\nb\n"},
		"appended":      {[]string{"a"}, []text.FileOption{text.Append()}, "old\na\n"},
		"as they are":   {[]string{"a\nb", "\xff"}, []text.FileOption{text.FlushEach()}, "a\nb\n\xff\n"},
	} {
		t.Run(name, func(t *testing.T) {
			path := writeFile(t, "old\n")
			s := flow.FromSlice(test.lines)
			flow.To(s, text.File(path, test.opts...))
			wantFile(t, path, "old\n")
			check.NoError(t, flow.Run(t.Context(), s))
			wantFile(t, path, test.want)
		})
	}
}

func TestFileBuffers(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new")
	line := strings.Repeat("x", 1023)
	f := text.File(path)
	for range 64 {
		check.NoError(t, f.Send(t.Context(), line))
	}
	wantFile(t, path, "")
	check.NoError(t, f.Send(t.Context(), line))
	wantFile(t, path, strings.Repeat(line+"\n", 64))
	check.NoError(t, f.Close(t.Context()))
	check.NoError(t, f.Close(t.Context()))
	wantFile(t, path, strings.Repeat(line+"\n", 65))
	check.Error(t, f.Send(t.Context(), line), fs.ErrClosed, path)

	f = text.File(path, text.FlushEach())
	check.NoError(t, f.Send(t.Context(), "a"))
	wantFile(t, path, "a\n")
	check.NoError(t, f.Close(t.Context()))
}

func TestFileErrors(t *testing.T) {
	path := filepath.Join(t.TempDir(), "missing", "file")
	s := flow.FromSlice([]string{"a"})
	flow.To(s, text.File(path), flow.Name("out"))
	check.Error(t, flow.Run(t.Context(), s), fs.ErrNotExist, `node "out"`, "text.File", path)

	f := text.File(path)
	check.Error(t, f.Send(t.Context(), "a"), fs.ErrNotExist, path)
	check.NoError(t, os.Mkdir(filepath.Dir(path), 0o700))
	check.Error(t, f.Send(t.Context(), "a"), fs.ErrNotExist, path)
	check.Error(t, f.Close(t.Context()), fs.ErrNotExist, path)
	if _, err := os.Stat(path); err == nil {
		t.Error("a file was created without its first line")
	}

	f = text.File(writeFile(t, ""))
	s = flow.FromSlice([]string{"a"})
	flow.To(s, f)
	flow.To(s, f)
	check.Error(t, flow.Run(t.Context(), s), flow.ErrFed)

	check.PanicsWith(t, "text.File: nil option", func() { text.File("x", nil) })
}

// On a full disk the Send that writes returns an error, and so does Close.
func TestFileOnAFullDisk(t *testing.T) {
	const full = "/dev/full"
	if _, err := os.Stat(full); err != nil {
		t.Skip("there is no", full)
	}
	for _, opts := range [][]text.FileOption{{}, {text.FlushEach()}} {
		f := text.File(full, opts...)
		var err error
		for i := 0; err == nil; i++ {
			err = f.Send(t.Context(), fmt.Sprint(i))
		}
		if !strings.Contains(err.Error(), "text.File: write "+full) {
			t.Errorf("got %v from Send", err)
		}
		check.Error(t, f.Close(t.Context()), err)
	}
	f := text.File(full)
	check.NoError(t, f.Send(t.Context(), "a"))
	if err := f.Close(t.Context()); err == nil {
		t.Error("Close returns no error for the full disk")
	}
}

// Lines and File copy a file without changes.
func TestLinesToFileCopies(t *testing.T) {
	content := strings.Repeat("line\n\n\xffä\n", 10_000)
	path := filepath.Join(t.TempDir(), "copy")
	s := text.Lines(writeFile(t, content))
	flow.To(s, text.File(path))
	check.NoError(t, flow.Run(context.Background(), s))
	wantFile(t, path, content)
}
