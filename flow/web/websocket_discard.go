package web

import (
	"context"
	"io"

	"github.com/coder/websocket"
)

// discard throws away what a peer sends, which has to be read for the sake of pings and of the peer's end. It gives the
// reason of that. Unlike Conn.CloseRead it does not hold up Close where the peer does send something.
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
