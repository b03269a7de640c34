package text

import (
	"context"
	"net"
	"sync"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/internal/loopback"
)

// TCP makes a source that listens on a TCP address, such as ":9000", and emits the lines of all connections. The lines
// of one connection are in order. An address without a host means 127.0.0.1, so that other machines cannot connect.
// "0.0.0.0:9000" means all interfaces. If the port is 0, a free port is chosen; the option Listening reports it.
//
// TCP reads more from a connection only after everything that it has read from it has passed the graph, so
// back-pressure reaches the clients. A last line without a line end is emitted when the client closes the connection,
// or when the connection breaks. A line that is too long ends the run with an error, unless OnBadLine is set.
//
// The source ends when it is stopped. Then it closes all connections. Data that has not passed the graph is lost. TCP
// accepts the options MaxLine, MaxConns, OnBadLine and Listening. Each connection needs memory for 32 KiB and one line.
func TCP(addr string, opts ...flow.SourceOption) flow.Stream[string] {
	c := &config{op: "TCP", accepted: []string{"MaxLine", "MaxConns", "OnBadLine", "Listening"}}
	return newSource(c, "text tcp", opts, func(ctx context.Context, emit func(string) error) error {
		l, err := loopback.Listen(ctx, addr)
		if err != nil {
			return c.wrapError(err)
		}
		ctx, cancel := context.WithCancel(ctx)
		s := &tcpServer{config: c, listener: l, chunks: make(chan chunk), slots: make(chan struct{}, c.maxConns)}
		defer s.goroutines.Wait()
		defer l.Close()
		defer cancel()
		s.goroutines.Go(func() { s.accept(ctx) })
		if c.onListening != nil {
			c.onListening(l.Addr())
		}
		return s.run(ctx, emit)
	})
}

// tcpServer is a listener with its connections. A goroutine reads each connection.
type tcpServer struct {
	*config
	listener   net.Listener
	chunks     chan chunk
	slots      chan struct{} // holds one value for each connection
	goroutines sync.WaitGroup
}

// accept accepts connections, at most MaxConns at a time.
func (s *tcpServer) accept(ctx context.Context) {
	for {
		select {
		case s.slots <- struct{}{}:
		case <-ctx.Done():
			return
		}
		conn, err := s.listener.Accept()
		if err != nil {
			select {
			case s.chunks <- chunk{err: err}:
			case <-ctx.Done():
			}
			return
		}
		s.goroutines.Go(func() { s.serve(ctx, conn) })
	}
}

// serve reads a connection until its end.
func (s *tcpServer) serve(ctx context.Context, conn net.Conn) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	defer func() {
		_ = conn.Close()
		<-s.slots
	}()
	reader := s.newAsyncReader(conn.RemoteAddr().String())
	reader.client, reader.disconnect = conn.RemoteAddr(), cancel
	reader.readChunks(ctx, conn, s.chunks)
}

// run emits the lines of all connections until ctx ends.
func (s *tcpServer) run(ctx context.Context, emit func(string) error) error {
	for {
		c, err := receiveChunk(ctx, s.chunks)
		switch {
		case err != nil:
			return err
		case c.reader == nil: // the error of Accept
			return s.wrapError(c.err)
		}
		err = c.reader.emitChunk(c, emit)
		if tooLong := c.reader.lines.tooLong; tooLong != nil && s.onBadLine != nil {
			c.reader.disconnect()
			s.onBadLine(c.reader.client, tooLong)
			continue
		}
		if err != nil {
			return err
		}
	}
}

// emitChunk emits the lines of a connection's chunk. Then the connection's goroutine may read the next chunk. A
// connection that breaks is handled like one that the client closes.
func (a *asyncReader) emitChunk(c chunk, emit func(string) error) error {
	if err := a.lines.emitLines(c.data, emit); err != nil {
		return err
	}
	if c.err != nil {
		return a.lines.flush(emit)
	}
	a.consumed <- struct{}{}
	return nil
}
