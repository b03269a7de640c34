package web

import (
	"context"
	"fmt"
	"io"
	"net/http"

	"github.com/streamgage/streamgage/flow"
)

// Posts makes a handler that emits the body of each POST request to src. The response is
//
//   - 204 when the body has passed the graph, up to the first asynchronous node on each path,
//   - 500 with the error when the graph has failed, or when src has returned the error of an earlier element instead of
//     accepting this one,
//   - 503 when src is closed,
//   - 413 for a body larger than MaxBody, 400 for a body that ends early, 405 for other methods,
//   - 403 for a request from a page of another site that Origins does not allow.
//
// The context of the emission is the request's, so it ends when the client disconnects. Each element is a new slice, so
// the graph may keep it. Posts accepts the options MaxBody and Origins. It panics if src is nil.
func Posts(src *flow.Source[[]byte], opts ...Option) http.Handler {
	if src == nil {
		panic("web.Posts: the source must not be nil")
	}
	c := newConfig("Posts", "MaxBody", "Origins")
	c.applyOptions(opts)
	return c.postHandler(src.Emit)
}

// postHandler makes a handler that passes the body of each POST request to emit. Its response depends on the error of
// emit.
func (c *config) postHandler(emit func(context.Context, []byte) error) http.Handler {
	protection := http.NewCrossOriginProtection()
	for _, o := range c.origins {
		_ = protection.AddTrustedOrigin(o) // the option Origins has checked o
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
		if err := emit(r.Context(), body); err != nil {
			respondError(w, graphStatus(err), err)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	}))
}
