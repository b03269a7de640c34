package ops

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
)

// files is the source of FromFiles: what it reads, and its options.
type fileSource struct {
	pattern    string
	open       frame.Opener
	example    frame.Frame
	follow     time.Duration // 0: what is there when Run begins
	clock      flow.Clock
	taken      map[string]bool
	schemaFrom string // what has the schema that all must have, for errors
	origin     *origin
}

// Example tells [FromFiles] the schema of its files, so that it need not look into the first one when the graph is built;
// there may be none yet. Its rows, if it has any, are seen as what was there before, as in [From]. It panics if the
// example has no columns, and on a source other than FromFiles.
func Example(f frame.Frame) flow.SourceOption {
	if f.NumCols() == 0 {
		panic("ops.Example: the example must have columns, got the zero Frame")
	}
	return func(c *flow.SourceConfig) { fileSourceOf("Example", c).example = f }
}

// Follow makes [FromFiles] go on with files that are new, for which it looks every d on its clock. Default: it ends after
// the files that are there when Run begins. It panics unless d is positive, and on a source other than FromFiles.
func Follow(d time.Duration) flow.SourceOption {
	if d <= 0 {
		panic(fmt.Sprintf("ops.Follow: must be positive, got %v", d))
	}
	return func(c *flow.SourceConfig) { fileSourceOf("Follow", c).follow = d }
}

func fileSourceOf(option string, c *flow.SourceConfig) *fileSource {
	f, ok := c.Extra.(*fileSource)
	if !ok {
		panic(fmt.Sprintf("ops.%s: an option of ops.FromFiles only, got the source %q", option, c.Name))
	}
	return f
}

// FromFiles is a source of the rows of files, one file after the other in the order of their names, in the batches that
// open gives: frame.OpenCSV(), frame.OpenJSONLines(), ipc.OpenArrow() or ipc.OpenParquet() of package frame/ipc. pattern
// is a file, a directory, or a pattern of filepath.Glob. Of a directory it takes all files, but not those of directories in it; whose
// name begins with a dot or ends in .part is not finished, and never taken.
//
// All files must have one schema: that of the first one, which is opened when the graph is built, unless [Example] gives
// it. If there is none, that is a build error that wraps fs.ErrNotExist. A file that has another schema ends the source
// with a frame.ErrSchema that names the file and the difference, as any error of reading does. Types that open infers
// may differ from file to file: give them, with frame.CSVSchema for example.
//
// With [Follow] it goes on with new files, those of one look again in the order of their names. A file is taken once, as
// it then is: it must appear under its name when it is complete, so write it under another one and rename it. On a
// virtual clock files are read in no time.
//
// It panics if open is nil.
func FromFiles(pattern string, open frame.Opener, opts ...flow.SourceOption) DataFrame {
	if open == nil {
		panic("ops.FromFiles: the opener must not be nil")
	}
	r := &fileSource{pattern: pattern, open: open, taken: map[string]bool{}, schemaFrom: "the example", origin: &origin{}}
	first := func(c *flow.SourceConfig) { c.Name, c.Extra = "files", r }
	last := func(c *flow.SourceConfig) { r.clock = c.Clock }
	s := flow.FromFunc(r.run, slices.Concat([]flow.SourceOption{first}, opts, []flow.SourceOption{last})...)
	d := DataFrame{Stream: s, origin: r.origin}
	if r.example.NumCols() == 0 {
		if err := r.inferSchema(); err != nil {
			return d.fail("FromFiles", err)
		}
	}
	d.example = r.example
	return d
}

// learn takes the schema of the first file.
func (r *fileSource) inferSchema() error {
	names, err := r.list()
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return fmt.Errorf("%w: %q matches no file; give the columns with ops.Example", fs.ErrNotExist, r.pattern)
	}
	in, err := r.open(names[0])
	if err != nil {
		return err
	}
	r.example, r.schemaFrom = in.Schema().Empty(), names[0]
	return in.Close()
}

func (r *fileSource) run(ctx context.Context, emit func(frame.Frame) error) error {
	for {
		names, err := r.list()
		if err != nil {
			return fmt.Errorf("ops.FromFiles: %w", err)
		}
		for _, name := range names {
			if r.taken[name] {
				continue
			}
			r.taken[name] = true
			if err := r.emitFile(ctx, name, emit); err != nil {
				return err
			}
		}
		if r.follow == 0 {
			return nil
		}
		if err := r.clock.Sleep(ctx, r.follow); err != nil {
			return err
		}
	}
}

// file emits the rows of a file.
func (r *fileSource) emitFile(ctx context.Context, name string, emit func(frame.Frame) error) (err error) {
	in, err := r.open(name)
	if err != nil {
		return fmt.Errorf("ops.FromFiles: %w", err)
	}
	defer func() {
		if closed := in.Close(); closed != nil {
			err = errors.Join(err, fmt.Errorf("ops.FromFiles: %w", closed))
		}
	}()
	if err := r.check(name, in.Schema().Empty()); err != nil {
		return err
	}
	for ctx.Err() == nil {
		f, err := in.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("ops.FromFiles: %w", err)
		}
		if err := r.check(name, f); err != nil {
			return err
		}
		r.origin.batch++
		if err := emit(f); err != nil {
			return err
		}
	}
	return ctx.Err()
}

func (r *fileSource) check(name string, f frame.Frame) error {
	if err := r.example.Schema().Check(f); err != nil {
		return fmt.Errorf("ops.FromFiles: %s does not have the columns of %s: %w", name, r.schemaFrom, err)
	}
	return nil
}

// list gives the files that match now, in the order of their names.
func (r *fileSource) list() ([]string, error) {
	info, err := os.Stat(r.pattern)
	switch {
	case err == nil && info.IsDir():
		entries, err := os.ReadDir(r.pattern)
		var names []string
		for _, e := range entries {
			names = append(names, filepath.Join(r.pattern, e.Name()))
		}
		return completeFiles(names), err
	case err == nil:
		return []string{r.pattern}, nil
	}
	names, err := filepath.Glob(r.pattern)
	if err != nil {
		return nil, fmt.Errorf("%w: %q", err, r.pattern)
	}
	slices.Sort(names)
	return completeFiles(names), nil
}

// ready leaves out what is not finished, and what is no file.
func completeFiles(names []string) []string {
	return slices.DeleteFunc(names, func(name string) bool {
		base := filepath.Base(name)
		if strings.HasPrefix(base, ".") || strings.HasSuffix(base, ".part") {
			return true
		}
		info, err := os.Stat(name)
		return err != nil || info.IsDir()
	})
}
