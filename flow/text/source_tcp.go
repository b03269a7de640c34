package text

import (
	"context"
	"net"
	"sync"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/internal/loopback"
)

// TCP makes a source that listens on a TCP address, such as ":9000", and gives the lines of all connections, each
// connection's in order. An address without a host is on 127.0.0.1, so that nobody else reaches it; "0.0.0.0:9000" is
// on all interfaces. Where the port is 0, Listening tells which it is.
//
// A connection is not read further until what has been read of it is through the graph, so back-pressure reaches the
// clients. A last line without an end is given when the client closes the connection, or when it breaks. A line that is
// too long ends the run with an error, unless OnBadLine says otherwise.
//
// The source ends when it is stopped, and closes all connections; what has been sent and has not come through is lost.
// It takes MaxLine, MaxConns, OnBadLine and Listening. Memory is 32 KiB and a line for each connection.
func TCP(addr string, opts ...flow.SourceOption) flow.Stream[string] {
	c := &config{op: "TCP", accepted: []string{"MaxLine", "MaxConns", "OnBadLine", "Listening"}}
	return newSource(c, "text tcp", opts, func(ctx context.Context, emit func(string) error) error {
		l, err := loopback.Listen(ctx, addr)
		if err != nil {
			return c.wrapError(err)
		}
		ctx, cancel := context.WithCancel(ctx)
		s := &tcpServer{config: c, listener: l, chunks: make(chan chunk), slots: make(chan struct{}, c.maxConns)}
		defer s.connections.Wait()
		defer l.Close()
		defer cancel()
		s.connections.Go(func() { s.accept(ctx) })
		if c.onListening != nil {
			c.onListening(l.Addr())
		}
		return s.run(ctx, emit)
	})
}

// server is a listener and its connections.
type tcpServer struct {
	*config
	listener net.Listener
	chunks   chan chunk
	slots     chan struct{} // one for each connection
	connections     sync.WaitGroup
}

// accept takes in connections while there is room.
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
		s.connections.Go(func() { s.serve(ctx, conn) })
	}
}

func (s *tcpServer) serve(ctx context.Context, conn net.Conn) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	defer func() {
		_ = conn.Close()
		<-s.slots
	}()
	f := s.newAsyncReader(conn.RemoteAddr().String())
	f.client, f.disconnect = conn.RemoteAddr(), cancel
	f.readChunks(ctx, conn, s.chunks)
}

func (s *tcpServer) run(ctx context.Context, emit func(string) error) error {
	for {
		p, err := receiveChunk(ctx, s.chunks)
		switch {
		case err != nil:
			return err
		case p.reader == nil:
			return s.wrapError(p.err)
		}
		err = p.reader.emitChunk(p, emit)
		if bad := p.reader.lines.tooLong; bad != nil && s.onBadLine != nil {
			p.reader.disconnect()
			s.onBadLine(p.reader.client, bad)
			continue
		}
		if err != nil {
			return err
		}
	}
}

// emit emits the lines of a connection's piece, and lets it read on. A connection that breaks ends like one that is
// closed.
func (f *asyncReader) emitChunk(p chunk, emit func(string) error) error {
	if err := f.lines.emitLines(p.data, emit); err != nil {
		return err
	}
	if p.err != nil {
		return f.lines.flush(emit)
	}
	f.consumed <- struct{}{}
	return nil
}
