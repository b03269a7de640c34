package web_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/web"
)

type heard struct {
	text   string
	kind   websocket.MessageType
	status websocket.StatusCode // of the end
}

// listener is a server that tells what it hears, and talks all the time itself.
func listener(t *testing.T) (url string, all <-chan heard) {
	c := make(chan heard, 100)
	return speaker(t, func(_ int, conn *websocket.Conn) {
		say(t, conn, "hello")
		for {
			kind, message, err := conn.Read(context.Background())
			if err != nil {
				c <- heard{status: websocket.CloseStatus(err)}
				return
			}
			c <- heard{string(message), kind, 0}
			say(t, conn, "thank you")
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
			url, all := listener(t)
			s := flow.FromSlice([][]byte{[]byte("one"), {}, []byte("two")}, flow.WithClock(clock))
			flow.To(s, web.ToSocket(url, opts...))
			noError(t, flow.Run(t.Context(), s))
			for _, want := range []heard{{"one", kind, 0}, {"", kind, 0}, {"two", kind, 0}, {status: websocket.StatusNormalClosure}} {
				if got := <-all; got != want {
					t.Errorf("got %v, want %v", got, want)
				}
			}
		}
	}
	s := flow.FromSlice([][]byte{})
	flow.To(s, web.ToSocket("ws://127.0.0.1:1"))
	noError(t, flow.Run(t.Context(), s)) // it never dialled
}

func TestToSocketErrors(t *testing.T) {
	const nobody = "ws://127.0.0.1:1/in"
	s := flow.FromSlice([][]byte{{1}})
	flow.To(s, web.ToSocket(nobody), flow.Name("out"))
	wantErr(t, flow.Run(t.Context(), s), web.ErrBroken, `node "out"`, "web.ToSocket", nobody, "refused")

	r := web.ToSocket(nobody)
	s = flow.FromSlice([][]byte{{1}})
	flow.To(s, r)
	flow.To(s, r)
	wantErr(t, flow.Run(t.Context(), s), flow.ErrFed, nobody)

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	wantErr(t, r.Send(ctx, []byte{1}), context.Canceled)
}

// A connection that the server ended is told by the next Send; the one after dials anew, so a Retry loses nothing.
func TestToSocketDialsAnew(t *testing.T) {
	all, ended := make(chan string, 100), make(chan struct{}, 10)
	url := speaker(t, func(n int, conn *websocket.Conn) {
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
		noError(t, src.Emit(t.Context(), fmt.Append(nil, i)))
		<-ended
	}
	for i := range 3 {
		if got, want := <-all, fmt.Sprint(i+1, " ", i); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	wantErr(t, src.Close(t.Context()), web.ErrBroken, "restart")

	src = flow.NewSource[[]byte]()
	flow.To(src, web.ToSocket(url))
	noError(t, src.Emit(t.Context(), []byte("one")))
	<-ended
	wantErr(t, src.Emit(t.Context(), []byte("two")), web.ErrBroken, url, "restart")
	noError(t, src.Close(t.Context()))
}
