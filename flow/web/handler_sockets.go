package web

import (
	"errors"
	"net/http"

	"github.com/coder/websocket"
	"github.com/streamgage/streamgage/flow"
)

// Sockets makes a handler that accepts WebSocket clients and emits each message that they send, text or binary, to src. A
// client's next message is read when one has passed the graph: back-pressure. An element is a new slice, the receiver's
// to keep.
//
// A message has no answer: when the graph fails, its client's connection is closed with status 1011 and the error. It is
// closed with 1001 when src turns out to be closed, and with 1009 for a message larger than MaxMessage. The emissions'
// context is the request's; an http.Server does not end it on Shutdown, but its BaseContext does.
//
// It takes MaxMessage, MaxClients and Origins. It panics if src is nil.
func Sockets(src *flow.Source[[]byte], opts ...Option) http.Handler {
	if src == nil {
		panic("web.Sockets: the source must not be nil")
	}
	c := newConfig("Sockets", "MaxMessage", "MaxClients", "Origins")
	c.applyOptions(opts)
	room := make(chan struct{}, c.maxClients)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case room <- struct{}{}:
			defer func() { <-room }()
		default:
			respondError(w, http.StatusServiceUnavailable, errTooManyClients)
			return
		}
		conn, err := c.acceptWebSocket(w, r)
		if err != nil {
			return // accept has answered
		}
		defer func() { _ = conn.CloseNow() }()
		for {
			_, message, err := conn.Read(r.Context())
			if err != nil {
				return // the client has gone, or was told why it has to
			}
			if err := src.Emit(r.Context(), message); err != nil {
				_ = conn.Close(closeStatus(err), shortError(err))
				return
			}
		}
	})
}

func closeStatus(err error) websocket.StatusCode {
	if errors.Is(err, flow.ErrClosed) {
		return websocket.StatusGoingAway
	}
	return websocket.StatusInternalError
}
