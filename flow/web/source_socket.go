package web

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/coder/websocket"
	"github.com/streamgage/streamgage/flow"
)

// Socket makes a source of the messages of a WebSocket server, such as "wss://example.com/feed": text and binary ones
// alike. The next is read when one has passed the graph, so back-pressure reaches the server.
//
// The source ends when the server closes the connection normally (status 1000); another end of the connection, and a
// server that cannot be reached, is an ErrBroken that names the URL, or with Reconnect a reason to dial again. A message
// larger than MaxMessage is an ErrTooBig in any case. When the source is stopped it closes the connection normally; it
// waits up to 10 s for a server that does not answer.
//
// It takes MaxMessage, Header, Reconnect and OnBroken.
func Socket(url string, opts ...Option) flow.Stream[[]byte] {
	c := newConfig("Socket", "MaxMessage", "Header", "Reconnect", "OnBroken")
	return c.newSource("web socket", opts, func(ctx context.Context, emit func([]byte) error) error {
		s := &socketReader{config: c, url: url, emit: emit, retryDelay: c.firstDelay}
		for {
			over, err := s.readConnection(ctx)
			if over || !c.reconnect {
				return err
			}
			if c.onBroken != nil {
				c.onBroken(err)
			}
			if err := c.clock.Sleep(ctx, s.retryDelay); err != nil {
				return err
			}
			s.retryDelay = min(2*s.retryDelay, c.longestDelay)
		}
	})
}

// reader is a client that reads.
type socketReader struct {
	*config
	url   string
	emit  func([]byte) error
	retryDelay time.Duration // before dialling again
}

// run dials and reads until the connection ends. It is over unless another connection could go on.
func (s *socketReader) readConnection(ctx context.Context) (over bool, err error) {
	conn, err := s.dialWebSocket(ctx, s.url)
	if err != nil {
		return ctx.Err() != nil, s.wrapError(err)
	}
	conn.SetReadLimit(int64(s.maxSize))
	bye := func() { _ = conn.Close(websocket.StatusNormalClosure, "") }
	stop := context.AfterFunc(ctx, bye)
	defer func() {
		stop()
		flow.Outside(ctx, bye)
	}()
	for {
		var message []byte
		flow.Outside(ctx, func() { _, message, err = conn.Read(context.WithoutCancel(ctx)) })
		switch {
		case ctx.Err() != nil:
			return true, ctx.Err()
		case websocket.CloseStatus(err) == websocket.StatusNormalClosure:
			return true, nil
		case errors.Is(err, websocket.ErrMessageTooBig):
			return true, s.wrapError(fmt.Errorf("%w: %s has sent more than %d bytes", ErrTooBig, redactURL(s.url), s.maxSize))
		case err != nil:
			return false, s.wrapError(brokenError(s.url, err))
		}
		s.retryDelay = s.firstDelay
		if err := s.emit(message); err != nil {
			return true, err
		}
	}
}
