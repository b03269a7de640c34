package web_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/streamgage/streamgage/flow"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var (
	errTest = errors.New("test")
	epoch   = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
)

func noError(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantErr(t *testing.T, err, kind error, parts ...string) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Fatalf("got error %v, want %v", err, kind)
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("error %q does not say %q", err, part)
		}
	}
}

func wantPanic(t *testing.T, message string, f func()) {
	t.Helper()
	defer func() {
		t.Helper()
		if p := recover(); p != message {
			t.Errorf("got panic %v, want %s", p, message)
		}
	}()
	f()
}

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for range 10_000 {
		if ok() {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatal("still waiting after 10s:", what)
}

// texts gathers elements as strings.
func texts(s flow.Stream[[]byte]) *flow.Gathered[string] {
	return flow.Gather(flow.Map(s, func(b []byte) string { return string(b) }))
}

func want(t *testing.T, g *flow.Gathered[string], all ...string) {
	t.Helper()
	eventually(t, strings.Join(all, ","), func() bool { return len(g.All()) >= len(all) })
	if got := g.All(); !slices.Equal(got, all) {
		t.Errorf("got %.200q, want %.200q", got, all)
	}
}

// background runs a graph.
func background(ctx context.Context, s flow.Node) <-chan error {
	done := make(chan error, 1)
	go func() { done <- flow.Run(ctx, s) }()
	return done
}

// serve makes a server of h, and gives its URL.
func serve(t *testing.T, h http.Handler) string {
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

// connect opens a WebSocket.
func connect(t *testing.T, url string) *websocket.Conn {
	t.Helper()
	conn, _, err := websocket.Dial(t.Context(), url, nil)
	noError(t, err)
	conn.SetReadLimit(1 << 24)
	t.Cleanup(func() { _ = conn.CloseNow() })
	return conn
}

func say(t *testing.T, conn *websocket.Conn, messages ...string) {
	t.Helper()
	for _, m := range messages {
		noError(t, conn.Write(t.Context(), websocket.MessageText, []byte(m)))
	}
}

func hear(t *testing.T, conn *websocket.Conn, messages ...string) {
	t.Helper()
	for _, m := range messages {
		_, got, err := conn.Read(t.Context())
		if err != nil || string(got) != m {
			t.Fatalf("got %q (%v), want %q", got, err, m)
		}
	}
}

// hearEnd wants the peer to close the connection with a status.
func hearEnd(t *testing.T, conn *websocket.Conn, status websocket.StatusCode, why string) {
	t.Helper()
	_, message, err := conn.Read(t.Context())
	var end websocket.CloseError
	if !errors.As(err, &end) || end.Code != status || !strings.Contains(end.Reason, why) {
		t.Errorf("got %q and error %v, want %v, %q", message, err, status, why)
	}
}
