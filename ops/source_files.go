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

// fileSource is the source of FromFiles: the files, and its options.
type fileSource struct {
	pattern    string
	open       frame.Opener
	example    frame.Frame
	follow     time.Duration // time between two searches for new files; 0: only those that exist when Run begins
	clock      flow.Clock
	taken      map[string]bool // the files that were opened
	schemaFrom string          // the file that has defined the schema, or "the example", for errors
	origin     *origin
}

// Example sets the schema of the files of [FromFiles]. FromFiles then does not open the first file when the graph is
// built, and no file must exist yet. If the example has rows, they count as the rows before the first batch, as in
// [From]. Example panics if the example has no columns, and on a source other than FromFiles.
func Example(f frame.Frame) flow.SourceOption {
	if f.NumCols() == 0 {
		panic("ops.Example: the example must have columns, got the zero Frame")
	}
	return func(c *flow.SourceConfig) { fileSourceOf("Example", c).example = f }
}

// Follow makes [FromFiles] go on with new files. It searches for them every d on its clock. Default: it ends after the
// files that exist when Run begins. Follow panics unless d is positive, and on a source other than FromFiles.
func Follow(d time.Duration) flow.SourceOption {
	if d <= 0 {
		panic(fmt.Sprintf("ops.Follow: must be positive, got %v", d))
	}
	return func(c *flow.SourceConfig) { fileSourceOf("Follow", c).follow = d }
}

// fileSourceOf returns the FromFiles that an option is applied to. It panics on other sources.
func fileSourceOf(option string, c *flow.SourceConfig) *fileSource {
	f, ok := c.Extra.(*fileSource)
	if !ok {
		panic(fmt.Sprintf("ops.%s: an option of ops.FromFiles only, got the source %q", option, c.Name))
	}
	return f
}

// FromFiles is a source of the rows of files. It reads one file after the other, in the order of their names. Its
// batches are those of open's reader: frame.OpenCSV(), frame.OpenJSONLines(), or ipc.OpenArrow() or ipc.OpenParquet()
// of package frame/ipc. pattern is a file, a directory, or a pattern of filepath.Glob. A directory means all its files,
// without its subdirectories. A file whose name begins with a dot or ends in .part counts as unfinished and is never
// read.
//
// All files must have one schema: that of the first one, which is opened when the graph is built, or that of [Example].
// If there is no file and no Example, that is a build error that wraps fs.ErrNotExist. A file with another schema ends
// the source with a frame.ErrSchema that names the file and the difference. Any error of reading ends it too. Types
// that open infers may differ from file to file: set them, for example with frame.CSVSchema.
//
// With [Follow] it goes on with new files. Files that one search finds come in the order of their names. A file is read
// only once, so it must be complete when it appears under its name: write it under another name and rename it. On a
// virtual clock reading takes no time.
//
// FromFiles panics if open is nil.
func FromFiles(pattern string, open frame.Opener, opts ...flow.SourceOption) DataFrame {
	if open == nil {
		panic("ops.FromFiles: the opener must not be nil")
	}
	r := &fileSource{pattern: pattern, open: open, taken: map[string]bool{}, schemaFrom: "the example", origin: &origin{}}
	setSource := func(c *flow.SourceConfig) { c.Name, c.Extra = "files", r }
	setClock := func(c *flow.SourceConfig) { r.clock = c.Clock }
	s := flow.FromFunc(r.run, slices.Concat([]flow.SourceOption{setSource}, opts, []flow.SourceOption{setClock})...)
	d := DataFrame{Stream: s, origin: r.origin}
	if r.example.NumCols() == 0 {
		if err := r.inferSchema(); err != nil {
			return d.fail("FromFiles", err)
		}
	}
	d.example = r.example
	return d
}

// inferSchema sets the example to the schema of the first file.
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

// run emits the rows of the files, and of new ones if it follows.
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

// emitFile emits the rows of a file.
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

// check returns an error unless a batch has the schema of all files.
func (r *fileSource) check(file string, f frame.Frame) error {
	if err := r.example.Schema().Check(f); err != nil {
		return fmt.Errorf("ops.FromFiles: %s does not have the columns of %s: %w", file, r.schemaFrom, err)
	}
	return nil
}

// list returns the files that match now, in the order of their names.
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

// completeFiles leaves out the names of unfinished files and of directories.
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
