package web

import (
	"context"
	"io"

	"github.com/coder/websocket"
)

// discardMessages reads and discards the peer's messages, so that the library answers pings and detects the end of the
// connection. It returns the error with which the connection ended. Unlike Conn.CloseRead, it does not delay Close when
// the peer sends data.
func discardMessages(conn *websocket.Conn) error {
	conn.SetReadLimit(-1)
	for {
		_, r, err := conn.Reader(context.Background())
		if err == nil {
			_, err = io.Copy(io.Discard, r)
		}
		if err != nil {
			return err
		}
	}
}
