package text

import (
	"bytes"
	"strings"
	"sync"
)

const (
	maxTailBytes     = 4 << 10 // bytes
	maxTailLines = 10
)

// tailBuffer keeps the end of what is written to it.
type tailBuffer struct {
	mu  sync.Mutex // it may be asked before the writer is done, if that does not end
	end []byte
}

func (w *tailBuffer) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.end = append(w.end, p...)
	w.end = append(w.end[:0], w.end[max(0, len(w.end)-maxTailBytes):]...)
	return len(p), nil
}

// String gives the last lines.
func (w *tailBuffer) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	lines := bytes.Split(bytes.TrimSpace(w.end), []byte("\n"))
	lines = lines[max(0, len(lines)-maxTailLines):]
	return strings.ToValidUTF8(string(bytes.Join(lines, []byte("\n"))), "\uFFFD")
}
