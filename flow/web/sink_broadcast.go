package web

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/coder/websocket"
	"github.com/streamgage/streamgage/flow"
)

// Broadcaster is a receiver of elements, for flow.To, and an http.Handler that sends them to all WebSocket clients.
type Broadcaster struct {
	*config
	handlers sync.WaitGroup  // the calls of ServeHTTP that serve a client
	aborted  context.Context // abort ends it; then all connections are closed immediately
	abort    context.CancelFunc

	mu       sync.Mutex // guards what follows
	attached bool       // whether Open was called
	closed   bool
	clients  map[*client]bool
}

// client is one connection.
type client struct {
	queue chan []byte   // closed at the end of the stream
	slow  chan struct{} // closed when an element arrives and the queue is full
}

// writeTimeout is the time limit for writing one message to one client.
const writeTimeout = 10 * time.Second

// Broadcast makes a receiver that sends each element as a message to all clients that are connected to its handler at
// that time, for example to the browsers that show a page. All clients share the elements, so elements must not be
// changed.
//
// The graph never waits for a client. Each client has a queue. If the queue is full when an element arrives, the client
// is too slow: Broadcast discards its queue and closes its connection with status 1013. Messages from clients are read
// and discarded. At the end of the stream, Broadcast sends the queue of each client, for at most 5 s, and closes the
// connection with status 1000. The response to later clients is 503.
//
// Broadcast accepts the options Queue, MaxClients, Origins and Text. Each client needs memory for Queue slices and for
// the elements in its queue.
func Broadcast(opts ...Option) *Broadcaster {
	c := newConfig("Broadcast", "Queue", "MaxClients", "Origins", "Text")
	c.applyOptions(opts)
	b := &Broadcaster{config: c, clients: map[*client]bool{}}
	b.aborted, b.abort = context.WithCancel(context.Background())
	return b
}

// Clients returns the number of clients that are connected and not too slow.
func (b *Broadcaster) Clients() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.clients)
}

// Open is called when the graph is built. A second call returns flow.ErrFed.
func (b *Broadcaster) Open(string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.attached {
		return fmt.Errorf("web.Broadcast: %w", flow.ErrFed)
	}
	b.attached = true
	return nil
}

// Send puts an element into the queue of each client. It does not wait.
func (b *Broadcaster) Send(_ context.Context, message []byte) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	for c := range b.clients {
		select {
		case c.queue <- message:
		default:
			delete(b.clients, c)
			close(c.slow)
		}
	}
	return nil
}

// Close closes the connections of all clients. It waits until their queues have been sent, but not longer than 5 s, and
// not after ctx has ended.
func (b *Broadcaster) Close(ctx context.Context) error {
	b.mu.Lock()
	b.closed = true
	for c := range b.clients {
		delete(b.clients, c)
		close(c.queue)
	}
	b.mu.Unlock()
	done := make(chan struct{})
	go func() {
		b.handlers.Wait()
		close(done)
	}()
	flow.Blocking(ctx, func() {
		select {
		case <-done:
		case <-time.After(shutdownTimeout):
		case <-ctx.Done():
		}
	})
	b.abort()
	return nil
}

// ServeHTTP connects a client and sends it the elements that follow, until one side ends the connection.
func (b *Broadcaster) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c := &client{queue: make(chan []byte, b.queue), slow: make(chan struct{})}
	if err := b.register(c); err != nil {
		respondError(w, http.StatusServiceUnavailable, err)
		return
	}
	defer b.unregister(c)
	conn, err := b.acceptWebSocket(w, r)
	if err != nil {
		return // acceptWebSocket has responded
	}
	ctx, disconnected := context.WithCancel(r.Context())
	var reading sync.WaitGroup
	reading.Go(func() {
		defer disconnected()
		_ = discardMessages(conn)
	})
	defer reading.Wait()
	defer context.AfterFunc(b.aborted, func() { _ = conn.CloseNow() })()
	defer func() { _ = conn.CloseNow() }()
	if status, reason := b.sendQueued(ctx, conn, c); status != 0 {
		_ = conn.Close(status, reason)
	}
}

// register adds a client, unless there are too many or the stream has ended.
func (b *Broadcaster) register(c *client) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.closed:
		return errStreamEnded
	case len(b.clients) >= b.maxClients:
		return errTooManyClients
	}
	b.clients[c] = true
	b.handlers.Add(1)
	return nil
}

// unregister removes a client after its connection has ended.
func (b *Broadcaster) unregister(c *client) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.clients, c)
	b.handlers.Done()
}

// sendQueued sends the messages of the client's queue. It returns the status and reason to close the connection with, or
// status 0 if the client has disconnected.
func (b *Broadcaster) sendQueued(ctx context.Context, conn *websocket.Conn, c *client) (websocket.StatusCode, string) {
	for {
		select {
		case <-c.slow:
			return websocket.StatusTryAgainLater, "too slow"
		default:
		}
		select {
		case <-c.slow:
		case <-ctx.Done():
			return 0, ""
		case message, more := <-c.queue:
			if !more {
				return websocket.StatusNormalClosure, errStreamEnded.Error()
			}
			if b.writeMessage(ctx, conn, message) != nil {
				return 0, ""
			}
		}
	}
}

// writeMessage writes one message. It returns an error if this takes longer than writeTimeout.
func (b *Broadcaster) writeMessage(ctx context.Context, conn *websocket.Conn, message []byte) error {
	ctx, cancel := context.WithTimeout(ctx, writeTimeout)
	defer cancel()
	return conn.Write(ctx, b.messageType(), message)
}
