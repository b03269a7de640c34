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
	handlers    sync.WaitGroup // clients
	aborted     context.Context
	abort  context.CancelFunc
	mu      sync.Mutex
	attached     bool
	closed  bool
	clients map[*client]bool
}

// client is one connection.
type client struct {
	queue chan []byte   // closed at the end of the stream
	slow  chan struct{} // closed when the queue was full
}

// writeTimeout is how long one message may take to one client.
const writeTimeout = 10 * time.Second

// Broadcast makes a receiver that sends each element as a message to every client that is connected to its handler then,
// such as the browsers that show a page. Elements must not be changed any more, for all clients share them.
//
// The graph never waits for a client. Each has a queue; one that is so slow that the queue is full when an element comes
// is dropped: what waits for it is thrown away, and its connection is closed with status 1013. What clients send is read
// and thrown away. At the end of the stream clients get what waits for them, within 5 s, and are closed
// with 1000; who comes later is answered with 503.
//
// It takes Queue, MaxClients, Origins and Text. Memory is Queue slices for each client, and the elements in them.
func Broadcast(opts ...Option) *Broadcaster {
	c := newConfig("Broadcast", "Queue", "MaxClients", "Origins", "Text")
	c.applyOptions(opts)
	b := &Broadcaster{config: c, clients: map[*client]bool{}}
	b.aborted, b.abort = context.WithCancel(context.Background())
	return b
}

// Clients is how many clients are connected and not too slow.
func (b *Broadcaster) Clients() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.clients)
}

// Open is called when the graph is built.
func (b *Broadcaster) Open(string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.attached {
		return fmt.Errorf("web.Broadcast: %w", flow.ErrFed)
	}
	b.attached = true
	return nil
}

// Send puts an element into the clients' queues.
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

// Close ends the clients' connections, when they have got what waits for them or their time is over.
func (b *Broadcaster) Close(ctx context.Context) error {
	b.mu.Lock()
	b.closed = true
	for c := range b.clients {
		delete(b.clients, c)
		close(c.queue)
	}
	b.mu.Unlock()
	gone := make(chan struct{})
	go func() {
		b.handlers.Wait()
		close(gone)
	}()
	flow.Outside(ctx, func() {
		select {
		case <-gone:
		case <-time.After(shutdownTimeout):
		case <-ctx.Done():
		}
	})
	b.abort()
	return nil
}

// ServeHTTP connects a client and sends it what is broadcast, until either side ends it.
func (b *Broadcaster) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c := &client{queue: make(chan []byte, b.queue), slow: make(chan struct{})}
	if err := b.register(c); err != nil {
		respondError(w, http.StatusServiceUnavailable, err)
		return
	}
	defer b.unregister(c)
	conn, err := b.acceptWebSocket(w, r)
	if err != nil {
		return // accept has answered
	}
	ctx, gone := context.WithCancel(r.Context())
	var reading sync.WaitGroup
	reading.Go(func() {
		defer gone()
		_ = discardMessages(conn)
	})
	defer reading.Wait()
	defer context.AfterFunc(b.aborted, func() { _ = conn.CloseNow() })()
	defer func() { _ = conn.CloseNow() }()
	if status, why := b.sendQueued(ctx, conn, c); status != 0 {
		_ = conn.Close(status, why)
	}
}

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

func (b *Broadcaster) unregister(c *client) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.clients, c)
	b.handlers.Done()
}

// send sends what comes until ctx ends, for the client has gone, or there is a reason to close the connection.
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
				return 0, "" // it has gone
			}
		}
	}
}

func (b *Broadcaster) writeMessage(ctx context.Context, conn *websocket.Conn, message []byte) error {
	ctx, cancel := context.WithTimeout(ctx, writeTimeout)
	defer cancel()
	kind := websocket.MessageBinary
	if b.text {
		kind = websocket.MessageText
	}
	return conn.Write(ctx, kind, message)
}
