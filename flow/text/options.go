package text

import (
	"fmt"
	"net"
	"slices"
	"time"

	"github.com/streamgage/streamgage/flow"
)

// Follow makes Lines wait for more lines at the end of the file, and Files for more files. Default: the source ends
// there.
func Follow() flow.SourceOption { return newOption("Follow", func(c *config) { c.follow = true }) }

// FromEnd makes Lines begin at the current end of the file. Line numbers are counted from there. If the last line is
// incomplete at that time, only the part that is written later is emitted. A file that does not exist yet is read from
// its start. Default: Lines begins at the start.
func FromEnd() flow.SourceOption { return newOption("FromEnd", func(c *config) { c.fromEnd = true }) }

// Poll is the time between two polls of Lines and Files while they follow, on the source's clock. Default: 100 ms. It
// panics unless every > 0.
func Poll(every time.Duration) flow.SourceOption {
	if every <= 0 {
		panic(fmt.Sprintf("text.Poll: must be positive, got %v", every))
	}
	return newOption("Poll", func(c *config) { c.pollInterval = every })
}

// MaxLine is the largest number of bytes of a line, without its line end. A longer line is an ErrLongLine. Lines, From,
// Process and TCP accept it. Default: 1 MiB. It panics unless n > 0.
func MaxLine(n int) flow.SourceOption {
	mustBePositive("MaxLine", n)
	return newOption("MaxLine", func(c *config) { c.maxLine = n })
}

// MergeStderr makes Process emit the lines of standard output and of standard error, in the order of the writes.
// Default: standard output only.
func MergeStderr() flow.SourceOption {
	return newOption("MergeStderr", func(c *config) { c.mergeStderr = true })
}

// MaxConns is the largest number of connections that TCP serves at a time. Other clients wait until they are accepted.
// Default: 256. It panics unless n > 0.
func MaxConns(n int) flow.SourceOption {
	mustBePositive("MaxConns", n)
	return newOption("MaxConns", func(c *config) { c.maxConns = n })
}

// OnBadLine makes TCP call f with the client's address and the error when a client has sent a line that is too long.
// TCP closes this connection. The others continue. Default: the error ends the run. It panics if f is nil.
func OnBadLine(f func(client net.Addr, err error)) flow.SourceOption {
	if f == nil {
		panic("text.OnBadLine: the function must not be nil")
	}
	return newOption("OnBadLine", func(c *config) { c.onBadLine = f })
}

// Listening makes TCP call f with its address when it has begun to listen. If the port of the source's address is 0,
// the address passed to f has the chosen port. It panics if f is nil.
func Listening(f func(net.Addr)) flow.SourceOption {
	if f == nil {
		panic("text.Listening: the function must not be nil")
	}
	return newOption("Listening", func(c *config) { c.onListening = f })
}

// mustBePositive panics unless n > 0.
func mustBePositive(option string, n int) {
	if n <= 0 {
		panic(fmt.Sprintf("text.%s: must be positive, got %d", option, n))
	}
}

// newOption makes an option of this package. Its type is flow.SourceOption, so that one list can contain options of
// flow and of this package. The option panics on a source that does not accept it.
func newOption(name string, set func(*config)) flow.SourceOption {
	return func(s *flow.SourceConfig) {
		c, ok := s.Extra.(*config)
		if !ok {
			panic(fmt.Sprintf("text.%s: an option of package text's sources only, got the source %q", name, s.Name))
		}
		if !slices.Contains(c.accepted, name) {
			panic(fmt.Sprintf("text.%s: does not take the option %s", c.op, name))
		}
		set(c)
	}
}
