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

// Option is an option of this package. The documentation of each option names the functions that accept it. Other
// functions panic on it. The type is that of flow's options, so that one list can contain options of flow and of this
// package.
type Option = flow.SourceOption

// MaxBody is the largest number of bytes in the body of a request to Posts or Serve. The response to a larger body is
// 413. Default: 1 MiB. It panics unless n > 0.
func MaxBody(n int) Option {
	mustBePositive("MaxBody", n)
	return newOption("MaxBody", func(c *config) { c.maxSize = n })
}

// MaxMessage is the largest number of bytes in a message to Socket or Sockets. Default: 1 MiB. It panics unless n > 0.
func MaxMessage(n int) Option {
	mustBePositive("MaxMessage", n)
	return newOption("MaxMessage", func(c *config) { c.maxSize = n })
}

// MaxClients is the largest number of clients that Sockets or Broadcast serves at a time. The response to further
// clients is 503. Default: 256. It panics unless n > 0.
func MaxClients(n int) Option {
	mustBePositive("MaxClients", n)
	return newOption("MaxClients", func(c *config) { c.maxClients = n })
}

// Queue is the largest number of messages that Broadcast queues for each client. A client whose queue would be longer
// is disconnected. Default: 64. It panics unless n > 0.
func Queue(n int) Option {
	mustBePositive("Queue", n)
	return newOption("Queue", func(c *config) { c.queue = n })
}

// Path is the path of the requests that Serve accepts. The response to requests for other paths is 404. Default: all
// paths. It panics unless path begins with a slash.
func Path(path string) Option {
	if !strings.HasPrefix(path, "/") {
		panic(fmt.Sprintf("web.Path: must begin with a slash, got %q", path))
	}
	return newOption("Path", func(c *config) { c.path = path })
}

// Listening makes Serve call f with its address when it has begun to listen. If the port of the source's address is 0,
// the address passed to f has the chosen port. It panics if f is nil.
func Listening(f func(net.Addr)) Option {
	if f == nil {
		panic("web.Listening: the function must not be nil")
	}
	return newOption("Listening", func(c *config) { c.onListening = f })
}

// Origins allows requests from pages of other sites, each written as scheme://host[:port]. Posts, Serve, Sockets and
// Broadcast accept it. Default: only pages of the server itself. It panics if an origin is malformed.
func Origins(origins ...string) Option {
	for _, o := range origins {
		if err := http.NewCrossOriginProtection().AddTrustedOrigin(o); err != nil {
			panic(fmt.Sprintf("web.Origins: must be scheme://host, got %q", o))
		}
	}
	return newOption("Origins", func(c *config) { c.origins = append(c.origins, origins...) })
}

// Header adds a header, such as Authorization, to the request with which Socket and ToSocket open their connection.
func Header(key, value string) Option {
	return newOption("Header", func(c *config) { c.header.Add(key, value) })
}

// Text makes ToSocket and Broadcast send text messages. Then elements must be UTF-8. Default: binary messages.
func Text() Option { return newOption("Text", func(c *config) { c.text = true }) }

// Reconnect makes Socket connect again when it cannot reach the server or the connection breaks. Before the first
// attempt it waits for first, and before each further attempt twice as long, up to longest, on the source's clock.
// After a message the delay is first again. Messages that the server sends while there is no connection are not
// received. Default: the run ends with an error. It panics unless 0 < first <= longest.
func Reconnect(first, longest time.Duration) Option {
	if first <= 0 || longest < first {
		panic(fmt.Sprintf("web.Reconnect: must be 0 < first <= longest, got %v and %v", first, longest))
	}
	return newOption("Reconnect", func(c *config) { c.reconnect, c.firstDelay, c.longestDelay = true, first, longest })
}

// OnBroken makes Socket call f with the error each time the connection has ended, before it waits to connect again. It
// panics if f is nil.
func OnBroken(f func(error)) Option {
	if f == nil {
		panic("web.OnBroken: the function must not be nil")
	}
	return newOption("OnBroken", func(c *config) { c.onBroken = f })
}

// mustBePositive panics unless n > 0.
func mustBePositive(option string, n int) {
	if n <= 0 {
		panic(fmt.Sprintf("web.%s: must be positive, got %d", option, n))
	}
}

// newOption makes an option. The option panics if the function to which it is passed does not accept it.
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
