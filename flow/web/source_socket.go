package web

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/coder/websocket"
	"github.com/streamgage/streamgage/flow"
)

// Socket makes a source of the messages, text or binary, of a WebSocket server such as "wss://example.com/feed". It
// reads the next message after the previous one has passed the graph, so back-pressure reaches the server.
//
// The source ends when the server closes the connection normally (status 1000). If the connection ends for another
// reason, or if the server cannot be reached, the run ends with an ErrBroken that names the URL. With Reconnect, the
// source connects again instead. A message larger than MaxMessage is always an ErrTooBig. When the source is stopped,
// it closes the connection normally, and waits up to 10 s for the server's answer.
//
// Socket accepts the options MaxMessage, Header, Reconnect and OnBroken.
func Socket(url string, opts ...Option) flow.Stream[[]byte] {
	c := newConfig("Socket", "MaxMessage", "Header", "Reconnect", "OnBroken")
	return c.newSource("web socket", opts, func(ctx context.Context, emit func([]byte) error) error {
		r := &socketReader{config: c, url: url, emit: emit, retryDelay: c.firstDelay}
		for {
			final, err := r.readConnection(ctx)
			if final || !c.reconnect {
				return err
			}
			if c.onBroken != nil {
				c.onBroken(err)
			}
			if err := c.clock.Sleep(ctx, r.retryDelay); err != nil {
				return err
			}
			r.retryDelay = min(2*r.retryDelay, c.longestDelay)
		}
	})
}

// socketReader is the client of a Socket source.
type socketReader struct {
	*config
	url        string
	emit       func([]byte) error
	retryDelay time.Duration // before the next attempt to connect
}

// readConnection opens a connection and emits its messages until it ends. final is false if the source can continue
// with a new connection.
func (r *socketReader) readConnection(ctx context.Context) (final bool, err error) {
	conn, err := r.dialWebSocket(ctx, r.url)
	if err != nil {
		return ctx.Err() != nil, r.wrapError(err)
	}
	conn.SetReadLimit(int64(r.maxSize))
	closeNormally := func() { _ = conn.Close(websocket.StatusNormalClosure, "") }
	stop := context.AfterFunc(ctx, closeNormally)
	defer func() {
		stop()
		flow.Blocking(ctx, closeNormally)
	}()
	for {
		var message []byte
		flow.Blocking(ctx, func() { _, message, err = conn.Read(context.WithoutCancel(ctx)) })
		switch {
		case ctx.Err() != nil:
			return true, ctx.Err()
		case websocket.CloseStatus(err) == websocket.StatusNormalClosure:
			return true, nil
		case errors.Is(err, websocket.ErrMessageTooBig):
			return true, r.wrapError(fmt.Errorf("%w: %s has sent more than %d bytes", ErrTooBig, redactURL(r.url), r.maxSize))
		case err != nil:
			return false, r.wrapError(brokenError(r.url, err))
		}
		r.retryDelay = r.firstDelay
		if err := r.emit(message); err != nil {
			return true, err
		}
	}
}
