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
	headerTimeout = 10 * time.Second // for a request's header to come
	idleTimeout   = time.Minute      // of a connection without requests
	shutdownTimeout         = 5 * time.Second  // for requests and clients to end with the source
)

// Serve makes a source that listens on a TCP address, such as ":8080", and emits the body of each POST request, with the
// answers that Posts gives. An address without a host is on 127.0.0.1, so that nobody else reaches it. Where the port is
// 0, Listening tells which it is.
//
// Requests wait for one another, so back-pressure reaches the clients. The source ends when it is stopped: the request
// whose body is in the graph is finished, those that wait are answered with 503, and after 5 s connections are cut. An
// error of the graph is the answer to its request, and ends the run.
//
// It takes MaxBody, Path, Origins and Listening.
func Serve(addr string, opts ...Option) flow.Stream[[]byte] {
	c := newConfig("Serve", "MaxBody", "Path", "Origins", "Listening")
	return c.newSource("web serve", opts, func(ctx context.Context, emit func([]byte) error) error {
		l, err := loopback.Listen(ctx, addr)
		if err != nil {
			return c.wrapError(err)
		}
		d := &requestQueue{requests: make(chan queuedRequest), ended: make(chan struct{})}
		server := &http.Server{Handler: c.restrictToPath(c.postHandler(d.submit)), ReadHeaderTimeout: headerTimeout, IdleTimeout: idleTimeout}
		failed := make(chan error, 1)
		go func() { failed <- server.Serve(l) }()
		defer func() {
			close(d.ended)
			flow.Outside(ctx, func() { shutdown(server, failed) })
		}()
		if c.onListening != nil {
			c.onListening(l.Addr())
		}
		for n := 1; ; n++ {
			p, err := d.next(ctx, failed)
			if err == nil {
				err = p.emit(ctx, n, c.limit, emit)
			} else if ctx.Err() == nil {
				err = c.wrapError(err)
			}
			if err != nil {
				return err
			}
		}
	})
}

// only answers to the path alone.
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

func shutdown(server *http.Server, failed <-chan error) {
	ctx, cancel := context.WithTimeout(context.Background(), shutdownTimeout)
	defer cancel()
	if server.Shutdown(ctx) != nil {
		_ = server.Close()
	}
	<-failed
}

// desk is where requests wait for the source.
type requestQueue struct {
	requests chan queuedRequest
	ended  chan struct{}
}

// delivery is a body, and where its outcome goes.
type queuedRequest struct {
	body []byte
	result chan error
}

// take brings a body to the source, and waits for its outcome.
func (d *requestQueue) submit(ctx context.Context, body []byte) error {
	p := queuedRequest{body, make(chan error, 1)}
	select {
	case d.requests <- p:
		return <-p.result
	case <-d.ended:
		return flow.ErrStopped
	case <-ctx.Done():
		return ctx.Err()
	}
}

// next waits for a body.
func (d *requestQueue) next(ctx context.Context, failed chan error) (p queuedRequest, err error) {
	flow.Outside(ctx, func() {
		select {
		case p = <-d.requests:
		case err = <-failed:
			failed <- err // for shutdown
		case <-ctx.Done():
			err = ctx.Err()
		}
	})
	return p, err
}

// emit emits the body, number n of limit. The last must not be refused, for then ErrStopped says that it was the last.
func (p queuedRequest) emit(ctx context.Context, n, limit int, emit func([]byte) error) error {
	if n == limit {
		flow.OneMore(ctx)
	}
	err := emit(p.body)
	if n == limit && errors.Is(err, flow.ErrStopped) {
		p.result <- nil
	} else {
		p.result <- err
	}
	return err
}
