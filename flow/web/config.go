package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/streamgage/streamgage/flow"
)

func newConfig(op string, takes ...string) *config {
	return &config{op: op, accepted: takes, maxSize: defaultMaxSize, maxClients: defaultMaxClients, queue: defaultQueue, header: http.Header{}}
}

// read takes the options of what is no source.
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

// source makes a self-driven source. produce returns what emit returned, or an error of its own by way of config.fail.
func (c *config) newSource(kind string, opts []Option, produce func(ctx context.Context, emit func([]byte) error) error) flow.Stream[[]byte] {
	first := func(s *flow.SourceConfig) { s.Name, s.Extra = kind, c }
	last := func(s *flow.SourceConfig) { c.name, c.clock, c.limit = s.Name, s.Clock, s.Limit }
	return flow.FromFunc(produce, slices.Concat([]Option{first}, opts, []Option{last})...)
}

// fail says in which node, and in which function, something went wrong.
func (c *config) wrapError(err error) error {
	return &flow.NodeError{Node: c.name, Err: fmt.Errorf("web.%s: %w", c.op, err)}
}
