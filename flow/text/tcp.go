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
	c := &config{op: "TCP", takes: []string{"MaxLine", "MaxConns", "OnBadLine", "Listening"}}
	return source(c, "text tcp", opts, func(ctx context.Context, emit func(string) error) error {
		l, err := loopback.Listen(ctx, addr)
		if err != nil {
			return c.fail(err)
		}
		ctx, cancel := context.WithCancel(ctx)
		s := &server{config: c, listener: l, pieces: make(chan piece), room: make(chan struct{}, c.maxConns)}
		defer s.open.Wait()
		defer l.Close()
		defer cancel()
		s.open.Go(func() { s.accept(ctx) })
		if c.listening != nil {
			c.listening(l.Addr())
		}
		return s.run(ctx, emit)
	})
}

// server is a listener and its connections.
type server struct {
	*config
	listener net.Listener
	pieces   chan piece
	room     chan struct{} // one for each connection
	open     sync.WaitGroup
}

// accept takes in connections while there is room.
func (s *server) accept(ctx context.Context) {
	for {
		select {
		case s.room <- struct{}{}:
		case <-ctx.Done():
			return
		}
		conn, err := s.listener.Accept()
		if err != nil {
			select {
			case s.pieces <- piece{err: err}:
			case <-ctx.Done():
			}
			return
		}
		s.open.Go(func() { s.serve(ctx, conn) })
	}
}

func (s *server) serve(ctx context.Context, conn net.Conn) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	defer func() {
		_ = conn.Close()
		<-s.room
	}()
	f := s.feed(conn.RemoteAddr().String())
	f.client, f.drop = conn.RemoteAddr(), cancel
	f.pump(ctx, conn, s.pieces)
}

func (s *server) run(ctx context.Context, emit func(string) error) error {
	for {
		p, err := receive(ctx, s.pieces)
		switch {
		case err != nil:
			return err
		case p.from == nil:
			return s.fail(p.err)
		}
		err = p.from.emit(p, emit)
		if bad := p.from.lines.bad; bad != nil && s.badLine != nil {
			p.from.drop()
			s.badLine(p.from.client, bad)
			continue
		}
		if err != nil {
			return err
		}
	}
}

// emit emits the lines of a connection's piece, and lets it read on. A connection that breaks ends like one that is
// closed.
func (f *feed) emit(p piece, emit func(string) error) error {
	if err := f.lines.feed(p.data, emit); err != nil {
		return err
	}
	if p.err != nil {
		return f.lines.end(emit)
	}
	f.taken <- struct{}{}
	return nil
}
