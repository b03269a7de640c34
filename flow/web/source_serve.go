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
// responses are those of Posts. An address without a host listens on 127.0.0.1, so that other machines cannot reach it.
// If the port is 0, the option Listening tells which port was chosen.
//
// One request at a time is in the graph, the others wait, so back-pressure reaches the clients. The source ends when it is
// stopped: the request whose body is in the graph is finished, waiting requests are answered with 503, and after 5 s all
// connections are cut. An error of the graph is the response to its request, and ends the run.
//
// Serve takes the options MaxBody, Path, Origins and Listening.
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

// restrictToPath makes a handler that answers with 404 to all paths but the one that Path has set.
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

// shutdown waits for the server's requests, for shutdownTimeout at most, and until Serve has returned.
func shutdown(server *http.Server, serveErr <-chan error) {
	ctx, cancel := context.WithTimeout(context.Background(), shutdownTimeout)
	defer cancel()
	if server.Shutdown(ctx) != nil {
		_ = server.Close()
	}
	<-serveErr
}

// requestQueue passes request bodies from the handlers' goroutines to the source's.
type requestQueue struct {
	requests chan queuedRequest // without a buffer: the handlers wait
	ended    chan struct{}      // closed when the source has ended
}

// queuedRequest is a body, and the channel for the result of its emission.
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

// emit emits the body, which is number n of limit, and sends the result to its handler. The emission of the last body
// returns ErrStopped although it succeeds, so for that body ErrStopped counts as success.
func (r queuedRequest) emit(ctx context.Context, n, limit int, emit func([]byte) error) error {
	if n == limit {
		flow.FinalElement(ctx) // the source may be stopped already, and the body must then not be refused
	}
	err := emit(r.body)
	if n == limit && errors.Is(err, flow.ErrStopped) {
		r.result <- nil
	} else {
		r.result <- err
	}
	return err
}
