package web_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/web"
	"github.com/streamgage/streamgage/internal/check"
)

// startBroadcast makes a source with a Broadcast below it, and returns the URL of its handler.
func startBroadcast(t *testing.T, opts ...web.Option) (*flow.Source[[]byte], *web.Broadcaster, string) {
	src := flow.NewSource[[]byte]()
	b := flow.To(src, web.Broadcast(opts...))
	return src, b, serve(t, b)
}

// emit emits messages to src.
func emit(t *testing.T, src *flow.Source[[]byte], messages ...string) {
	t.Helper()
	for _, m := range messages {
		check.NoError(t, src.Emit(t.Context(), []byte(m)))
	}
}

// waitForClients waits until n clients are connected.
func waitForClients(t *testing.T, b *web.Broadcaster, n int) {
	t.Helper()
	check.Eventually(t, fmt.Sprint(n, " clients"), func() bool { return b.Clients() == n })
}

func TestBroadcast(t *testing.T) {
	src, b, url := startBroadcast(t, web.Text(), web.MaxClients(2))
	emit(t, src, "nobody")
	first := connect(t, url)
	waitForClients(t, b, 1)
	emit(t, src, "one")
	second := connect(t, url)
	waitForClients(t, b, 2)
	emit(t, src, "two", "three")
	_, response, err := websocket.Dial(t.Context(), url, nil)
	if err == nil || response.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("the third client got %v (%v), want 503", response, err)
	}
	kind, message, err := first.Read(t.Context())
	if kind != websocket.MessageText || string(message) != "one" || err != nil {
		t.Errorf("got %v %q (%v), want text", kind, message, err)
	}
	receive(t, second, "two")
	check.NoError(t, second.Close(websocket.StatusNormalClosure, ""))
	waitForClients(t, b, 1)
	third := connect(t, url)
	waitForClients(t, b, 2)
	send(t, third, "to be dropped", strings.Repeat("x", 1<<21))
	emit(t, src, "four")
	receive(t, third, "four")
	check.NoError(t, third.Close(websocket.StatusNormalClosure, ""))
	waitForClients(t, b, 1)

	closed := make(chan error, 1)
	go func() { closed <- src.Close(t.Context()) }()
	receive(t, first, "two", "three", "four") // after the end of the stream
	receiveClose(t, first, websocket.StatusNormalClosure, "the stream has ended")
	check.NoError(t, <-closed)
	_, response, err = websocket.Dial(t.Context(), url, nil)
	if err == nil || response.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("a late client got %v (%v), want 503", response, err)
	}
}

// A client that does not read is disconnected with status 1013, and never blocks the graph.
func TestBroadcastDropsSlowClients(t *testing.T) {
	src, b, url := startBroadcast(t, web.Queue(4))
	slow, fast := connect(t, url), connect(t, url)
	waitForClients(t, b, 2)
	big := strings.Repeat("x", 1<<20)
	sent := 0
	for ; b.Clients() == 2 && sent < 1000; sent++ {
		emit(t, src, big)
		receive(t, fast, big)
	}
	waitForClients(t, b, 1)
	emit(t, src, "still here")
	receive(t, fast, "still here")
	got := 0
	for {
		_, _, err := slow.Read(t.Context())
		if err != nil {
			if websocket.CloseStatus(err) != websocket.StatusTryAgainLater {
				t.Errorf("got %v, want status 1013", err)
			}
			break
		}
		got++
	}
	if got >= sent {
		t.Errorf("got all %d messages", got)
	}
	check.NoError(t, fast.Close(websocket.StatusNormalClosure, ""))
	check.NoError(t, src.Close(t.Context()))
}

// A client that does not read delays Close no longer than Close's context.
func TestBroadcastCloseDoesNotWaitForBlockedClients(t *testing.T) {
	src, b, url := startBroadcast(t)
	connect(t, url)
	waitForClients(t, b, 1)
	emit(t, src, strings.Repeat("x", 1<<24))
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if err := src.Close(ctx); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}

func TestBroadcastRefusesOtherOriginsAndASecondStream(t *testing.T) {
	src, _, url := startBroadcast(t, web.Origins("https://friend.example"))
	header := http.Header{"Origin": {"https://evil.example"}}
	if _, _, err := websocket.Dial(t.Context(), url, &websocket.DialOptions{HTTPHeader: header}); err == nil {
		t.Error("a page of another site was accepted")
	}
	check.NoError(t, src.Close(t.Context()))

	b := web.Broadcast()
	s := flow.FromSlice([][]byte{{1}})
	flow.To(s, b)
	flow.To(s, b)
	check.Error(t, flow.Run(t.Context(), s), flow.ErrFed)
}
