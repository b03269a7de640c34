package web

import (
	"context"
	"fmt"

	"github.com/coder/websocket"
	"github.com/streamgage/streamgage/flow"
)

// ToSocket makes a receiver that sends each element as a message to a WebSocket server, such as "wss://example.com/in".
// It opens the connection at the first element, and closes it normally (status 1000) at the end of the stream. Messages
// from the server are read and discarded.
//
// Sending waits for the network, but not after the emission's context has ended. An error is an ErrBroken that names
// the URL. After an error the next element opens a new connection, so flow.Retry can be used. If the connection breaks
// after an element was written without an error, the element can still be lost, because WebSocket has no
// acknowledgements.
//
// ToSocket accepts the options Header and Text.
func ToSocket(url string, opts ...Option) flow.Receiver[[]byte] {
	c := newConfig("ToSocket", "Header", "Text")
	c.applyOptions(opts)
	return &socketSender{config: c, url: url}
}

// socketSender is the receiver that ToSocket makes.
type socketSender struct {
	*config
	url       string
	attached  bool            // whether Open was called
	conn      *websocket.Conn // nil if there is no connection
	readEnded chan error      // receives the error with which conn ended
}

// Open is called when the graph is built. A second call returns flow.ErrFed.
func (s *socketSender) Open(string) error {
	if s.attached {
		return fmt.Errorf("web.ToSocket: %s: %w", redactURL(s.url), flow.ErrFed)
	}
	s.attached = true
	return nil
}

// Send sends a message.
func (s *socketSender) Send(ctx context.Context, message []byte) error {
	if err := s.connect(ctx); err != nil {
		return fmt.Errorf("web.ToSocket: %w", err)
	}
	var err error
	flow.Blocking(ctx, func() {
		if err = s.conn.Write(ctx, s.messageType(), message); err != nil {
			err = s.disconnect(err)
		}
	})
	if err != nil {
		return fmt.Errorf("web.ToSocket: %w", brokenError(s.url, err))
	}
	return nil
}

// Close closes the connection.
func (s *socketSender) Close(ctx context.Context) (err error) {
	if s.conn == nil {
		return nil
	}
	flow.Blocking(ctx, func() {
		conn := s.conn
		defer context.AfterFunc(ctx, func() { _ = conn.CloseNow() })()
		err = s.disconnect(conn.Close(websocket.StatusNormalClosure, ""))
	})
	if err != nil && websocket.CloseStatus(err) != websocket.StatusNormalClosure {
		return fmt.Errorf("web.ToSocket: %w", brokenError(s.url, err))
	}
	return nil
}

// connect opens a connection unless there is one. It starts to read from the connection, so that the library answers
// pings and detects the end of the connection.
func (s *socketSender) connect(ctx context.Context) error {
	if s.conn != nil {
		return nil
	}
	conn, err := s.dialWebSocket(ctx, s.url)
	if err != nil {
		return err
	}
	readEnded := make(chan error, 1)
	s.conn, s.readEnded = conn, readEnded
	go func() { readEnded <- discardMessages(conn) }()
	return nil
}

// disconnect closes a connection that has ended with err. If the server has sent a close status, disconnect returns
// that as the error. Otherwise it returns err.
func (s *socketSender) disconnect(err error) error {
	_ = s.conn.CloseNow()
	s.conn = nil
	if reason := <-s.readEnded; err != nil && websocket.CloseStatus(reason) != -1 {
		return reason
	}
	return err
}
