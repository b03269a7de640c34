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
)

func touch(t *testing.T, dir string, names ...string) {
	t.Helper()
	for _, name := range names {
		noError(t, os.WriteFile(filepath.Join(dir, name), nil, 0o600))
	}
}

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	touch(t, dir, "b.csv", "a.csv", "c.txt", ".hidden.csv")
	noError(t, os.MkdirAll(filepath.Join(dir, "d.csv", "sub"), 0o700))
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
		out := flow.Gather(s)
		noError(t, flow.Run(t.Context(), s))
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
	wantErr(t, err, filepath.ErrBadPattern, `node "inbox"`, "text.Files", "[")

	s := text.Files(filepath.Dir(write(t, "")))
	flow.Sink(s, func(context.Context, string) error { return errTest })
	wantErr(t, flow.Run(t.Context(), s), errTest)
}

// What changes between two looks of a certain time. A name that was gone is new again, one that came and went unseen is
// never given.
func TestFilesFollow(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "inbox[1]")
	clock := flow.Virtual(epoch)
	s := text.Files(dir, text.Follow(), text.Poll(time.Minute), flow.WithClock(clock), flow.For(time.Hour))
	out := flow.Gather(flow.Map(s, filepath.Base))
	steps := []func(){
		func() { noError(t, os.Mkdir(dir, 0o700)) },
		func() { touch(t, dir, "b", "a") },
		func() { touch(t, dir, "0") },
		func() { noError(t, os.Remove(filepath.Join(dir, "a"))) },
		func() { touch(t, dir, "a") },
		func() {
			touch(t, dir, "unseen")
			noError(t, os.Remove(filepath.Join(dir, "unseen")))
		},
		func() { noError(t, os.RemoveAll(dir)) },
		func() {
			noError(t, os.Mkdir(dir, 0o700))
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
	noError(t, flow.Run(t.Context(), s, program))
	want(t, out.All(), "a", "b", "0", "a", "b")
}
