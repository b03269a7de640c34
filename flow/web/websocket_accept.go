package web

import (
	"net/http"
	"strings"

	"github.com/coder/websocket"
)

// acceptWebSocket upgrades a request to a WebSocket connection if its origin is allowed. If it returns an error, it has
// responded to the request.
func (c *config) acceptWebSocket(w http.ResponseWriter, r *http.Request) (*websocket.Conn, error) {
	opts := &websocket.AcceptOptions{}
	for _, o := range c.origins {
		opts.OriginPatterns = append(opts.OriginPatterns, strings.ReplaceAll(o, "[", `\[`)) // the [ of an IPv6 address
	}
	conn, err := websocket.Accept(w, r, opts)
	if err != nil {
		return nil, err
	}
	conn.SetReadLimit(int64(c.maxSize))
	return conn, nil
}
