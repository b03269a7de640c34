package web_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/internal/check"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var (
	errTest = errors.New("test")
	epoch   = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
)

// gatherStrings collects the elements of a stream as strings.
func gatherStrings(s flow.Stream[[]byte]) *flow.SliceSink[string] {
	return flow.ToSlice(flow.Map(s, func(b []byte) string { return string(b) }))
}

// wantElements waits until there are as many elements, and checks that they are these.
func wantElements(t *testing.T, g *flow.SliceSink[string], elements ...string) {
	t.Helper()
	check.Eventually(t, strings.Join(elements, ","), func() bool { return len(g.All()) >= len(elements) })
	check.Values(t, g.All(), elements...)
}

// runInBackground runs a graph; the channel receives its error.
func runInBackground(ctx context.Context, s flow.Node) <-chan error {
	done := make(chan error, 1)
	go func() { done <- flow.Run(ctx, s) }()
	return done
}

// serve starts a server with the handler h, and returns its URL.
func serve(t *testing.T, h http.Handler) (url string) {
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

// connect opens a WebSocket connection.
func connect(t *testing.T, url string) *websocket.Conn {
	t.Helper()
	conn, _, err := websocket.Dial(t.Context(), url, nil)
	check.NoError(t, err)
	conn.SetReadLimit(1 << 24)
	t.Cleanup(func() { _ = conn.CloseNow() })
	return conn
}

// send sends text messages to the peer.
func send(t *testing.T, conn *websocket.Conn, messages ...string) {
	t.Helper()
	for _, m := range messages {
		check.NoError(t, conn.Write(t.Context(), websocket.MessageText, []byte(m)))
	}
}

// receive checks that the next messages of the peer are these.
func receive(t *testing.T, conn *websocket.Conn, messages ...string) {
	t.Helper()
	for _, m := range messages {
		_, got, err := conn.Read(t.Context())
		if err != nil || string(got) != m {
			t.Fatalf("got %q (%v), want %q", got, err, m)
		}
	}
}

// receiveClose checks that the peer closes the connection with this status and a reason that contains reason.
func receiveClose(t *testing.T, conn *websocket.Conn, status websocket.StatusCode, reason string) {
	t.Helper()
	_, message, err := conn.Read(t.Context())
	var end websocket.CloseError
	if !errors.As(err, &end) || end.Code != status || !strings.Contains(end.Reason, reason) {
		t.Errorf("got %q and error %v, want %v, %q", message, err, status, reason)
	}
}
