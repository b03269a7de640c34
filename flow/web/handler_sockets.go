package web

import (
	"net/http"

	"github.com/streamgage/streamgage/flow"
)

// Sockets makes a handler that accepts WebSocket clients and emits each of their messages, text or binary, to src. It
// reads a client's next message after the last one has passed the graph (back-pressure). An element is a new slice that
// the graph may keep.
//
// A message gets no response. When the graph fails, Sockets closes the connection of the message's client with status
// 1011 and the error; when src is closed, with 1001; for a message larger than MaxMessage, with 1009. The context of the
// emissions is the request's. An http.Server does not end it on Shutdown; its BaseContext can.
//
// Sockets takes the options MaxMessage, MaxClients and Origins. It panics if src is nil.
func Sockets(src *flow.Source[[]byte], opts ...Option) http.Handler {
	if src == nil {
		panic("web.Sockets: the source must not be nil")
	}
	c := newConfig("Sockets", "MaxMessage", "MaxClients", "Origins")
	c.applyOptions(opts)
	slots := make(chan struct{}, c.maxClients)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case slots <- struct{}{}:
			defer func() { <-slots }()
		default:
			respondError(w, http.StatusServiceUnavailable, errTooManyClients)
			return
		}
		conn, err := c.acceptWebSocket(w, r)
		if err != nil {
			return // acceptWebSocket has answered
		}
		defer func() { _ = conn.CloseNow() }()
		for {
			_, message, err := conn.Read(r.Context())
			if err != nil {
				return // the client has disconnected, or the library has closed the connection with a status
			}
			if err := src.Emit(r.Context(), message); err != nil {
				_ = conn.Close(closeStatus(err), shortError(err))
				return
			}
		}
	})
}
