// Package loopback opens the listeners of sources. Without a host, they accept connections from this machine only.
package loopback

import (
	"context"
	"net"

	"github.com/streamgage/streamgage/flow"
)

// Listen listens on a TCP address; an address without a host listens on 127.0.0.1. ctx must be the context of the
// source's function.
func Listen(ctx context.Context, addr string) (l net.Listener, err error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, err
	}
	if host == "" {
		host = "127.0.0.1"
	}
	flow.Blocking(ctx, func() { // looking up the name of a host may take long
		l, err = (&net.ListenConfig{}).Listen(ctx, "tcp", net.JoinHostPort(host, port))
	})
	return l, err
}
