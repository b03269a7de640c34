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
)

// audience is a Broadcast behind a source, and its URL.
func audience(t *testing.T, opts ...web.Option) (*flow.Source[[]byte], *web.Broadcaster, string) {
	src := flow.NewSource[[]byte]()
	b := flow.To(src, web.Broadcast(opts...))
	return src, b, serve(t, b)
}

func emit(t *testing.T, src *flow.Source[[]byte], messages ...string) {
	t.Helper()
	for _, m := range messages {
		noError(t, src.Emit(t.Context(), []byte(m)))
	}
}

func clients(t *testing.T, b *web.Broadcaster, n int) {
	t.Helper()
	eventually(t, fmt.Sprint(n, " clients"), func() bool { return b.Clients() == n })
}

func TestBroadcast(t *testing.T) {
	src, b, url := audience(t, web.Text(), web.MaxClients(2))
	emit(t, src, "nobody")
	first := connect(t, url)
	clients(t, b, 1)
	emit(t, src, "one")
	second := connect(t, url)
	clients(t, b, 2)
	emit(t, src, "two", "three")
	_, answer, err := websocket.Dial(t.Context(), url, nil)
	if err == nil || answer.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("the third client got %v (%v), want 503", answer, err)
	}
	kind, message, err := first.Read(t.Context())
	if kind != websocket.MessageText || string(message) != "one" || err != nil {
		t.Errorf("got %v %q (%v), want text", kind, message, err)
	}
	hear(t, second, "two")
	noError(t, second.Close(websocket.StatusNormalClosure, ""))
	clients(t, b, 1)
	third := connect(t, url)
	clients(t, b, 2)
	say(t, third, "I say", strings.Repeat("x", 1<<21))
	emit(t, src, "four")
	hear(t, third, "four")
	noError(t, third.Close(websocket.StatusNormalClosure, ""))
	clients(t, b, 1)

	closed := make(chan error, 1)
	go func() { closed <- src.Close(t.Context()) }()
	hear(t, first, "two", "three", "four") // after the end of the stream
	hearEnd(t, first, websocket.StatusNormalClosure, "the stream has ended")
	noError(t, <-closed)
	_, answer, err = websocket.Dial(t.Context(), url, nil)
	if err == nil || answer.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("a late client got %v (%v), want 503", answer, err)
	}
}

// A client that does not read is dropped, told so when it reads at last, and never holds up the graph.
func TestBroadcastDropsSlowClients(t *testing.T) {
	src, b, url := audience(t, web.Queue(4))
	slow, quick := connect(t, url), connect(t, url)
	clients(t, b, 2)
	big := strings.Repeat("x", 1<<20)
	sent := 0
	for ; b.Clients() == 2 && sent < 1000; sent++ {
		emit(t, src, big)
		hear(t, quick, big)
	}
	clients(t, b, 1)
	emit(t, src, "still here")
	hear(t, quick, "still here")
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
	noError(t, quick.Close(websocket.StatusNormalClosure, ""))
	noError(t, src.Close(t.Context()))
}

// A client that hangs does not hold up the end for longer than Close may take.
func TestBroadcastEndsWithoutItsClients(t *testing.T) {
	src, b, url := audience(t)
	connect(t, url)
	clients(t, b, 1)
	emit(t, src, strings.Repeat("x", 1<<24))
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if err := src.Close(ctx); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}

func TestBroadcastRefuses(t *testing.T) {
	src, _, url := audience(t, web.Origins("https://friend.example"))
	header := http.Header{"Origin": {"https://evil.example"}}
	if _, _, err := websocket.Dial(t.Context(), url, &websocket.DialOptions{HTTPHeader: header}); err == nil {
		t.Error("a page of another site was let in")
	}
	noError(t, src.Close(t.Context()))

	b := web.Broadcast()
	s := flow.FromSlice([][]byte{{1}})
	flow.To(s, b)
	flow.To(s, b)
	wantErr(t, flow.Run(t.Context(), s), flow.ErrFed)
}
