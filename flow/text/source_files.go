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

// Files makes a source of the names of the files in a directory, or of the files that match a pattern of filepath.Glob.
// It lists them once and ends. With Follow, it lists them again at the interval Poll until it is stopped, and emits the
// new names.
//
// Names include the directory. The names of one listing are sorted. Each name is emitted once. But if a file is missing
// in one listing and present in a later one, its name is emitted again, because only the names of the last listing are
// kept. Directories are left out. Files whose names begin with a dot are also left out, unless the last part of the
// pattern begins with a dot. A directory that does not exist is treated as empty.
//
// Files accepts the options Follow and Poll. A malformed pattern, or a directory that cannot be read, is an error.
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

// emitNew emits the names of files that are not in known. It returns the known names for the next call.
func emitNew(names []string, known map[string]bool, emit func(string) error) (map[string]bool, error) {
	current := make(map[string]bool, len(names))
	for _, name := range names {
		if known[name] {
			current[name] = true
			continue
		}
		if info, err := os.Stat(name); err != nil || info.IsDir() {
			continue // an error means that the file was removed after the listing
		}
		current[name] = true
		if err := emit(name); err != nil {
			return current, err
		}
	}
	return current, nil
}

// list returns the sorted names of the entries of a directory, or of the files that match a pattern. It leaves out
// hidden files.
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

// listDir returns the sorted names of the entries of a directory that are not hidden.
func listDir(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil // removed after the Stat in list
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

// hidden reports whether a file's name begins with a dot.
func hidden(name string) bool { return strings.HasPrefix(filepath.Base(name), ".") }
