package web_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/coder/websocket"
	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/web"
	"github.com/streamgage/streamgage/internal/check"
)

func TestSockets(t *testing.T) {
	src := flow.NewSource[[]byte]()
	out := gatherStrings(src)
	flow.Sink(src, func(_ context.Context, b []byte) error {
		if string(b) == "bad" {
			return errTest
		}
		return nil
	})
	url := serve(t, web.Sockets(src, web.MaxMessage(5), web.MaxClients(2)))
	a, b := connect(t, url), connect(t, url)
	send(t, a, "one")
	wantElements(t, out, "one")
	send(t, b, "two", "12345")
	wantElements(t, out, "one", "two", "12345")

	_, response, err := websocket.Dial(t.Context(), url, nil)
	if err == nil || response.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("the third client got %v (%v), want 503", response, err)
	}
	send(t, a, "bad")
	receiveClose(t, a, websocket.StatusInternalError, "test")
	send(t, b, "123456")
	receiveClose(t, b, websocket.StatusMessageTooBig, "")

	var c *websocket.Conn
	check.Eventually(t, "a free slot", func() bool {
		var err error
		c, _, err = websocket.Dial(t.Context(), url, nil)
		return err == nil
	})
	check.NoError(t, src.Close(t.Context()))
	send(t, c, "late")
	receiveClose(t, c, websocket.StatusGoingAway, "closed")
	wantElements(t, out, "one", "two", "12345", "bad")
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
