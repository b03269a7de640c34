package web

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/internal/loopback"
)

const (
	headerTimeout   = 10 * time.Second // for the header of a request
	idleTimeout     = time.Minute      // for a connection without requests
	shutdownTimeout = 5 * time.Second  // for requests and clients at the end of the stream
)

// Serve makes a source that listens on a TCP address, such as ":8080", and emits the body of each POST request. The
// responses are those of Posts. An address without a host means 127.0.0.1, so that other machines cannot connect. If
// the port is 0, a free port is chosen; the option Listening reports it.
//
// One request at a time is in the graph and the others wait, so back-pressure reaches the clients. The source ends when
// it is stopped. Then the request whose body is in the graph is finished, and the response to waiting requests is 503.
// After 5 s all connections are closed. An error of the graph is the response to its request, and ends the run.
//
// Serve accepts the options MaxBody, Path, Origins and Listening.
func Serve(addr string, opts ...Option) flow.Stream[[]byte] {
	c := newConfig("Serve", "MaxBody", "Path", "Origins", "Listening")
	return c.newSource("web serve", opts, func(ctx context.Context, emit func([]byte) error) error {
		l, err := loopback.Listen(ctx, addr)
		if err != nil {
			return c.wrapError(err)
		}
		q := &requestQueue{requests: make(chan queuedRequest), ended: make(chan struct{})}
		server := &http.Server{
			Handler: c.restrictToPath(c.postHandler(q.submit)), ReadHeaderTimeout: headerTimeout, IdleTimeout: idleTimeout,
		}
		serveErr := make(chan error, 1)
		go func() { serveErr <- server.Serve(l) }()
		defer func() {
			close(q.ended)
			flow.Blocking(ctx, func() { shutdown(server, serveErr) })
		}()
		if c.onListening != nil {
			c.onListening(l.Addr())
		}
		for n := 1; ; n++ {
			request, err := q.next(ctx, serveErr)
			if err == nil {
				err = request.emit(ctx, n, c.limit, emit)
			} else if ctx.Err() == nil {
				err = c.wrapError(err)
			}
			if err != nil {
				return err
			}
		}
	})
}

// restrictToPath makes a handler that passes requests for the path set with Path to h. The response to all other
// requests is 404.
func (c *config) restrictToPath(h http.Handler) http.Handler {
	if c.path == "" {
		return h
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != c.path {
			http.NotFound(w, r)
			return
		}
		h.ServeHTTP(w, r)
	})
}

// shutdown waits until the server's requests are finished, but not longer than shutdownTimeout. Then it waits until
// Serve has returned.
func shutdown(server *http.Server, serveErr <-chan error) {
	ctx, cancel := context.WithTimeout(context.Background(), shutdownTimeout)
	defer cancel()
	if server.Shutdown(ctx) != nil {
		_ = server.Close()
	}
	<-serveErr
}

// requestQueue passes request bodies from the goroutines of the handlers to the goroutine of the source.
type requestQueue struct {
	requests chan queuedRequest // without a buffer, so handlers wait
	ended    chan struct{}      // closed when the source has ended
}

// queuedRequest is a request body with the channel for the result of its emission.
type queuedRequest struct {
	body   []byte
	result chan error
}

// submit passes a body to the source and waits for the result of its emission.
func (q *requestQueue) submit(ctx context.Context, body []byte) error {
	request := queuedRequest{body, make(chan error, 1)}
	select {
	case q.requests <- request:
		return <-request.result
	case <-q.ended:
		return flow.ErrStopped
	case <-ctx.Done():
		return ctx.Err()
	}
}

// next waits for a request. It returns the server's error if the server fails first.
func (q *requestQueue) next(ctx context.Context, serveErr chan error) (request queuedRequest, err error) {
	flow.Blocking(ctx, func() {
		select {
		case request = <-q.requests:
		case err = <-serveErr:
			serveErr <- err // shutdown receives it again
		case <-ctx.Done():
			err = ctx.Err()
		}
	})
	return request, err
}

// emit emits the body and sends the result to its handler. n is the number of the body, and limit is the option Limit.
// The emission of body number limit returns ErrStopped although it succeeds, so for this body ErrStopped counts as
// success.
func (r queuedRequest) emit(ctx context.Context, n, limit int, emit func([]byte) error) error {
	if n == limit {
		flow.FinalElement(ctx) // the graph must accept this body even if the source is stopped already
	}
	err := emit(r.body)
	if n == limit && errors.Is(err, flow.ErrStopped) {
		r.result <- nil
	} else {
		r.result <- err
	}
	return err
}
