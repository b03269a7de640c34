package sinks_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/sinks"
)

// fileNames returns the files below a folder, relative to it.
func fileNames(t *testing.T, dir string) (list []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			path, err = filepath.Rel(dir, path)
			list = append(list, filepath.ToSlash(path))
		}
		return err
	})
	check.NoError(t, err)
	return list
}

func TestFileGetsItsNameWhenComplete(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a", "b", "walk.txt")
	f := sinks.File(path)
	if got := fileNames(t, dir); len(got) != 0 {
		t.Fatalf("files before the first write: %v", got)
	}
	for _, s := range []string{"one ", "two"} {
		if n, err := io.WriteString(f, s); n != len(s) || err != nil {
			t.Fatalf("wrote %d bytes, %v", n, err)
		}
	}
	if got := fileNames(t, dir); len(got) != 1 || !strings.HasPrefix(got[0], "a/b/walk.txt.") || !strings.HasSuffix(got[0], ".part") {
		t.Fatalf("files while writing: %v, want a/b/walk.txt.*.part", got)
	}
	check.NoError(t, f.(io.Closer).Close())
	if got := fileNames(t, dir); len(got) != 1 || got[0] != "a/b/walk.txt" {
		t.Fatalf("files after Close: %v", got)
	}
	if got, err := os.ReadFile(path); string(got) != "one two" || err != nil {
		t.Errorf("read %q, %v", got, err)
	}
	if _, err := io.WriteString(f, "more"); !errors.Is(err, sinks.ErrClosed) {
		t.Errorf("write after Close: %v, want ErrClosed", err)
	}
}

func TestFileReplacesExistingFileAndKeepsMode(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "old")
	link := filepath.Join(dir, "link")
	check.NoError(t, errors.Join(os.WriteFile(path, []byte("old"), 0o640), os.Chmod(path, 0o640), os.Symlink("old", link)))
	f := sinks.File(link)
	if _, err := io.WriteString(f, "new"); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(path); string(got) != "old" {
		t.Errorf("before Close the file holds %q, want the old content", got)
	}
	check.NoError(t, f.(io.Closer).Close())
	info, err := os.Lstat(path)
	if got, _ := os.ReadFile(path); string(got) != "new" || err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the link's target holds %q, %v, %v; want new, mode 640", got, info.Mode(), err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link is no link any more: %v, %v", info.Mode(), err)
	}
}

func TestUnwrittenFileIsEmpty(t *testing.T) {
	path := filepath.Join(t.TempDir(), "empty")
	check.NoError(t, sinks.File(path).(io.Closer).Close())
	if info, err := os.Stat(path); err != nil || info.Size() != 0 {
		t.Errorf("%v, %v; want an empty file", info, err)
	}
}

func TestFileErrorsNameThePath(t *testing.T) {
	dir := t.TempDir()
	blocker := filepath.Join(dir, "file")
	check.NoError(t, os.WriteFile(blocker, nil, 0o600))
	for _, path := range []string{filepath.Join(blocker, "x.gif"), dir} {
		f := sinks.File(path)
		_, err := io.WriteString(f, "x")
		for _, err := range []error{err, f.(io.Closer).Close()} {
			if err == nil || !strings.Contains(err.Error(), path) || strings.Contains(err.Error(), ".part") {
				t.Errorf("error %v does not name %q", err, path)
			}
		}
	}
	if got := fileNames(t, dir); len(got) != 1 {
		t.Errorf("left behind: %v", got)
	}
}

func TestDeviceIsWrittenDirectly(t *testing.T) {
	if _, err := os.Stat(os.DevNull); err != nil {
		t.Skip(err)
	}
	f := sinks.File(os.DevNull)
	if _, err := io.WriteString(f, "x"); err != nil {
		t.Fatal(err)
	}
	check.NoError(t, f.(io.Closer).Close())
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Errorf("the device is %v now, %v", info.Mode(), err)
	}
}
