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
	"pgregory.net/rapid"
)

func appendTo(t *testing.T, path, content string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	noError(t, err)
	_, err = f.WriteString(content)
	noError(t, err)
	noError(t, f.Close())
}

func TestFollow(t *testing.T) {
	path := filepath.Join(t.TempDir(), "later", "app.log")
	r := run(t, text.Lines(path, text.Follow(), text.Poll(time.Millisecond)))
	time.Sleep(10 * time.Millisecond) // it waits for a file, and for a directory, that do not exist yet
	noError(t, os.Mkdir(filepath.Dir(path), 0o700))
	appendTo(t, path, "a\n")
	r.wait(t, "a")
	appendTo(t, path, "b")
	appendTo(t, path, "c\r")
	appendTo(t, path, "\nd\n")
	r.wait(t, "a", "bc", "d")

	// Rotation, with something that has not been read yet in the old file.
	appendTo(t, path, "e\nf")
	noError(t, os.Rename(path, path+".1"))
	appendTo(t, path+".1", "g\n")
	appendTo(t, path, "h\n")
	r.wait(t, "a", "bc", "d", "e", "fg", "h")

	noError(t, os.Truncate(path, 0))
	appendTo(t, path, "i")
	noError(t, os.Remove(path))
	time.Sleep(10 * time.Millisecond)
	appendTo(t, path, "j\n")
	eventually(t, "j", func() bool { all := r.All(); return all[len(all)-1] == "j" })
	appendTo(t, path, "k")
	r.stop(t)
	got := strings.Join(r.All(), " ")
	if !strings.HasPrefix(got, "a bc d e fg h ") || !strings.HasSuffix(got, " i j k") && !strings.HasSuffix(got, " i j") {
		t.Errorf("got %s", got)
	}
}

func TestFollowFromEnd(t *testing.T) {
	path := write(t, "a\nb")
	r := run(t, text.Lines(path, text.Follow(), text.FromEnd(), text.Poll(time.Millisecond)))
	eventually(t, "a line", func() bool { // it is not known when the source has begun
		appendTo(t, path, "x\n")
		return len(r.All()) > 0
	})
	r.stop(t)
	if strings.Contains(strings.Join(r.All(), ""), "a") {
		t.Errorf("got %q, want nothing of the beginning", r.All())
	}

	path = filepath.Join(t.TempDir(), "new")
	r = run(t, text.Lines(path, text.Follow(), text.FromEnd(), text.Poll(time.Millisecond)))
	time.Sleep(10 * time.Millisecond)
	appendTo(t, path, "a\n")
	r.wait(t, "a")
	r.stop(t)
}

func TestFollowNamesTheLine(t *testing.T) {
	path := write(t, "a\nb\n")
	r := run(t, text.Lines(path, text.Follow(), text.Poll(time.Millisecond), text.MaxLine(3)))
	r.wait(t, "a", "b")
	appendTo(t, path, "12")
	appendTo(t, path, "34")
	wantErr(t, <-r.done, text.ErrLongLine, "line 3 of "+path)
}

// writer is a program that keeps a log: what it does between two polls, and what lines there are to be seen.
type writer struct {
	path     string
	files    [][]byte // what each file that has been there contained
	read     int      // of the last one, by the last poll
	room     int      // how much may be written to it before the next poll; see truncate
	replaced bool     // since the last poll: once more would not be seen
	gone     bool
}

func (w *writer) check(err error) {
	if err != nil {
		panic(err)
	}
}

func (w *writer) last() *[]byte { return &w.files[len(w.files)-1] }

func (w *writer) write(chunk []byte) {
	if w.gone {
		if w.replaced {
			return
		}
		w.gone, w.replaced = false, true
		w.files, w.read, w.room = append(w.files, nil), 0, 1<<20
	}
	chunk = chunk[:min(len(chunk), w.room)]
	w.room -= len(chunk)
	f, err := os.OpenFile(w.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	w.check(err)
	_, err = f.Write(chunk)
	w.check(err)
	w.check(f.Close())
	*w.last() = append(*w.last(), chunk...)
}

func (w *writer) leave(how func() error) {
	if w.gone || w.replaced {
		return
	}
	w.check(how())
	w.gone = true
}

// truncate empties the file, if that is to be seen: all has been read, and less will be written by the next poll.
func (w *writer) truncate() {
	if w.gone || w.read == 0 || w.read != len(*w.last()) {
		return
	}
	w.check(os.Truncate(w.path, 0))
	w.files, w.room = append(w.files, nil), w.read-1
	w.read = 0
}

// action is "remove", "rename", "truncate", or "write" and what.
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

func (w *writer) do(a action) {
	switch a.what {
	case "write":
		w.write(a.chunk)
	case "remove":
		w.leave(func() error { return os.Remove(w.path) })
	case "rename":
		w.leave(func() error { return os.Rename(w.path, fmt.Sprintf("%s.%d", w.path, len(w.files))) })
	case "truncate":
		w.truncate()
	}
}

func (w *writer) polled() {
	w.replaced, w.room = false, 1<<20
	if !w.gone {
		w.read = len(*w.last())
	}
}

// lines is what the files are made of, by bytes.Split.
func (w *writer) lines() []string {
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

// However a log is written, renamed, removed and truncated, its lines come once each and in order. A virtual clock makes
// it a certain order of writes and polls.
func TestFollowTorture(t *testing.T) {
	dir, n := t.TempDir(), 0
	rapid.Check(t, func(rt *rapid.T) {
		n++
		w := &writer{path: filepath.Join(dir, fmt.Sprint(n), "log"), gone: true}
		w.check(os.Mkdir(filepath.Dir(w.path), 0o700))
		clock := flow.Virtual(epoch)
		lines := text.Lines(w.path, text.Follow(), text.Poll(time.Second), flow.WithClock(clock))
		out := flow.Gather(lines)
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

// A log is rotated right after a write, while somebody looks all the time.
func TestFollowRotationRace(t *testing.T) {
	path := write(t, "begin\n")
	s := text.Lines(path, text.Follow(), text.Poll(time.Nanosecond))
	last := make(chan string)
	flow.ToChan(s, last)
	done := make(chan error, 1)
	go func() { done <- flow.Run(t.Context(), s) }()
	<-last // it has opened the file
	for i := range 500 {
		appendTo(t, path, fmt.Sprintln("old", i))
		noError(t, os.Rename(path, path+".1"))
		appendTo(t, path, fmt.Sprintln("new", i))
		for _, want := range []string{"old", "new"} {
			if got := <-last; got != fmt.Sprint(want, " ", i) {
				t.Fatalf("got %q, want %s %d", got, want, i)
			}
		}
	}
	flow.Stop(s)
	noError(t, <-done)
}
