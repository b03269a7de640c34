package text_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/internal/check"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	if name := os.Getenv("TEXT_TEST_PROGRAM"); name != "" {
		os.Exit(testPrograms[name]())
	}
	goleak.VerifyTestMain(m)
}

var (
	errTest = errors.New("test")
	epoch   = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
)

// writeFile makes a file with this content in a new directory.
func writeFile(t *testing.T, content string) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "lines.txt")
	check.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	return path
}

// running is a source that runs in the background.
type running struct {
	*flow.SliceSink[string]
	done chan error
}

func run(t *testing.T, s flow.Stream[string]) *running {
	r := &running{flow.ToSlice(s), make(chan error, 1)}
	go func() { r.done <- flow.Run(t.Context(), s) }()
	return r
}

// wait waits until as many lines have been emitted, and checks that they are these lines.
func (r *running) wait(t *testing.T, lines ...string) {
	t.Helper()
	check.Eventually(t, strings.Join(lines, ","), func() bool { return len(r.All()) >= len(lines) })
	check.Values(t, r.All(), lines...)
}

// stop ends the run and checks that it returns no error.
func (r *running) stop(t *testing.T) {
	t.Helper()
	flow.Stop(r)
	check.NoError(t, <-r.done)
}
