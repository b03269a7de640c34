package web

import (
	"net/http"

	"github.com/streamgage/streamgage/flow"
)

// Sockets makes a handler that accepts WebSocket clients and emits each of their messages, text or binary, to src. It
// reads a client's next message after the previous one has passed the graph (back-pressure). Each element is a new
// slice, so the graph may keep it.
//
// There is no response to a message. If the graph fails, Sockets closes the connection of the message's client with
// status 1011 and the error. If src is closed, the status is 1001. For a message larger than MaxMessage, the status is
// 1009. The context of the emissions is the request's. Shutdown of an http.Server does not end this context; a program
// can end it through the server's BaseContext.
//
// Sockets accepts the options MaxMessage, MaxClients and Origins. It panics if src is nil.
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
			return // acceptWebSocket has responded
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
