package web

import (
	"context"
	"fmt"

	"github.com/coder/websocket"
	"github.com/streamgage/streamgage/flow"
)

// ToSocket makes a receiver that sends each element as a message to a WebSocket server, such as "wss://example.com/in".
// It dials when the first element comes, and closes the connection normally (status 1000) at the end of the stream. What
// the server sends is read and thrown away.
//
// Sending waits for the network, until the emission's context ends. An error is an ErrBroken that names the URL; the next
// element then dials anew, so that flow.Retry works. An element that was written may yet be lost with the connection:
// WebSocket knows no receipts.
//
// It takes Header and Text.
func ToSocket(url string, opts ...Option) flow.Receiver[[]byte] {
	c := newConfig("ToSocket", "Header", "Text")
	c.applyOptions(opts)
	return &socketSender{config: c, url: url}
}

// sender is a client that writes.
type socketSender struct {
	*config
	url  string
	attached  bool
	conn *websocket.Conn // nil: none
	readEnded chan error      // why conn has ended
}

// Open is called when the graph is built.
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
	kind := websocket.MessageBinary
	if s.text {
		kind = websocket.MessageText
	}
	var err error
	flow.Outside(ctx, func() {
		if err = s.conn.Write(ctx, kind, message); err != nil {
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
	flow.Outside(ctx, func() {
		conn := s.conn
		defer context.AfterFunc(ctx, func() { _ = conn.CloseNow() })()
		err = s.disconnect(conn.Close(websocket.StatusNormalClosure, ""))
	})
	if err != nil && websocket.CloseStatus(err) != websocket.StatusNormalClosure {
		return fmt.Errorf("web.ToSocket: %w", brokenError(s.url, err))
	}
	return nil
}

// open dials, if there is no connection, and reads what comes, for the sake of pings and of the server's end.
func (s *socketSender) connect(ctx context.Context) error {
	if s.conn != nil {
		return nil
	}
	conn, err := s.dialWebSocket(ctx, s.url)
	if err != nil {
		return err
	}
	s.conn, s.readEnded = conn, make(chan error, 1)
	gone := s.readEnded
	go func() { gone <- discardMessages(conn) }()
	return nil
}

// drop leaves nothing of the connection, which has ended with err. If the server said why, that is the error.
func (s *socketSender) disconnect(err error) error {
	_ = s.conn.CloseNow()
	s.conn = nil
	if why := <-s.readEnded; err != nil && websocket.CloseStatus(why) != -1 {
		return why
	}
	return err
}
