package web

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"slices"
	"time"

	"github.com/coder/websocket"
	"github.com/streamgage/streamgage/flow"
)

const (
	defaultMaxSize    = 1 << 20
	defaultMaxClients = 256
	defaultQueue      = 64
)

// config holds the options of a source, handler or receiver of this package.
type config struct {
	op       string   // the name of the constructor, for errors
	accepted []string // the names of the options of this package that the constructor accepts

	// Only for a source:
	name  string
	clock flow.Clock
	limit int

	maxSize, maxClients, queue int
	path                       string
	onListening                func(net.Addr)
	origins                    []string
	header                     http.Header
	text                       bool
	reconnect                  bool
	firstDelay, longestDelay   time.Duration
	onBroken                   func(error)
}

// newConfig makes a configuration with the defaults. accepted holds the names of the options that the constructor op
// accepts.
func newConfig(op string, accepted ...string) *config {
	return &config{
		op: op, accepted: accepted,
		maxSize: defaultMaxSize, maxClients: defaultMaxClients, queue: defaultQueue, header: http.Header{},
	}
}

// applyOptions applies the options of a handler or receiver. It panics on an option of flow, because only sources
// accept these.
func (c *config) applyOptions(opts []Option) {
	s := flow.SourceConfig{Extra: c}
	for _, o := range opts {
		if o == nil {
			panic(fmt.Sprintf("web.%s: nil option", c.op))
		}
		o(&s)
	}
	if s != (flow.SourceConfig{Extra: c}) {
		panic(fmt.Sprintf("web.%s: flow's options are for sources that Run drives", c.op))
	}
}

// newSource makes a source that Run drives. produce must return an error of emit unchanged, and wrap other errors with
// config.wrapError.
func (c *config) newSource(
	kind string, opts []Option, produce func(ctx context.Context, emit func([]byte) error) error,
) flow.Stream[[]byte] {
	setDefaults := func(s *flow.SourceConfig) { s.Name, s.Extra = kind, c }
	readResult := func(s *flow.SourceConfig) { c.name, c.clock, c.limit = s.Name, s.Clock, s.Limit }
	return flow.FromFunc(produce, slices.Concat([]Option{setDefaults}, opts, []Option{readResult})...)
}

// wrapError adds the names of the node and of the constructor to an error of a source.
func (c *config) wrapError(err error) error {
	return &flow.NodeError{Node: c.name, Err: fmt.Errorf("web.%s: %w", c.op, err)}
}

// messageType returns the type of the messages that are sent.
func (c *config) messageType() websocket.MessageType {
	if c.text {
		return websocket.MessageText
	}
	return websocket.MessageBinary
}
