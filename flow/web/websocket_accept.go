package web

import (
	"errors"
	"net/http"
	"strings"

	"github.com/coder/websocket"
)

// accept makes a request a connection, if its origin is allowed; else it has answered.
func (c *config) acceptWebSocket(w http.ResponseWriter, r *http.Request) (*websocket.Conn, error) {
	opts := &websocket.AcceptOptions{}
	for _, o := range c.origins {
		opts.OriginPatterns = append(opts.OriginPatterns, strings.ReplaceAll(o, "[", `\[`)) // of an IPv6 address
	}
	conn, err := websocket.Accept(w, r, opts)
	if err != nil {
		return nil, err
	}
	conn.SetReadLimit(int64(c.maxSize))
	return conn, nil
}

var (
	errTooManyClients = errors.New("too many clients")
	errStreamEnded  = errors.New("the stream has ended")
)
