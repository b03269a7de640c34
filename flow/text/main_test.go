package text_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	if role := os.Getenv("TEXT_TEST_ROLE"); role != "" {
		os.Exit(roles[role]())
	}
	goleak.VerifyTestMain(m)
}

var (
	errTest = errors.New("test")
	epoch   = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
)

func noError(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func want(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got %.200q, want %.200q", got, want)
	}
}

func wantErr(t *testing.T, err, kind error, parts ...string) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Fatalf("got error %v, want %v", err, kind)
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("error %q does not say %q", err, part)
		}
	}
}

// eventually waits until ok.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for range 10_000 {
		if ok() {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatal("still waiting after 10s:", what)
}

// write makes a file.
func write(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "lines.txt")
	noError(t, os.WriteFile(path, []byte(content), 0o600))
	return path
}

// running is a stream that runs in the background.
type running struct {
	*flow.Gathered[string]
	done chan error
}

func run(t *testing.T, s flow.Stream[string]) *running {
	r := &running{flow.Gather(s), make(chan error, 1)}
	go func() { r.done <- flow.Run(t.Context(), s) }()
	return r
}

// wait waits for as many lines as there are in lines, and compares.
func (r *running) wait(t *testing.T, lines ...string) {
	t.Helper()
	eventually(t, strings.Join(lines, ","), func() bool { return len(r.All()) >= len(lines) })
	want(t, r.All(), lines...)
}

// stop ends the run, which must have gone well.
func (r *running) stop(t *testing.T) {
	t.Helper()
	flow.Stop(r)
	noError(t, <-r.done)
}
