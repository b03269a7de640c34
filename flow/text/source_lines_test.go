package text_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/text"
	"github.com/streamgage/streamgage/internal/check"
)

func TestLines(t *testing.T) {
	for name, test := range map[string]struct {
		content string
		want    []string
	}{
		"empty":              {"", nil},
		"one":                {"a\n", []string{"a"}},
		"no end":             {"a\nb", []string{"a", "b"}},
		"windows":            {"a\r\nb\r\n", []string{"a", "b"}},
		"carriage returns":   {"a\rb\r\r\n\rc\r", []string{"a\rb\r", "\rc\r"}},
		"empty lines":        {"\n\r\n\na\n", []string{"", "", "", "a"}},
		"not UTF-8":          {"\xff\xfe\n\xe4", []string{"\xff\xfe", "\xe4"}},
		"zero bytes":         {"a\x00b\n", []string{"a\x00b"}},
		"longer than a read": {strings.Repeat("x", 100_000) + "\nb\n", []string{strings.Repeat("x", 100_000), "b"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := text.Lines(writeFile(t, test.content))
			out := flow.ToSlice(s)
			check.NoError(t, flow.Run(t.Context(), s))
			check.Values(t, out.All(), test.want...)
		})
	}
}

func TestLinesErrors(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "missing")
	err := flow.Run(t.Context(), text.Lines(missing))
	check.Error(t, err, fs.ErrNotExist, `node "text lines"`, "text.Lines", missing)

	dir := t.TempDir()
	err = flow.Run(t.Context(), text.Lines(dir, flow.SourceName("app log")))
	check.Error(t, err, text.ErrNotRegular, `node "app log"`, dir)

	path := writeFile(t, "12345\n12345\r\n123456\n")
	s := text.Lines(path, text.MaxLine(5))
	out := flow.ToSlice(s)
	check.Error(t, flow.Run(t.Context(), s), text.ErrLongLine, "line 3 of "+path, "5 bytes")
	check.Values(t, out.All(), "12345", "12345")
}

// A file without line ends is not read into memory; here it is a sparse file of a terabyte.
func TestLinesStopsAtMaxLine(t *testing.T) {
	path := writeFile(t, "")
	if err := os.Truncate(path, 1<<40); err != nil {
		t.Skip("no sparse files here:", err)
	}
	check.Error(t, flow.Run(t.Context(), text.Lines(path)), text.ErrLongLine, "line 1")
}

func TestLinesFromEnd(t *testing.T) {
	s := text.Lines(writeFile(t, "a\nb\n"), text.FromEnd())
	out := flow.ToSlice(s)
	check.NoError(t, flow.Run(t.Context(), s))
	check.Values(t, out.All())
}

func TestLinesTakesFlowsOptions(t *testing.T) {
	path := writeFile(t, "a\nb\nc\n")
	s := text.Lines(path, text.Follow(), flow.Limit(2))
	out := flow.ToSlice(s)
	check.NoError(t, flow.Run(t.Context(), s))
	check.Values(t, out.All(), "a", "b")

	clock := flow.Virtual(epoch)
	s = text.Lines(path, text.Follow(), text.Poll(time.Minute), flow.For(time.Hour), flow.WithClock(clock))
	out = flow.ToSlice(s)
	check.NoError(t, flow.Run(t.Context(), s))
	check.Values(t, out.All(), "a", "b", "c")
	if got := clock.Now().Sub(epoch); got != time.Hour {
		t.Errorf("followed for %v, want 1h", got)
	}
}

// An incomplete last line is emitted when the source is stopped, whatever stops it.
func TestLinesEmitsAnIncompleteLineAtStop(t *testing.T) {
	path := writeFile(t, "a\nb")
	t.Run("For", func(t *testing.T) {
		s := text.Lines(path, text.Follow(), flow.For(time.Hour), flow.WithClock(flow.Virtual(epoch)))
		out := flow.ToSlice(s)
		check.NoError(t, flow.Run(t.Context(), s))
		check.Values(t, out.All(), "a", "b")
	})
	t.Run("Stop", func(t *testing.T) {
		s := text.Lines(path, text.Follow())
		out := flow.ToSlice(s)
		flow.Sink(s, func(context.Context, string) error {
			flow.Stop(s)
			return nil
		})
		check.NoError(t, flow.Run(t.Context(), s))
		check.Values(t, out.All(), "a", "b")
	})
	t.Run("context", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		s := text.Lines(path, text.Follow())
		out := flow.ToSlice(s)
		flow.Sink(s, func(context.Context, string) error {
			cancel()
			return nil
		})
		check.Error(t, flow.Run(ctx, s), context.Canceled)
		check.Values(t, out.All(), "a", "b")
	})
	t.Run("but not after an error", func(t *testing.T) {
		s := text.Lines(path, text.Follow())
		out := flow.ToSlice(s)
		flow.Sink(s, func(context.Context, string) error { return errTest })
		check.Error(t, flow.Run(t.Context(), s), errTest)
		check.Values(t, out.All(), "a")
	})
}

func TestOptionErrors(t *testing.T) {
	for want, f := range map[string]func(){
		"text.Poll: must be positive, got -1s":             func() { text.Poll(-time.Second) },
		"text.MaxLine: must be positive, got 0":            func() { text.MaxLine(0) },
		"text.MaxConns: must be positive, got -1":          func() { text.MaxConns(-1) },
		"text.OnBadLine: the function must not be nil":     func() { text.OnBadLine(nil) },
		"text.Listening: the function must not be nil":     func() { text.Listening(nil) },
		"text.Lines: does not take the option MergeStderr": func() { text.Lines("x", text.MergeStderr()) },
		`text.Follow: an option of package text's sources only, got the source "from slice"`: func() {
			flow.FromSlice([]int{1}, text.Follow())
		},
	} {
		check.PanicsWith(t, want, f)
	}
}

// An error of a node below ends the run with that node's name only.
func TestErrorOfANodeBelow(t *testing.T) {
	s := text.Lines(writeFile(t, "a\nb\n"))
	flow.TryMap(s, func(string) (int, error) { return 0, errTest }, flow.Name("parse"))
	err := flow.Run(t.Context(), s)
	check.Error(t, err, errTest, `node "parse"`)
	if errors.Is(err, fs.ErrNotExist) || strings.Contains(err.Error(), "text.Lines") {
		t.Errorf("got %v, want parse's error alone", err)
	}
}

// Numbers of lines begin anew when the file is replaced or truncated, also after a last line without a line end.
func TestNumberedLines(t *testing.T) {
	path := writeFile(t, "a\n\nb")
	s := text.NumberedLines(path, text.Follow(), text.Poll(time.Millisecond), flow.Limit(7))
	changes := []func(){
		2: func() { appendTo(t, path, "c\nd") },
		3: func() { check.NoError(t, os.Rename(path, path+".1")); appendTo(t, path, "e\nf\n") }, // ends the line d
		6: func() { check.NoError(t, os.WriteFile(path, []byte("g\n"), 0o600)) },
	}
	var got []text.Line
	flow.Sink(s, func(_ context.Context, l text.Line) error {
		got = append(got, l)
		if n := len(got); n < len(changes) && changes[n] != nil {
			changes[n]()
		}
		return nil
	})
	check.NoError(t, flow.Run(t.Context(), s))
	want := []text.Line{
		{Text: "a", Number: 1}, {Number: 2}, {Text: "bc", Number: 3}, {Text: "d", Number: 4}, // the first file
		{Text: "e", Number: 1}, {Text: "f", Number: 2}, {Text: "g", Number: 1}, // after the rotation, and after the truncation
	}
	check.Values(t, got, want...)
}
