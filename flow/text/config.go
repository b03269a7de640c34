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
	defaultPollInterval = 100 * time.Millisecond
	defaultMaxLine      = 1 << 20
	defaultMaxConns     = 256
)

// config is the configuration of a source of this package: what its options have set. It is the Extra of the
// flow.SourceConfig.
type config struct {
	op       string   // the constructor, for messages
	accepted []string // the names of the options of this package that the source takes
	name     string   // the node's
	clock    flow.Clock

	follow, fromEnd, mergeStderr bool
	pollInterval                 time.Duration
	maxLine, maxConns            int
	onBadLine                    func(net.Addr, error)
	onListening                  func(net.Addr)
}

// newSource makes a source that Run drives. produce returns the error of emit unchanged, and its own errors through
// config.wrapError.
func newSource(
	c *config, kind string, opts []flow.SourceOption, produce func(ctx context.Context, emit func(string) error) error,
) flow.Stream[string] {
	c.pollInterval, c.maxLine, c.maxConns = defaultPollInterval, defaultMaxLine, defaultMaxConns
	setDefaults := func(s *flow.SourceConfig) { s.Name, s.Extra = kind, c }
	readResult := func(s *flow.SourceConfig) { c.name, c.clock = s.Name, s.Clock }
	return flow.FromFunc(produce, slices.Concat([]flow.SourceOption{setDefaults}, opts, []flow.SourceOption{readResult})...)
}

// waitForPoll waits until the next poll is due.
func (c *config) waitForPoll(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err // Sleep does not check ctx if the time is over already
	}
	return c.clock.Sleep(ctx, c.pollInterval)
}

// wrapError adds the names of the node and of the constructor to an error.
func (c *config) wrapError(err error) error {
	return &flow.NodeError{Node: c.name, Err: fmt.Errorf("text.%s: %w", c.op, err)}
}
