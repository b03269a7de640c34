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

// config holds the options of a source of this package. It is the Extra of the source's flow.SourceConfig.
type config struct {
	op       string   // the name of the constructor, for errors
	accepted []string // the names of the options of this package that the source accepts
	name     string   // the name of the node
	clock    flow.Clock

	follow, fromEnd, mergeStderr bool
	pollInterval                 time.Duration
	maxLine, maxConns            int
	onBadLine                    func(net.Addr, error)
	onListening                  func(net.Addr)
}

// newSource makes a source that Run drives. produce must return an error of emit unchanged, and wrap other errors with
// config.wrapError.
func newSource[T any](
	c *config, kind string, opts []flow.SourceOption, produce func(ctx context.Context, emit func(T) error) error,
) flow.Stream[T] {
	c.pollInterval, c.maxLine, c.maxConns = defaultPollInterval, defaultMaxLine, defaultMaxConns
	setDefaults := func(s *flow.SourceConfig) { s.Name, s.Extra = kind, c }
	readResult := func(s *flow.SourceConfig) { c.name, c.clock = s.Name, s.Clock }
	return flow.FromFunc(produce, slices.Concat([]flow.SourceOption{setDefaults}, opts, []flow.SourceOption{readResult})...)
}

// waitForPoll waits until the next poll is due.
func (c *config) waitForPoll(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err // Sleep does not check ctx if the time has passed already
	}
	return c.clock.Sleep(ctx, c.pollInterval)
}

// wrapError adds the names of the node and of the constructor to an error.
func (c *config) wrapError(err error) error {
	return &flow.NodeError{Node: c.name, Err: fmt.Errorf("text.%s: %w", c.op, err)}
}
