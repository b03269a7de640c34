package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"github.com/coder/websocket"
	"github.com/streamgage/streamgage/flow"
)

// dialWebSocket opens a connection to a WebSocket server.
func (c *config) dialWebSocket(ctx context.Context, to string) (conn *websocket.Conn, err error) {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.DisableKeepAlives = true // no idle connection stays open after a rejected handshake
	opts := &websocket.DialOptions{HTTPHeader: c.header, HTTPClient: &http.Client{Transport: transport}}
	flow.Blocking(ctx, func() { conn, _, err = websocket.Dial(ctx, to, opts) })
	if err != nil {
		return nil, brokenError(to, err)
	}
	return conn, nil
}

// brokenError wraps err as an ErrBroken that names the URL.
func brokenError(url string, err error) error {
	return fmt.Errorf("%w: %s: %w", ErrBroken, redactURL(url), err)
}

// redactURL returns a URL without its password.
func redactURL(to string) string {
	u, err := url.Parse(to)
	if err != nil {
		return to
	}
	return u.Redacted()
}
