// Package loopback is how the sources that listen do it: for this machine alone, unless told otherwise.
package loopback

import (
	"context"
	"net"

	"github.com/streamgage/streamgage/flow"
)

// Listen listens on a TCP address; one without a host is on 127.0.0.1. ctx is that of a source's function.
func Listen(ctx context.Context, addr string) (l net.Listener, err error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, err
	}
	if host == "" {
		host = "127.0.0.1"
	}
	flow.Outside(ctx, func() { // a name has to be looked up
		l, err = (&net.ListenConfig{}).Listen(ctx, "tcp", net.JoinHostPort(host, port))
	})
	return l, err
}
