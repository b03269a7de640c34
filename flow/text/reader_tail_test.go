package text_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/text"
	"github.com/streamgage/streamgage/internal/check"
	"pgregory.net/rapid"
)

func appendTo(t *testing.T, path, content string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	check.NoError(t, err)
	_, err = f.WriteString(content)
	check.NoError(t, err)
	check.NoError(t, f.Close())
}

func TestFollow(t *testing.T) {
	path := filepath.Join(t.TempDir(), "later", "app.log")
	r := run(t, text.Lines(path, text.Follow(), text.Poll(time.Millisecond)))
	time.Sleep(10 * time.Millisecond) // the source waits for a file and a directory that do not exist yet
	check.NoError(t, os.Mkdir(filepath.Dir(path), 0o700))
	appendTo(t, path, "a\n")
	r.wait(t, "a")
	appendTo(t, path, "b")
	appendTo(t, path, "c\r")
	appendTo(t, path, "\nd\n")
	r.wait(t, "a", "bc", "d")

	// Rotation while the old file has lines that have not been read yet.
	appendTo(t, path, "e\nf")
	check.NoError(t, os.Rename(path, path+".1"))
	appendTo(t, path+".1", "g\n")
	appendTo(t, path, "h\n")
	r.wait(t, "a", "bc", "d", "e", "fg", "h")

	check.NoError(t, os.Truncate(path, 0))
	appendTo(t, path, "i")
	check.NoError(t, os.Remove(path))
	time.Sleep(10 * time.Millisecond)
	appendTo(t, path, "j\n")
	check.Eventually(t, "j", func() bool { all := r.All(); return all[len(all)-1] == "j" })
	appendTo(t, path, "k")
	r.stop(t)
	got := strings.Join(r.All(), " ")
	if !strings.HasPrefix(got, "a bc d e fg h ") || !strings.HasSuffix(got, " i j k") && !strings.HasSuffix(got, " i j") {
		t.Errorf("got %s", got)
	}
}

func TestFollowFromEnd(t *testing.T) {
	path := writeFile(t, "a\nb")
	r := run(t, text.Lines(path, text.Follow(), text.FromEnd(), text.Poll(time.Millisecond)))
	check.Eventually(t, "a line", func() bool { // the time when the source opens the file is not known
		appendTo(t, path, "x\n")
		return len(r.All()) > 0
	})
	r.stop(t)
	if strings.Contains(strings.Join(r.All(), ""), "a") {
		t.Errorf("got %q, want nothing of the first part", r.All())
	}

	path = filepath.Join(t.TempDir(), "new")
	r = run(t, text.Lines(path, text.Follow(), text.FromEnd(), text.Poll(time.Millisecond)))
	time.Sleep(10 * time.Millisecond)
	appendTo(t, path, "a\n")
	r.wait(t, "a")
	r.stop(t)
}

func TestFollowNamesTheLine(t *testing.T) {
	path := writeFile(t, "a\nb\n")
	r := run(t, text.Lines(path, text.Follow(), text.Poll(time.Millisecond), text.MaxLine(3)))
	r.wait(t, "a", "b")
	appendTo(t, path, "12")
	appendTo(t, path, "34")
	check.Error(t, <-r.done, text.ErrLongLine, "line 3 of "+path)
}

// logWriter is a program that writes a log. It records which lines a source that polls the log must emit.
type logWriter struct {
	path     string
	files    [][]byte // the content of each file that has had the path
	read     int      // bytes of the last file that the last poll has read
	limit    int      // bytes that may be written to it before the next poll; see truncate
	replaced bool     // since the last poll: polling cannot detect a second replacement
	missing  bool     // there is no file at the path
}

func (w *logWriter) check(err error) {
	if err != nil {
		panic(err)
	}
}

func (w *logWriter) last() *[]byte { return &w.files[len(w.files)-1] }

func (w *logWriter) write(chunk []byte) {
	if w.missing {
		if w.replaced {
			return
		}
		w.missing, w.replaced = false, true
		w.files, w.read, w.limit = append(w.files, nil), 0, 1<<20
	}
	chunk = chunk[:min(len(chunk), w.limit)]
	w.limit -= len(chunk)
	f, err := os.OpenFile(w.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	w.check(err)
	_, err = f.Write(chunk)
	w.check(err)
	w.check(f.Close())
	*w.last() = append(*w.last(), chunk...)
}

// removeBy removes the file from the path, if polling can detect that.
func (w *logWriter) removeBy(remove func() error) {
	if w.missing || w.replaced {
		return
	}
	w.check(remove())
	w.missing = true
}

// truncate empties the file, if polling can detect that: all has been read, and less than that will be written before the
// next poll.
func (w *logWriter) truncate() {
	if w.missing || w.read == 0 || w.read != len(*w.last()) {
		return
	}
	w.check(os.Truncate(w.path, 0))
	w.files, w.limit = append(w.files, nil), w.read-1
	w.read = 0
}

// action is one step of a logWriter: "remove", "rename", "truncate", or "write" with a chunk.
type action struct {
	what  string
	chunk []byte
}

func actions() *rapid.Generator[action] {
	return rapid.Custom(func(t *rapid.T) action {
		return action{
			what:  rapid.SampledFrom([]string{"write", "write", "write", "remove", "rename", "truncate"}).Draw(t, "what"),
			chunk: rapid.SliceOfN(rapid.SampledFrom([]byte("\n\n\rabc")), 0, 12).Draw(t, "chunk"),
		}
	})
}

func (w *logWriter) do(a action) {
	switch a.what {
	case "write":
		w.write(a.chunk)
	case "remove":
		w.removeBy(func() error { return os.Remove(w.path) })
	case "rename":
		w.removeBy(func() error { return os.Rename(w.path, fmt.Sprintf("%s.%d", w.path, len(w.files))) })
	case "truncate":
		w.truncate()
	}
}

// polled is called after each poll.
func (w *logWriter) polled() {
	w.replaced, w.limit = false, 1<<20
	if !w.missing {
		w.read = len(*w.last())
	}
}

// lines returns the lines of all files, split by bytes.Split.
func (w *logWriter) lines() []string {
	var all []string
	for _, f := range w.files {
		lines := bytes.Split(f, []byte("\n"))
		for i, line := range lines {
			if i < len(lines)-1 {
				all = append(all, string(bytes.TrimSuffix(line, []byte("\r"))))
			} else if len(line) > 0 {
				all = append(all, string(line))
			}
		}
	}
	return all
}

// Each line of a log that is written, renamed, removed and truncated at random is emitted once and in order. A virtual
// clock fixes the order of writes and polls.
func TestFollowRandomActions(t *testing.T) {
	dir, n := t.TempDir(), 0
	rapid.Check(t, func(rt *rapid.T) {
		n++
		w := &logWriter{path: filepath.Join(dir, fmt.Sprint(n), "log"), missing: true}
		w.check(os.Mkdir(filepath.Dir(w.path), 0o700))
		clock := flow.Virtual(epoch)
		lines := text.Lines(w.path, text.Follow(), text.Poll(time.Second), flow.WithClock(clock))
		out := flow.ToSlice(lines)
		intervals := rapid.SliceOfN(rapid.SliceOfN(actions(), 0, 5), 1, 8).Draw(rt, "intervals")
		program := flow.FromFunc(func(ctx context.Context, _ func(int) error) error {
			defer flow.Stop(lines)
			if err := clock.Sleep(ctx, time.Second/2); err != nil {
				return err
			}
			for _, actions := range intervals {
				for _, a := range actions {
					w.do(a)
				}
				if err := clock.Sleep(ctx, time.Second); err != nil {
					return err
				}
				w.polled()
			}
			return nil
		}, flow.WithClock(clock))
		w.check(flow.Run(t.Context(), lines, program))
		if got, want := fmt.Sprintf("%q", out.All()), fmt.Sprintf("%q", w.lines()); got != want {
			rt.Errorf("got  %s\nwant %s\nfiles %q", got, want, w.files)
		}
	})
}

// A log is rotated right after a write, while the source polls all the time.
func TestFollowRotationRace(t *testing.T) {
	path := writeFile(t, "begin\n")
	s := text.Lines(path, text.Follow(), text.Poll(time.Nanosecond))
	last := make(chan string)
	flow.ToChan(s, last)
	done := make(chan error, 1)
	go func() { done <- flow.Run(t.Context(), s) }()
	<-last // the source has opened the file
	for i := range 500 {
		appendTo(t, path, fmt.Sprintln("old", i))
		check.NoError(t, os.Rename(path, path+".1"))
		appendTo(t, path, fmt.Sprintln("new", i))
		for _, want := range []string{"old", "new"} {
			if got := <-last; got != fmt.Sprint(want, " ", i) {
				t.Fatalf("got %q, want %s %d", got, want, i)
			}
		}
	}
	flow.Stop(s)
	check.NoError(t, <-done)
}
