package web_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/web"
	"github.com/streamgage/streamgage/internal/check"
)

// received is a message that the server has received, or the end of the connection.
type received struct {
	text   string
	kind   websocket.MessageType
	status websocket.StatusCode // of the end of the connection
}

// startRecordingServer starts a server that records what it receives. It also sends messages, which must be dropped.
func startRecordingServer(t *testing.T) (url string, all <-chan received) {
	c := make(chan received, 100)
	return startServer(t, func(_ int, conn *websocket.Conn) {
		send(t, conn, "hello")
		for {
			kind, message, err := conn.Read(context.Background())
			if err != nil {
				c <- received{status: websocket.CloseStatus(err)}
				return
			}
			c <- received{string(message), kind, 0}
			send(t, conn, "thank you")
		}
	}), c
}

func TestToSocket(t *testing.T) {
	for _, clock := range []flow.Clock{flow.RealClock(), flow.Virtual(epoch)} {
		for _, kind := range []websocket.MessageType{websocket.MessageBinary, websocket.MessageText} {
			var opts []web.Option
			if kind == websocket.MessageText {
				opts = append(opts, web.Text())
			}
			url, all := startRecordingServer(t)
			s := flow.FromSlice([][]byte{[]byte("one"), {}, []byte("two")}, flow.WithClock(clock))
			flow.To(s, web.ToSocket(url, opts...))
			check.NoError(t, flow.Run(t.Context(), s))
			for _, want := range []received{{"one", kind, 0}, {"", kind, 0}, {"two", kind, 0}, {status: websocket.StatusNormalClosure}} {
				if got := <-all; got != want {
					t.Errorf("got %v, want %v", got, want)
				}
			}
		}
	}
	s := flow.FromSlice([][]byte{})
	flow.To(s, web.ToSocket("ws://127.0.0.1:1"))
	check.NoError(t, flow.Run(t.Context(), s)) // it did not try to connect
}

func TestToSocketErrors(t *testing.T) {
	const nobody = "ws://127.0.0.1:1/in"
	s := flow.FromSlice([][]byte{{1}})
	flow.To(s, web.ToSocket(nobody), flow.Name("out"))
	check.Error(t, flow.Run(t.Context(), s), web.ErrBroken, `node "out"`, "web.ToSocket", nobody, "refused")

	r := web.ToSocket(nobody)
	s = flow.FromSlice([][]byte{{1}})
	flow.To(s, r)
	flow.To(s, r)
	check.Error(t, flow.Run(t.Context(), s), flow.ErrFed, nobody)

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	check.Error(t, r.Send(ctx, []byte{1}), context.Canceled)
}

// If the server ends the connection, the next Send fails, and the one after that connects again. With Retry, no message is
// lost.
func TestToSocketReconnects(t *testing.T) {
	all, ended := make(chan string, 100), make(chan struct{}, 10)
	url := startServer(t, func(n int, conn *websocket.Conn) {
		_, message, err := conn.Read(context.Background())
		if err == nil {
			all <- fmt.Sprint(n, " ", string(message))
		}
		_ = conn.Close(websocket.StatusGoingAway, "restart")
		ended <- struct{}{}
	})
	src := flow.NewSource[[]byte]()
	flow.To(src, web.ToSocket(url), flow.OnError(flow.Retry(3, time.Millisecond)))
	for i := range 3 {
		check.NoError(t, src.Emit(t.Context(), fmt.Append(nil, i)))
		<-ended
	}
	for i := range 3 {
		if got, want := <-all, fmt.Sprint(i+1, " ", i); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	check.Error(t, src.Close(t.Context()), web.ErrBroken, "restart")

	src = flow.NewSource[[]byte]()
	flow.To(src, web.ToSocket(url))
	check.NoError(t, src.Emit(t.Context(), []byte("one")))
	<-ended
	check.Error(t, src.Emit(t.Context(), []byte("two")), web.ErrBroken, url, "restart")
	check.NoError(t, src.Close(t.Context()))
}
