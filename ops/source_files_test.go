package ops_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

// writeFile writes a file as FromFiles requires: under another name first.
func writeFile(t *testing.T, path, text string) {
	t.Helper()
	check.NoError(t, os.WriteFile(path+".part", []byte(text), 0o600))
	check.NoError(t, os.Rename(path+".part", path))
}

// numberFiles makes a directory of three files of numbers, and of entries that are not taken.
func numberFiles(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "b.csv"), "x\n3\n4\n5\n")
	writeFile(t, filepath.Join(dir, "a.csv"), "x\n1\n2\n")
	writeFile(t, filepath.Join(dir, "c.csv"), "x\n6\n")
	for name, text := range map[string]string{".hidden": "no", "d.csv.0a1b.part": "half", "empty": "x\n"} {
		check.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	check.NoError(t, os.Mkdir(filepath.Join(dir, "e.csv"), 0o700))
	return dir
}

var (
	whole   = table(frame.Col[int64]("x", nil))
	openInt = frame.OpenCSV(frame.CSVSchema(whole.Schema()), frame.CSVBatch(2))
)

// ints returns the x of each batch.
func ints(t *testing.T, frames []frame.Frame) (all [][]int64) {
	t.Helper()
	for _, f := range frames {
		v, err := f.Ints("x")
		check.NoError(t, err)
		all = append(all, v)
	}
	return all
}

func TestFromFiles(t *testing.T) {
	dir := numberFiles(t)
	for pattern, want := range map[string][][]int64{
		dir:                               {{1, 2}, {3, 4}, {5}, {6}},
		filepath.Join(dir, "*.csv"):       {{1, 2}, {3, 4}, {5}, {6}},
		filepath.Join(dir, "[bc].csv"):    {{3, 4}, {5}, {6}},
		filepath.Join(dir, "b.csv"):       {{3, 4}, {5}},
		filepath.Join(dir, "empty"):       nil,
		filepath.Join(dir, "../*/c.c*v"):  {{6}},
		filepath.Join(dir, ".", "b.csv"):  {{3, 4}, {5}},
		filepath.Join(dir, "[a-b].csv"):   {{1, 2}, {3, 4}, {5}},
		filepath.Join(dir, "*", "no.csv"): nil,
	} {
		clock := flow.Virtual(day)
		got, when := run(t, clock, ops.FromFiles(pattern, openInt, ops.Example(whole), flow.WithClock(clock)))
		if !slices.EqualFunc(ints(t, got), want, slices.Equal) {
			t.Errorf("%s: got %v, want %v", pattern, ints(t, got), want)
		}
		for _, at := range when {
			if at != 0 {
				t.Errorf("%s: a batch came after %v", pattern, at)
			}
		}
	}
}

// New files are read once, in the order of their names.
func TestFromFilesFollows(t *testing.T) {
	dir, clock := t.TempDir(), flow.Virtual(day)
	d := ops.FromFiles(dir, openInt, ops.Example(whole), ops.Follow(10*time.Second), flow.For(time.Minute), flow.WithClock(clock))
	appear := flow.Periodic(7*time.Second, func(_ context.Context, now time.Time) (int, error) {
		switch now.Sub(day) {
		case 14 * time.Second: // found after 20 s
			writeFile(t, filepath.Join(dir, "z"), "x\n1\n")
			writeFile(t, filepath.Join(dir, "y"), "x\n2\n3\n4\n")
		case 42 * time.Second: // found after 50 s
			writeFile(t, filepath.Join(dir, "a"), "x\n5\n")
			writeFile(t, filepath.Join(dir, "z"), "x\n9\n") // already read
		}
		return 0, nil
	}, flow.WithClock(clock), flow.For(time.Minute))
	other := flow.Sink(appear, func(context.Context, int) error { return nil })
	var got []frame.Frame
	var when []time.Duration
	rows := flow.Sink(d, func(_ context.Context, f frame.Frame) error {
		got, when = append(got, f), append(when, clock.Now().Sub(day))
		return nil
	})
	check.NoError(t, flow.Run(t.Context(), rows, other))
	if want := [][]int64{{2, 3}, {4}, {1}, {5}}; !slices.EqualFunc(ints(t, got), want, slices.Equal) {
		t.Errorf("got %v, want %v", ints(t, got), want)
	}
	if want := []time.Duration{20e9, 20e9, 20e9, 50e9}; !slices.Equal(when, want) {
		t.Errorf("at %v, want %v", when, want)
	}
}

// The schema is that of the first file, and operators can use it.
func TestFromFilesSchema(t *testing.T) {
	d := ops.FromFiles(numberFiles(t), frame.OpenCSV(), flow.WithClock(flow.Virtual(day)), flow.SourceName("levels"), flow.Limit(2))
	if got := d.Example().Schema().String(); got != "x int64" {
		t.Errorf("got %s", got)
	}
	out := collect(d.CumSum())
	check.NoError(t, flow.Run(t.Context(), d))
	if want := [][]int64{{1, 3}, {6, 10, 15}}; !slices.EqualFunc(ints(t, out.got), want, slices.Equal) {
		t.Errorf("got %v, want %v", ints(t, out.got), want)
	}
}

func TestFromFilesErrors(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a.csv"), filepath.Join(dir, "b.csv")
	none := ops.FromFiles(dir, frame.OpenCSV())
	check.Error(t, none.Err(), fs.ErrNotExist, "ops.FromFiles: ", dir, "ops.Example")
	check.Error(t, flow.Run(t.Context(), none), fs.ErrNotExist, dir)
	check.Error(t, ops.FromFiles("[", frame.OpenCSV()).Err(), filepath.ErrBadPattern, `"["`)

	writeFile(t, a, "x\n1\n")
	writeFile(t, b, "x\n1.5\n")
	d := ops.FromFiles(dir, frame.OpenCSV())
	got := collect(d)
	check.Error(t, flow.Run(t.Context(), d), frame.ErrSchema, b+" does not have the columns of "+a, `column "x" must be int64, got float64`)
	if len(got.got) != 1 {
		t.Errorf("got %v", got.got)
	}
	d = ops.FromFiles(b, frame.OpenCSV(), ops.Example(whole))
	check.Error(t, flow.Run(t.Context(), d), frame.ErrSchema, b+" does not have the columns of the example")

	writeFile(t, a, "x\n1\nbad\n")
	d = ops.FromFiles(a, openInt)
	check.Error(t, flow.Run(t.Context(), d), frame.ErrValue, "ops.FromFiles: frame.OpenCSV: "+a, "line 3")
	writeFile(t, a, "")
	check.Error(t, ops.FromFiles(a, frame.OpenCSV()).Err(), frame.ErrEmpty, a)
	check.Error(t, flow.Run(t.Context(), ops.FromFiles(a, frame.OpenCSV(), ops.Example(whole))), frame.ErrEmpty, a)

	check.Panics(t, "must not be nil", func() { ops.FromFiles(dir, nil) })
	check.Panics(t, "got the zero Frame", func() { ops.Example(frame.Frame{}) })
	check.Panics(t, "got 0s", func() { ops.Follow(0) })
	check.Panics(t, `ops.Follow: an option of ops.FromFiles only, got the source "random"`, func() { ops.Random(ops.Follow(1)) })
	check.Panics(t, `ops.Example: an option of ops.FromFiles only`, func() { ops.Random(ops.Example(whole)) })
}

func TestFromFilesStops(t *testing.T) {
	d := ops.FromFiles(t.TempDir(), openInt, ops.Example(whole), ops.Follow(time.Hour))
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(10*time.Millisecond, cancel)
	check.Error(t, flow.Run(ctx, d), context.Canceled)
}
