package text

import (
	"context"
	"fmt"
	"net"
	"slices"
	"time"

	"github.com/streamgage/streamgage/flow"
)

const (
	defaultPollInterval  = 100 * time.Millisecond
	defaultMaxLine  = 1 << 20
	defaultMaxConns = 256
)

// config is what the sources of this package hang on a source's configuration.
type config struct {
	op    string   // the constructor
	accepted []string // its options, flow's aside
	name  string
	clock flow.Clock

	follow, fromEnd, mergeStderr bool
	pollInterval                         time.Duration
	maxLine, maxConns            int
	onBadLine                      func(net.Addr, error)
	onListening                    func(net.Addr)
}

// Follow makes Lines and Files go on at the end of what is there, and wait for more. Default: they end there.
func Follow() flow.SourceOption { return newOption("Follow", func(c *config) { c.follow = true }) }

// FromEnd makes Lines begin at the end of what is there when it is run: lines are counted from there, and of one that is
// half written the rest is given. A file that does not exist yet is read from its start. Default: from the start.
func FromEnd() flow.SourceOption { return newOption("FromEnd", func(c *config) { c.fromEnd = true }) }

// Poll is how often Lines and Files look for something new while they follow, on the source's clock. Default: 100 ms.
// It panics unless every > 0.
func Poll(every time.Duration) flow.SourceOption {
	if every <= 0 {
		panic(fmt.Sprintf("text.Poll: must be positive, got %v", every))
	}
	return newOption("Poll", func(c *config) { c.pollInterval = every })
}

// MaxLine is how many bytes a line may have, its end not counted; a longer one is an ErrLongLine. Lines, From, Process
// and TCP take it. Default: 1 MiB. It panics unless n > 0.
func MaxLine(n int) flow.SourceOption {
	mustPositive("MaxLine", n)
	return newOption("MaxLine", func(c *config) { c.maxLine = n })
}

// MergeStderr makes Process give the lines of both the process's outputs, in the order in which it writes them.
func MergeStderr() flow.SourceOption {
	return newOption("MergeStderr", func(c *config) { c.mergeStderr = true })
}

// MaxConns is how many connections TCP serves at a time; more wait to be accepted. Default: 256. It panics unless n > 0.
func MaxConns(n int) flow.SourceOption {
	mustPositive("MaxConns", n)
	return newOption("MaxConns", func(c *config) { c.maxConns = n })
}

// OnBadLine is called by TCP when a client has sent a line that is too long, with its address and the error; then that
// connection is closed, and the others go on. Default: the error ends the run. It panics on nil.
func OnBadLine(f func(client net.Addr, err error)) flow.SourceOption {
	if f == nil {
		panic("text.OnBadLine: the function must not be nil")
	}
	return newOption("OnBadLine", func(c *config) { c.onBadLine = f })
}

// Listening is called by TCP once it listens, with its address: that is how one learns the port where the one given was
// 0. It panics on nil.
func Listening(f func(net.Addr)) flow.SourceOption {
	if f == nil {
		panic("text.Listening: the function must not be nil")
	}
	return newOption("Listening", func(c *config) { c.onListening = f })
}

func mustPositive(option string, n int) {
	if n <= 0 {
		panic(fmt.Sprintf("text.%s: must be positive, got %d", option, n))
	}
}

// option makes an option of flow's, so that one list takes all. On a source that does not take it, it panics.
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

// source makes a self-driven source. produce returns what emit returned, or an error of its own by way of config.fail.
func newSource(c *config, kind string, opts []flow.SourceOption, produce func(ctx context.Context, emit func(string) error) error) flow.Stream[string] {
	c.pollInterval, c.maxLine, c.maxConns = defaultPollInterval, defaultMaxLine, defaultMaxConns
	first := func(s *flow.SourceConfig) { s.Name, s.Extra = kind, c }
	last := func(s *flow.SourceConfig) { c.name, c.clock = s.Name, s.Clock }
	return flow.FromFunc(produce, slices.Concat([]flow.SourceOption{first}, opts, []flow.SourceOption{last})...)
}

// wait waits for the next poll.
func (c *config) waitForPoll(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err // Sleep does not look where the time is over before it begins
	}
	return c.clock.Sleep(ctx, c.pollInterval)
}

// fail says in which node, and in which function, something went wrong.
func (c *config) wrapError(err error) error {
	return &flow.NodeError{Node: c.name, Err: fmt.Errorf("text.%s: %w", c.op, err)}
}

// splitter makes lines of what is read of from.
func (c *config) newLineSplitter(from string) lineSplitter { return lineSplitter{config: c, source: from} }
