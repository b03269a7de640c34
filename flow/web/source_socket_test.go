package web_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/web"
	"github.com/streamgage/streamgage/internal/check"
)

// startServer starts a WebSocket server that calls handle for each client; n counts the clients from 1.
func startServer(t *testing.T, handle func(n int, conn *websocket.Conn)) string {
	var n atomic.Int64
	return serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, err := websocket.Accept(w, r, nil)
		if err != nil {
			t.Error(err)
			return
		}
		defer func() { _ = conn.CloseNow() }()
		handle(int(n.Add(1)), conn)
	}))
}

func TestSocket(t *testing.T) {
	url := startServer(t, func(_ int, conn *websocket.Conn) {
		send(t, conn, "one", "", "two")
		check.NoError(t, conn.Write(t.Context(), websocket.MessageBinary, []byte{0, 255}))
		_ = conn.Close(websocket.StatusNormalClosure, "")
	})
	s := web.Socket(url)
	out := gatherStrings(s)
	check.NoError(t, flow.Run(t.Context(), s))
	wantElements(t, out, "one", "", "two", "\x00\xff")
}

func TestSocketErrors(t *testing.T) {
	gone := httptest.NewServer(nil)
	gone.Close()
	s := web.Socket("ws://me:secret@"+gone.Listener.Addr().String()+"/feed", flow.SourceName("feed"))
	err := flow.Run(t.Context(), s)
	check.Error(t, err, web.ErrBroken, `node "feed"`, "web.Socket", gone.Listener.Addr().String()+"/feed", "refused")
	if strings.Contains(err.Error(), "secret") {
		t.Errorf("the error tells the password: %v", err)
	}

	url := serve(t, http.NotFoundHandler())
	check.Error(t, flow.Run(t.Context(), web.Socket(url)), web.ErrBroken, url, "404")

	url = startServer(t, func(_ int, conn *websocket.Conn) {
		send(t, conn, "one")
		_ = conn.Close(websocket.StatusGoingAway, "restart")
	})
	s = web.Socket(url)
	out := gatherStrings(s)
	check.Error(t, flow.Run(t.Context(), s), web.ErrBroken, url, "restart")
	wantElements(t, out, "one")

	url = startServer(t, func(_ int, conn *websocket.Conn) {
		send(t, conn, "12345", "123456")
		_, _, _ = conn.Read(t.Context())
	})
	s = web.Socket(url, web.MaxMessage(5), web.Reconnect(time.Hour, time.Hour))
	out = gatherStrings(s)
	check.Error(t, flow.Run(t.Context(), s), web.ErrTooBig, url, "5 bytes")
	wantElements(t, out, "12345")

	s = web.Socket(url)
	flow.Sink(s, func(context.Context, []byte) error { return errTest })
	check.Error(t, flow.Run(t.Context(), s), errTest)
}

// The server sees a normal closure, whatever stops the source.
func TestSocketStops(t *testing.T) {
	status := make(chan websocket.StatusCode, 1)
	url := startServer(t, func(_ int, conn *websocket.Conn) {
		send(t, conn, "one")
		_, _, err := conn.Read(context.Background())
		status <- websocket.CloseStatus(err)
	})
	testStop := func(how string, s flow.Stream[[]byte], stop func()) {
		out := gatherStrings(s)
		done := runInBackground(t.Context(), s)
		wantElements(t, out, "one")
		stop()
		check.NoError(t, <-done)
		if got := <-status; got != websocket.StatusNormalClosure {
			t.Errorf("%s: the server saw %v", how, got)
		}
	}
	testStop("Limit", web.Socket(url, flow.Limit(1)), func() {})
	s := web.Socket(url)
	testStop("Stop", s, func() { flow.Stop(s) })
	s = web.Socket(url, flow.WithClock(flow.Virtual(epoch)))
	testStop("Stop on a virtual clock", s, func() { flow.Stop(s) })
}

// The delay before each attempt to connect doubles up to its limit, and a message resets it.
func TestSocketReconnects(t *testing.T) {
	url := startServer(t, func(n int, conn *websocket.Conn) {
		switch n {
		case 1:
			send(t, conn, "one")
			_ = conn.Close(websocket.StatusServiceRestart, "")
		case 2, 3, 4:
			_ = conn.CloseNow()
		case 5:
			send(t, conn, "two")
			_ = conn.CloseNow()
		default:
			send(t, conn, "three")
			_ = conn.Close(websocket.StatusNormalClosure, "")
		}
	})
	clock := flow.Virtual(epoch)
	var at []time.Duration
	s := web.Socket(url, web.Reconnect(time.Minute, 3*time.Minute), flow.WithClock(clock), web.OnBroken(func(err error) {
		check.Error(t, err, web.ErrBroken, url)
		at = append(at, clock.Now().Sub(epoch))
	}))
	out := gatherStrings(s)
	check.NoError(t, flow.Run(t.Context(), s))
	wantElements(t, out, "one", "two", "three")
	var total time.Duration
	for i, minutes := range []time.Duration{0, 1, 2, 3, 3} {
		if total += minutes * time.Minute; i >= len(at) || at[i] != total {
			t.Fatalf("broke at %v, want the %d. at %v", at, i, total)
		}
	}
	if end := clock.Now().Sub(epoch); len(at) != 5 || end != 10*time.Minute {
		t.Errorf("broke at %v and ended at %v, want 5 breaks and 10m", at, end)
	}
}

func TestSocketStopsWhileItWaits(t *testing.T) {
	waiting := make(chan struct{})
	s := web.Socket("ws://127.0.0.1:1", web.Reconnect(time.Hour, time.Hour), web.OnBroken(func(error) { close(waiting) }))
	done := runInBackground(t.Context(), s)
	<-waiting
	flow.Stop(s)
	check.NoError(t, <-done)
}

func TestSocketHeader(t *testing.T) {
	got := make(chan string, 1)
	url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got <- r.Header.Get("Authorization")
		http.Error(w, "no", http.StatusForbidden)
	}))
	err := flow.Run(t.Context(), web.Socket(url, web.Header("Authorization", "Bearer x")))
	check.Error(t, err, web.ErrBroken, "403")
	if auth := <-got; auth != "Bearer x" {
		t.Errorf("got %q", auth)
	}
}
