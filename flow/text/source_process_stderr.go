package text

import (
	"bytes"
	"strings"
	"sync"
)

// The limits of the end of standard error that is kept.
const (
	maxTailBytes = 4 << 10
	maxTailLines = 10
)

// tailBuffer is a writer that keeps the last maxTailBytes written to it. It keeps the end of a process's standard
// error.
type tailBuffer struct {
	mu   sync.Mutex // String may be called while a child of the process still writes
	data []byte
}

func (b *tailBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.data = append(b.data, p...)
	b.data = append(b.data[:0], b.data[max(0, len(b.data)-maxTailBytes):]...)
	return len(p), nil
}

// String returns the last lines as valid UTF-8.
func (b *tailBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	lines := bytes.Split(bytes.TrimSpace(b.data), []byte("\n"))
	lines = lines[max(0, len(lines)-maxTailLines):]
	return strings.ToValidUTF8(string(bytes.Join(lines, []byte("\n"))), "\uFFFD")
}
