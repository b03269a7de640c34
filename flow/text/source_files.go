package text

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/streamgage/streamgage/flow"
)

// Files makes a source of the names of the files in a directory, or of those that match a pattern as filepath.Glob has
// it. It ends after one look. With Follow it looks again every Poll, until it is stopped, and gives the names that are
// new.
//
// Names begin with the directory; those of one look are in order. Each is given once, but a file that was gone at one
// look and is there at a later one is new again: only the names that there are now are remembered. Directories are left
// out, and so are files whose names begin with a dot, unless the pattern's last part does. A directory that does not
// exist is like an empty one.
//
// It takes Follow and Poll. A malformed pattern is an error, as is a directory that cannot be read.
func Files(pattern string, opts ...flow.SourceOption) flow.Stream[string] {
	c := &config{op: "Files", accepted: []string{"Follow", "Poll"}}
	return newSource(c, "text files", opts, func(ctx context.Context, emit func(string) error) error {
		known := map[string]bool{}
		for {
			names, err := list(pattern)
			if err != nil {
				return c.wrapError(err)
			}
			if known, err = emitNew(names, known, emit); err != nil || !c.follow {
				return err
			}
			if err := c.waitForPoll(ctx); err != nil {
				return err
			}
		}
	})
}

// emitNew emits the files among names that are not known, and gives what is known from then on.
func emitNew(names []string, known map[string]bool, emit func(string) error) (map[string]bool, error) {
	now := make(map[string]bool, len(names))
	for _, name := range names {
		if known[name] {
			now[name] = true
			continue
		}
		if info, err := os.Stat(name); err != nil || info.IsDir() {
			continue // or it has vanished meanwhile
		}
		now[name] = true
		if err := emit(name); err != nil {
			return now, err
		}
	}
	return now, nil
}

// list gives the names of what is in a directory, or matches a pattern, in order.
func list(pattern string) ([]string, error) {
	if info, err := os.Stat(pattern); err == nil && info.IsDir() {
		return listDir(pattern)
	}
	names, err := filepath.Glob(pattern)
	if err != nil {
		return nil, &fs.PathError{Op: "glob", Path: pattern, Err: err}
	}
	if !hidden(pattern) {
		names = slices.DeleteFunc(names, hidden)
	}
	slices.Sort(names)
	return names, nil
}

func listDir(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil // it has vanished meanwhile
	}
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if !hidden(e.Name()) {
			names = append(names, filepath.Join(dir, e.Name()))
		}
	}
	return names, nil
}

func hidden(name string) bool { return strings.HasPrefix(filepath.Base(name), ".") }
