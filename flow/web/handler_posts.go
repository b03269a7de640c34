package web

import (
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"

	"github.com/streamgage/streamgage/flow"
)

// Posts makes a handler that emits the body of each POST request to src. The answer is
//
//   - 204 when everything that the body reaches without crossing an asynchronous node is done,
//   - 500 with the error when that failed, or when src returned an earlier element's error in place of taking it,
//   - 503 when src is closed,
//   - 413 for a body larger than MaxBody, 400 for one that breaks off, 405 for other methods,
//   - 403 for a page of another site that Origins does not allow.
//
// The emission's context is the request's, so it ends when the client goes away. An element is a new slice, the
// receiver's to keep. It takes MaxBody and Origins. It panics if src is nil.
func Posts(src *flow.Source[[]byte], opts ...Option) http.Handler {
	if src == nil {
		panic("web.Posts: the source must not be nil")
	}
	c := newConfig("Posts", "MaxBody", "Origins")
	c.applyOptions(opts)
	return c.postHandler(src.Emit)
}

// posts gives the bodies to take.
func (c *config) postHandler(take func(context.Context, []byte) error) http.Handler {
	protection := http.NewCrossOriginProtection()
	for _, o := range c.origins {
		_ = protection.AddTrustedOrigin(o) // Origins has tried
	}
	return protection.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost {
			w.Header().Set("Allow", http.MethodPost)
			respondError(w, http.StatusMethodNotAllowed, fmt.Errorf("only POST, got %s", r.Method))
			return
		}
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, int64(c.maxSize)))
		if err != nil {
			respondError(w, bodyStatus(err), err)
			return
		}
		if err := take(r.Context(), body); err != nil {
			respondError(w, graphStatus(err), err)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	}))
}

func bodyStatus(err error) int {
	if tooBig := (*http.MaxBytesError)(nil); errors.As(err, &tooBig) {
		return http.StatusRequestEntityTooLarge
	}
	return http.StatusBadRequest
}

func graphStatus(err error) int {
	if errors.Is(err, flow.ErrClosed) || errors.Is(err, flow.ErrStopped) {
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// refuse answers with the beginning of err, which may quote what somebody else has sent.
func respondError(w http.ResponseWriter, status int, err error) {
	http.Error(w, html.EscapeString(shortError(err)), status)
}
