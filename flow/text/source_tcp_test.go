package text_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/text"
	"github.com/streamgage/streamgage/internal/check"
)

// listen runs a TCP source and returns its address.
func listen(t *testing.T, opts ...flow.SourceOption) (*running, string) {
	addr := make(chan net.Addr, 1)
	r := run(t, text.TCP(":0", append(opts, text.Listening(func(a net.Addr) { addr <- a }))...))
	return r, (<-addr).String()
}

func dial(t *testing.T, addr string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	check.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

func sendLine(t *testing.T, w io.Writer, content string) {
	t.Helper()
	_, err := io.WriteString(w, content)
	check.NoError(t, err)
}

func TestTCP(t *testing.T) {
	r, addr := listen(t)
	if !strings.HasPrefix(addr, "127.0.0.1:") {
		t.Errorf("listens on %s, want 127.0.0.1", addr)
	}
	conn := dial(t, addr)
	sendLine(t, conn, "a\r\nb")
	r.wait(t, "a")
	sendLine(t, conn, "c\nlast")
	check.NoError(t, conn.Close())
	r.wait(t, "a", "bc", "last")

	// A connection that is reset ends like one that the client closes.
	conn = dial(t, addr)
	sendLine(t, conn, "d\n")
	r.wait(t, "a", "bc", "last", "d")
	check.NoError(t, conn.(*net.TCPConn).SetLinger(0))
	check.NoError(t, conn.Close())

	open := dial(t, addr)
	sendLine(t, open, "e\nf")
	r.wait(t, "a", "bc", "last", "d", "e")
	r.stop(t)
	if _, err := open.Read(make([]byte, 1)); err == nil {
		t.Error("the connection is still open")
	}
	if _, err := net.Dial("tcp", addr); err == nil {
		t.Error("the source still listens")
	}
}

// With many clients at once, all lines of each client are emitted in order.
func TestTCPManyClients(t *testing.T) {
	const clients, lines = 20, 500
	r, addr := listen(t, text.MaxConns(7), flow.Limit(clients*lines))
	var all sync.WaitGroup
	for c := range clients {
		all.Go(func() {
			conn := dial(t, addr)
			w := bufio.NewWriterSize(conn, 100+c)
			for i := range lines {
				fmt.Fprintln(w, c, i)
			}
			if err := w.Flush(); err != nil {
				t.Error(err)
			}
			_ = conn.Close()
		})
	}
	all.Wait()
	check.NoError(t, <-r.done)
	next := map[int]int{}
	for _, line := range r.All() {
		var c, i int
		if _, err := fmt.Sscan(line, &c, &i); err != nil || next[c] != i {
			t.Fatalf("got %q, want client %d's line %d (%v)", line, c, next[c], err)
		}
		next[c]++
	}
	if len(r.All()) != clients*lines {
		t.Errorf("got %d lines, want %d", len(r.All()), clients*lines)
	}
}

// A blocked graph blocks the client: no more is sent than the buffers of the sockets hold.
func TestTCPBackPressure(t *testing.T) {
	addr, release := make(chan net.Addr, 1), make(chan struct{})
	s := text.TCP("127.0.0.1:0", text.Listening(func(a net.Addr) { addr <- a }))
	flow.Sink(s, func(context.Context, string) error { <-release; return nil })
	done := make(chan error, 1)
	go func() { done <- flow.Run(t.Context(), s) }()
	conn := dial(t, (<-addr).String())
	line := []byte(strings.Repeat("x", 1<<16-1) + "\n")
	check.NoError(t, conn.SetWriteDeadline(time.Now().Add(500*time.Millisecond)))
	sent := 0
	for range 10_000 {
		n, err := conn.Write(line)
		if sent += n; err != nil {
			break
		}
	}
	if sent > 64<<20 {
		t.Errorf("the client could send %d bytes", sent)
	}
	flow.Stop(s)
	close(release)
	check.NoError(t, <-done)
}

func TestTCPBadLine(t *testing.T) {
	r, addr := listen(t, text.MaxLine(5), flow.SourceName("wire"))
	conn := dial(t, addr)
	sendLine(t, conn, "12345\n123456\n")
	check.Error(t, <-r.done, text.ErrLongLine, `node "wire"`, "text.TCP", "line 2 of "+conn.LocalAddr().String(), "5 bytes")
	check.Values(t, r.All(), "12345")

	var bad atomic.Pointer[string]
	r, addr = listen(t, text.MaxLine(5), text.OnBadLine(func(client net.Addr, err error) {
		message := fmt.Sprint(client, ": ", err)
		bad.Store(&message)
	}))
	good, conn := dial(t, addr), dial(t, addr)
	sendLine(t, good, "a\n")
	r.wait(t, "a")
	sendLine(t, conn, "b\nmuch too long")
	if _, err := conn.Read(make([]byte, 1)); err == nil {
		t.Error("the connection with the bad line is still open")
	}
	sendLine(t, good, "c\n")
	r.wait(t, "a", "b", "c")
	r.stop(t)
	if got := bad.Load(); got == nil || !strings.HasPrefix(*got, conn.LocalAddr().String()+": ") || !strings.Contains(*got, "line 2") {
		t.Errorf("OnBadLine got %v", got)
	}
}

// A client that waits for a slot is served when another client has closed its connection.
func TestTCPMaxConns(t *testing.T) {
	r, addr := listen(t, text.MaxConns(1))
	first, second := dial(t, addr), dial(t, addr)
	sendLine(t, second, "second\n")
	sendLine(t, first, "first\n")
	r.wait(t, "first")
	time.Sleep(10 * time.Millisecond)
	check.Values(t, r.All(), "first")
	check.NoError(t, first.Close())
	r.wait(t, "first", "second")
	r.stop(t)
}

func TestTCPErrors(t *testing.T) {
	err := flow.Run(t.Context(), text.TCP("nowhere"))
	check.Error(t, err, err, `node "text tcp"`, "text.TCP", "nowhere", "missing port")

	r, addr := listen(t)
	err = flow.Run(t.Context(), text.TCP(addr))
	if err == nil || !strings.Contains(err.Error(), addr) {
		t.Errorf("got %v, want an error that names %s", err, addr)
	}
	r.stop(t)

	s := text.TCP(":0", text.Listening(func(net.Addr) { panic(errTest) }))
	check.Error(t, flow.Run(t.Context(), s), errTest)
}

func TestTCPOnAVirtualClock(t *testing.T) {
	r, addr := listen(t, flow.WithClock(flow.Virtual(epoch)), flow.Limit(2))
	sendLine(t, dial(t, addr), "a\nb\n")
	check.NoError(t, <-r.done)
	if !slices.Equal(r.All(), []string{"a", "b"}) {
		t.Errorf("got %q", r.All())
	}
}
