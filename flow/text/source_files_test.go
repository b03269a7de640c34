package text_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/text"
	"github.com/streamgage/streamgage/internal/check"
)

func touch(t *testing.T, dir string, names ...string) {
	t.Helper()
	for _, name := range names {
		check.NoError(t, os.WriteFile(filepath.Join(dir, name), nil, 0o600))
	}
}

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	touch(t, dir, "b.csv", "a.csv", "c.txt", ".hidden.csv")
	check.NoError(t, os.MkdirAll(filepath.Join(dir, "d.csv", "sub"), 0o700))
	touch(t, filepath.Join(dir, "d.csv"), "e.csv")
	for pattern, names := range map[string][]string{
		"":        {"a.csv", "b.csv", "c.txt"},
		"*.csv":   {"a.csv", "b.csv"},
		"*":       {"a.csv", "b.csv", "c.txt"},
		".*":      {".hidden.csv"},
		"*/*":     {"d.csv/e.csv"},
		"a.csv":   {"a.csv"},
		"none":    nil,
		"none/*":  nil,
		"[ab].*v": {"a.csv", "b.csv"},
	} {
		s := text.Files(filepath.Join(dir, pattern))
		out := flow.ToSlice(s)
		check.NoError(t, flow.Run(t.Context(), s))
		for i, name := range names {
			names[i] = filepath.Join(dir, filepath.FromSlash(name))
		}
		if !slices.Equal(out.All(), names) {
			t.Errorf("%q: got %q, want %q", pattern, out.All(), names)
		}
	}
}

func TestFilesErrors(t *testing.T) {
	err := flow.Run(t.Context(), text.Files("[", flow.SourceName("inbox")))
	check.Error(t, err, filepath.ErrBadPattern, `node "inbox"`, "text.Files", "[")

	s := text.Files(filepath.Dir(writeFile(t, "")))
	flow.Sink(s, func(context.Context, string) error { return errTest })
	check.Error(t, flow.Run(t.Context(), s), errTest)
}

// Files that are added and removed between two polls. A name that was missing at a poll is new again; one that came and
// went between two polls is never emitted.
func TestFilesFollow(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "inbox[1]")
	clock := flow.Virtual(epoch)
	s := text.Files(dir, text.Follow(), text.Poll(time.Minute), flow.WithClock(clock), flow.For(time.Hour))
	out := flow.ToSlice(flow.Map(s, filepath.Base))
	steps := []func(){
		func() { check.NoError(t, os.Mkdir(dir, 0o700)) },
		func() { touch(t, dir, "b", "a") },
		func() { touch(t, dir, "0") },
		func() { check.NoError(t, os.Remove(filepath.Join(dir, "a"))) },
		func() { touch(t, dir, "a") },
		func() {
			touch(t, dir, "unseen")
			check.NoError(t, os.Remove(filepath.Join(dir, "unseen")))
		},
		func() { check.NoError(t, os.RemoveAll(dir)) },
		func() {
			check.NoError(t, os.Mkdir(dir, 0o700))
			touch(t, dir, "b")
		},
	}
	program := flow.FromFunc(func(ctx context.Context, _ func(int) error) error {
		if err := clock.Sleep(ctx, 30*time.Second); err != nil {
			return err
		}
		for _, step := range steps {
			step()
			if err := clock.Sleep(ctx, time.Minute); err != nil {
				return err
			}
		}
		return nil
	}, flow.WithClock(clock))
	check.NoError(t, flow.Run(t.Context(), s, program))
	check.Values(t, out.All(), "a", "b", "0", "a", "b")
}
