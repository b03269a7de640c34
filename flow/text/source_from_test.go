package text_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/text"
	"github.com/streamgage/streamgage/internal/check"
	"pgregory.net/rapid"
)

// chunkedReader returns its text in chunks of certain lengths, in rotation.
type chunkedReader struct {
	text    string
	lengths []int
	n       int
}

func (c *chunkedReader) Read(buf []byte) (int, error) {
	if c.text == "" {
		return 0, io.EOF
	}
	n := copy(buf, c.text[:min(len(c.text), c.lengths[c.n%len(c.lengths)])])
	c.n++
	c.text = c.text[n:]
	return n, nil
}

// The lines are those that strings.Split finds, whatever the lengths of the chunks.
func TestFromAnyChunks(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		content := rapid.StringOf(rapid.SampledFrom([]rune("\n\n\r\räbc"))).Draw(rt, "content")
		lengths := rapid.SliceOfN(rapid.IntRange(0, 4), 1, 8).Draw(rt, "lengths")
		s := text.From(&chunkedReader{content, append(lengths, 1), 0})
		out := flow.ToSlice(s)
		if err := flow.Run(t.Context(), s); err != nil {
			rt.Fatal(err)
		}
		var lines []string
		all := strings.Split(content, "\n")
		for i, line := range all {
			if i < len(all)-1 {
				lines = append(lines, strings.TrimSuffix(line, "\r"))
			} else if line != "" {
				lines = append(lines, line)
			}
		}
		if got, want := fmt.Sprintf("%q", out.All()), fmt.Sprintf("%q", lines); got != want {
			rt.Errorf("got %s, want %s", got, want)
		}
	})
}

func FuzzFrom(f *testing.F) {
	f.Add("a\r\nb\n\nc", 2)
	f.Fuzz(func(t *testing.T, content string, length int) {
		if length <= 0 {
			return
		}
		s := text.From(&chunkedReader{content, []int{length}, 0})
		out := flow.ToSlice(s)
		check.NoError(t, flow.Run(t.Context(), s))
		joined := strings.Join(out.All(), "\n")
		if want := strings.TrimSuffix(strings.ReplaceAll(content, "\r\n", "\n"), "\n"); joined != want {
			t.Errorf("got %q, want %q", joined, want)
		}
	})
}

func TestFromErrors(t *testing.T) {
	s := text.From(io.MultiReader(strings.NewReader("a\nb"), iotest.ErrReader(errTest)), flow.SourceName("sensor"))
	out := flow.ToSlice(s)
	check.Error(t, flow.Run(t.Context(), s), errTest, `node "sensor"`, "text.From")
	check.Values(t, out.All(), "a")

	s = text.From(strings.NewReader("123\r\n1234\r\n"), text.MaxLine(3))
	check.Error(t, flow.Run(t.Context(), s), text.ErrLongLine, "line 2 of the reader", "3 bytes")

	s = text.From(readerFunc(func([]byte) (int, error) { panic(errTest) }))
	err := flow.Run(t.Context(), s)
	if p := new(flow.PanicError); !errors.As(err, &p) {
		t.Errorf("got %v, want the panic", err)
	}

	check.PanicsWith(t, "text.From: the reader must not be nil", func() { text.From(nil) })
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(buf []byte) (int, error) { return f(buf) }

// A pipe that nobody writes to does not prevent the end, and is closed with the source.
func TestFromStops(t *testing.T) {
	r, w := io.Pipe()
	s := text.From(r)
	out := run(t, s)
	_, err := io.WriteString(w, "a\nb")
	check.NoError(t, err)
	out.wait(t, "a")
	out.stop(t)
	check.Values(t, out.All(), "a", "b")
	if _, err := w.Write([]byte("c")); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("got %v, want a closed pipe", err)
	}

	// The same for a reader that cannot be closed.
	released := make(chan struct{})
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	s = text.From(readerFunc(func([]byte) (int, error) { <-released; return 0, io.EOF }))
	check.Error(t, flow.Run(ctx, s), context.DeadlineExceeded)
	close(released)

	r, _ = io.Pipe()
	s = text.From(io.MultiReader(strings.NewReader("a\nb\nc\n"), r), flow.Limit(2))
	got := flow.ToSlice(s)
	check.NoError(t, flow.Run(t.Context(), s))
	check.Values(t, got.All(), "a", "b")
	check.NoError(t, r.Close())
}

// The next chunk is read only after the graph is done with the last one.
func TestFromDoesNotReadAhead(t *testing.T) {
	reads := 0
	s := text.From(readerFunc(func(buf []byte) (int, error) {
		reads++
		return copy(buf, "line\n"), nil
	}))
	n := 0
	flow.Sink(s, func(context.Context, string) error {
		if n++; reads != n { // the reader must wait meanwhile
			t.Errorf("%d reads for line %d", reads, n)
		}
		if n == 100 {
			flow.Stop(s)
		}
		return nil
	})
	check.NoError(t, flow.Run(t.Context(), s))
}

// On a virtual clock the rest of the graph continues while the source waits for its reader.
func TestFromOnAVirtualClock(t *testing.T) {
	clock := flow.Virtual(epoch)
	r, w := io.Pipe()
	s := text.From(r, flow.WithClock(clock))
	out := flow.ToSlice(s)
	ticks := flow.Periodic(time.Second, func(context.Context, time.Time) (int, error) { return 0, nil },
		flow.Limit(100), flow.WithClock(clock))
	n := 0
	flow.Sink(ticks, func(context.Context, int) error {
		if n++; n == 100 {
			go func() {
				_, _ = io.WriteString(w, "late\n")
				_ = w.Close()
			}()
		}
		return nil
	})
	check.NoError(t, flow.Run(t.Context(), s, ticks))
	check.Values(t, out.All(), "late")
}
