package web

import (
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/streamgage/streamgage/flow"
)

const (
	defaultMaxSize    = 1 << 20
	defaultMaxClients = 256
	defaultQueue   = 64
)

// Option changes how something of this package works; each says what takes it, and panics elsewhere. It is flow's own
// type, so that sources take both in one list.
type Option = flow.SourceOption

// config is what options add up to.
type config struct {
	op    string   // the constructor
	accepted []string // its options, flow's aside
	name  string
	clock flow.Clock
	limit int

	maxSize, maxClients, queue int
	path                       string
	onListening                  func(net.Addr)
	origins                    []string
	header                     http.Header
	text                       bool
	reconnect                  bool
	firstDelay, longestDelay                time.Duration
	onBroken                     func(error)
}

// MaxBody is how many bytes a request to Posts or Serve may bring; a larger one is answered with 413. Default: 1 MiB. It
// panics unless n > 0.
func MaxBody(n int) Option {
	mustPositive("MaxBody", n)
	return newOption("MaxBody", func(c *config) { c.maxSize = n })
}

// MaxMessage is how many bytes a message to Socket or Sockets may have. Default: 1 MiB. It panics unless n > 0.
func MaxMessage(n int) Option {
	mustPositive("MaxMessage", n)
	return newOption("MaxMessage", func(c *config) { c.maxSize = n })
}

// MaxClients is how many clients Sockets or Broadcast have at a time; one more is answered with 503. Default: 256. It
// panics unless n > 0.
func MaxClients(n int) Option {
	mustPositive("MaxClients", n)
	return newOption("MaxClients", func(c *config) { c.maxClients = n })
}

// Queue is how many messages Broadcast keeps for each client; a client that is further behind is dropped. Default: 64. It
// panics unless n > 0.
func Queue(n int) Option {
	mustPositive("Queue", n)
	return newOption("Queue", func(c *config) { c.queue = n })
}

// Path is the path that Serve answers to; others are 404. Default: all. It panics unless it begins with a slash.
func Path(path string) Option {
	if !strings.HasPrefix(path, "/") {
		panic(fmt.Sprintf("web.Path: must begin with a slash, got %q", path))
	}
	return newOption("Path", func(c *config) { c.path = path })
}

// Listening is called by Serve once it listens, with its address: that is how one learns the port where the one given
// was 0. It panics on nil.
func Listening(f func(net.Addr)) Option {
	if f == nil {
		panic("web.Listening: the function must not be nil")
	}
	return newOption("Listening", func(c *config) { c.onListening = f })
}

// Origins lets the pages of other sites in, each given as scheme://host[:port]. Posts, Serve, Sockets and Broadcast take
// it. Default: the server's own pages only. It panics on what is no origin.
func Origins(origins ...string) Option {
	for _, o := range origins {
		if err := http.NewCrossOriginProtection().AddTrustedOrigin(o); err != nil {
			panic(fmt.Sprintf("web.Origins: must be scheme://host, got %q", o))
		}
	}
	return newOption("Origins", func(c *config) { c.origins = append(c.origins, origins...) })
}

// Header adds a header to the request with which Socket and ToSocket open their connection, such as Authorization.
func Header(key, value string) Option {
	return newOption("Header", func(c *config) { c.header.Add(key, value) })
}

// Text makes ToSocket and Broadcast send text messages, which must be UTF-8. Default: binary messages.
func Text() Option { return newOption("Text", func(c *config) { c.text = true }) }

// Reconnect makes Socket dial again when it cannot reach the server or the connection breaks: after first, then twice as
// long each time, up to most, on the source's clock; after a message it begins with first again. What the server sends
// meanwhile is not received. Default: that ends the run with an error. It panics unless 0 < first <= most.
func Reconnect(first, most time.Duration) Option {
	if first <= 0 || most < first {
		panic(fmt.Sprintf("web.Reconnect: must be 0 < first <= most, got %v and %v", first, most))
	}
	return newOption("Reconnect", func(c *config) { c.reconnect, c.firstDelay, c.longestDelay = true, first, most })
}

// OnBroken is called by Socket with the reason before each time that it waits to dial again. It panics on nil.
func OnBroken(f func(error)) Option {
	if f == nil {
		panic("web.OnBroken: the function must not be nil")
	}
	return newOption("OnBroken", func(c *config) { c.onBroken = f })
}

func mustPositive(option string, n int) {
	if n <= 0 {
		panic(fmt.Sprintf("web.%s: must be positive, got %d", option, n))
	}
}

func newOption(name string, set func(*config)) Option {
	return func(s *flow.SourceConfig) {
		c, ok := s.Extra.(*config)
		if !ok {
			panic(fmt.Sprintf("web.%s: an option of package web only, got the source %q", name, s.Name))
		}
		if !slices.Contains(c.accepted, name) {
			panic(fmt.Sprintf("web.%s: does not take the option %s", c.op, name))
		}
		set(c)
	}
}
