package web

import (
	"errors"
	"html"
	"net/http"
	"strings"

	"github.com/coder/websocket"
	"github.com/streamgage/streamgage/flow"
)

// maxErrorBytes is the largest number of bytes of an error that are sent to clients. A WebSocket close frame can hold
// this number.
const maxErrorBytes = 120

// shortError returns the first line of an error, truncated to maxErrorBytes bytes of valid UTF-8.
func shortError(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return strings.ToValidUTF8(line[:min(len(line), maxErrorBytes)], "")
}

// respondError responds to a request with a status and the short error. It escapes the error, because an error may
// quote data of another client.
func respondError(w http.ResponseWriter, status int, err error) {
	http.Error(w, html.EscapeString(shortError(err)), status)
}

// bodyStatus returns the HTTP status for an error of reading a request body.
func bodyStatus(err error) int {
	if tooBig := (*http.MaxBytesError)(nil); errors.As(err, &tooBig) {
		return http.StatusRequestEntityTooLarge
	}
	return http.StatusBadRequest
}

// graphStatus returns the HTTP status for an error of the graph.
func graphStatus(err error) int {
	if errors.Is(err, flow.ErrClosed) || errors.Is(err, flow.ErrStopped) {
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// closeStatus returns the WebSocket status for an error of the graph.
func closeStatus(err error) websocket.StatusCode {
	if errors.Is(err, flow.ErrClosed) {
		return websocket.StatusGoingAway
	}
	return websocket.StatusInternalError
}
