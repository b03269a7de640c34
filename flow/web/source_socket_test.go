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
)

// speaker is a server that talks to each client as talk says; n counts clients from 1.
func speaker(t *testing.T, talk func(n int, conn *websocket.Conn)) string {
	var n atomic.Int64
	return serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, err := websocket.Accept(w, r, nil)
		if err != nil {
			t.Error(err)
			return
		}
		defer func() { _ = conn.CloseNow() }()
		talk(int(n.Add(1)), conn)
	}))
}

func TestSocket(t *testing.T) {
	url := speaker(t, func(_ int, conn *websocket.Conn) {
		say(t, conn, "one", "", "two")
		noError(t, conn.Write(t.Context(), websocket.MessageBinary, []byte{0, 255}))
		_ = conn.Close(websocket.StatusNormalClosure, "")
	})
	s := web.Socket(url)
	out := texts(s)
	noError(t, flow.Run(t.Context(), s))
	want(t, out, "one", "", "two", "\x00\xff")
}

func TestSocketErrors(t *testing.T) {
	gone := httptest.NewServer(nil)
	gone.Close()
	s := web.Socket("ws://me:secret@"+gone.Listener.Addr().String()+"/feed", flow.SourceName("feed"))
	err := flow.Run(t.Context(), s)
	wantErr(t, err, web.ErrBroken, `node "feed"`, "web.Socket", gone.Listener.Addr().String()+"/feed", "refused")
	if strings.Contains(err.Error(), "secret") {
		t.Errorf("the error tells the password: %v", err)
	}

	url := serve(t, http.NotFoundHandler())
	wantErr(t, flow.Run(t.Context(), web.Socket(url)), web.ErrBroken, url, "404")

	url = speaker(t, func(_ int, conn *websocket.Conn) {
		say(t, conn, "one")
		_ = conn.Close(websocket.StatusGoingAway, "restart")
	})
	s = web.Socket(url)
	out := texts(s)
	wantErr(t, flow.Run(t.Context(), s), web.ErrBroken, url, "restart")
	want(t, out, "one")

	url = speaker(t, func(_ int, conn *websocket.Conn) {
		say(t, conn, "12345", "123456")
		_, _, _ = conn.Read(t.Context())
	})
	s = web.Socket(url, web.MaxMessage(5), web.Reconnect(time.Hour, time.Hour))
	out = texts(s)
	wantErr(t, flow.Run(t.Context(), s), web.ErrTooBig, url, "5 bytes")
	want(t, out, "12345")

	s = web.Socket(url)
	flow.Sink(s, func(context.Context, []byte) error { return errTest })
	wantErr(t, flow.Run(t.Context(), s), errTest)
}

// However it is stopped, the server sees a normal closure.
func TestSocketStops(t *testing.T) {
	status := make(chan websocket.StatusCode, 1)
	url := speaker(t, func(_ int, conn *websocket.Conn) {
		say(t, conn, "one")
		_, _, err := conn.Read(context.Background())
		status <- websocket.CloseStatus(err)
	})
	stopped := func(how string, s flow.Stream[[]byte], stop func()) {
		out := texts(s)
		done := background(t.Context(), s)
		want(t, out, "one")
		stop()
		noError(t, <-done)
		if got := <-status; got != websocket.StatusNormalClosure {
			t.Errorf("%s: the server saw %v", how, got)
		}
	}
	stopped("Limit", web.Socket(url, flow.Limit(1)), func() {})
	s := web.Socket(url)
	stopped("Stop", s, func() { flow.Stop(s) })
	s = web.Socket(url, flow.WithClock(flow.Virtual(epoch)))
	stopped("Stop on a virtual clock", s, func() { flow.Stop(s) })
}

// It dials again, more and more seldom on its clock, until there are messages again.
func TestSocketReconnects(t *testing.T) {
	url := speaker(t, func(n int, conn *websocket.Conn) {
		switch n {
		case 1:
			say(t, conn, "one")
			_ = conn.Close(websocket.StatusServiceRestart, "")
		case 2, 3, 4:
			_ = conn.CloseNow()
		case 5:
			say(t, conn, "two")
			_ = conn.CloseNow()
		default:
			say(t, conn, "three")
			_ = conn.Close(websocket.StatusNormalClosure, "")
		}
	})
	clock := flow.Virtual(epoch)
	var at []time.Duration
	s := web.Socket(url, web.Reconnect(time.Minute, 3*time.Minute), flow.WithClock(clock), web.OnBroken(func(err error) {
		wantErr(t, err, web.ErrBroken, url)
		at = append(at, clock.Now().Sub(epoch))
	}))
	out := texts(s)
	noError(t, flow.Run(t.Context(), s))
	want(t, out, "one", "two", "three")
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
	done := background(t.Context(), s)
	<-waiting
	flow.Stop(s)
	noError(t, <-done)
}

func TestSocketHeader(t *testing.T) {
	got := make(chan string, 1)
	url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got <- r.Header.Get("Authorization")
		http.Error(w, "no", http.StatusForbidden)
	}))
	err := flow.Run(t.Context(), web.Socket(url, web.Header("Authorization", "Bearer x")))
	wantErr(t, err, web.ErrBroken, "403")
	if auth := <-got; auth != "Bearer x" {
		t.Errorf("got %q", auth)
	}
}

func TestSockets(t *testing.T) {
	src := flow.NewSource[[]byte]()
	out := texts(src)
	flow.Sink(src, func(_ context.Context, b []byte) error {
		if string(b) == "bad" {
			return errTest
		}
		return nil
	})
	url := serve(t, web.Sockets(src, web.MaxMessage(5), web.MaxClients(2)))
	a, b := connect(t, url), connect(t, url)
	say(t, a, "one")
	want(t, out, "one")
	say(t, b, "two", "12345")
	want(t, out, "one", "two", "12345")

	_, answer, err := websocket.Dial(t.Context(), url, nil)
	if err == nil || answer.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("the third client got %v (%v), want 503", answer, err)
	}
	say(t, a, "bad")
	hearEnd(t, a, websocket.StatusInternalError, "test")
	say(t, b, "123456")
	hearEnd(t, b, websocket.StatusMessageTooBig, "")

	var c *websocket.Conn
	eventually(t, "a place", func() bool {
		var err error
		c, _, err = websocket.Dial(t.Context(), url, nil)
		return err == nil
	})
	noError(t, src.Close(t.Context()))
	say(t, c, "late")
	hearEnd(t, c, websocket.StatusGoingAway, "closed")
	want(t, out, "one", "two", "12345", "bad")
}

func TestSocketsOrigins(t *testing.T) {
	src := flow.NewSource[[]byte]()
	url := serve(t, web.Sockets(src, web.Origins("https://friend.example", "http://[::1]:8080")))
	for origin, ok := range map[string]bool{
		"": true, url: true, "https://friend.example": true, "http://[::1]:8080": true,
		"https://evil.example": false, "http://friend.example": false, "https://x.friend.example": false,
	} {
		header := http.Header{}
		if origin != "" {
			header.Set("Origin", origin)
		}
		conn, _, err := websocket.Dial(t.Context(), url, &websocket.DialOptions{HTTPHeader: header})
		if (err == nil) != ok {
			t.Errorf("origin %q: got error %v, want none: %v", origin, err, ok)
		}
		if err == nil {
			_ = conn.Close(websocket.StatusNormalClosure, "")
		}
	}
}
