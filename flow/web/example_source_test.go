package web_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"github.com/coder/websocket"
	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/web"
)

// printElements prints each element.
func printElements(s flow.Stream[[]byte]) {
	flow.Sink(s, func(_ context.Context, b []byte) error {
		fmt.Printf("%s\n", b)
		return nil
	})
}

// postTo sends one POST request.
func postTo(url, body string) {
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	r, err := client.Post(url, "text/plain", strings.NewReader(body))
	if err != nil {
		fmt.Println(err)
		return
	}
	_ = r.Body.Close()
}

func ExampleServe() {
	in := web.Serve("127.0.0.1:0", flow.Limit(1), web.Path("/in"), web.Listening(func(addr net.Addr) {
		go postTo(fmt.Sprintf("http://%s/in", addr), "hello")
	}))
	printElements(in)
	fmt.Println(flow.Run(context.Background(), in))
	// Output:
	// hello
	// <nil>
}

func ExamplePath() {
	in := web.Serve(":0", flow.Limit(1), web.Path("/in"), web.Listening(func(addr net.Addr) {
		go func() {
			postTo(fmt.Sprintf("http://%s/elsewhere", addr), "not seen")
			postTo(fmt.Sprintf("http://%s/in", addr), "seen")
		}()
	}))
	printElements(in)
	fmt.Println(flow.Run(context.Background(), in))
	// Output:
	// seen
	// <nil>
}

func ExampleListening() {
	in := web.Serve(":0", flow.Limit(1), web.Listening(func(addr net.Addr) {
		fmt.Println(addr.(*net.TCPAddr).IP)
		go postTo(fmt.Sprintf("http://%s/", addr), "hello")
	}))
	fmt.Println(flow.Run(context.Background(), in))
	// Output:
	// 127.0.0.1
	// <nil>
}

// startFeed starts a server that sends messages to each client, and then closes the connection normally.
func startFeed(messages ...string) *httptest.Server {
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, err := websocket.Accept(w, r, nil)
		if err != nil {
			return
		}
		for _, m := range messages {
			_ = conn.Write(r.Context(), websocket.MessageText, []byte(m))
		}
		_ = conn.Close(websocket.StatusNormalClosure, "")
	}))
}

func ExampleSocket() {
	server := startFeed("one", "two")
	defer server.Close()
	in := web.Socket(server.URL, web.Header("Authorization", "Bearer token"))
	printElements(in)
	fmt.Println(flow.Run(context.Background(), in))
	// Output:
	// one
	// two
	// <nil>
}

func ExampleHeader() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Println(r.Header.Get("Authorization"))
		w.WriteHeader(http.StatusForbidden)
	}))
	defer server.Close()
	in := web.Socket(server.URL, web.Header("Authorization", "Bearer token"))
	fmt.Println(errors.Is(flow.Run(context.Background(), in), web.ErrBroken))
	// Output:
	// Bearer token
	// true
}

func ExampleMaxMessage() {
	server := startFeed("12345", "123456")
	defer server.Close()
	in := web.Socket(server.URL, web.MaxMessage(5))
	printElements(in)
	fmt.Println(errors.Is(flow.Run(context.Background(), in), web.ErrTooBig))
	// Output:
	// 12345
	// true
}

// No server answers: Socket tries again after one, two and four minutes, and then every five, here of a virtual clock.
func ExampleReconnect() {
	clock := flow.Virtual(time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC))
	tries := 0
	var in flow.Stream[[]byte]
	in = web.Socket("ws://127.0.0.1:1", web.Reconnect(time.Minute, 5*time.Minute), flow.WithClock(clock),
		web.OnBroken(func(error) {
			fmt.Println(clock.Now().Format("15:04"))
			if tries++; tries == 5 {
				flow.Stop(in)
			}
		}))
	fmt.Println(flow.Run(context.Background(), in))
	// Output:
	// 12:00
	// 12:01
	// 12:03
	// 12:07
	// 12:12
	// <nil>
}

func ExampleOnBroken() {
	var in flow.Stream[[]byte]
	in = web.Socket("ws://127.0.0.1:1", web.Reconnect(time.Second, time.Minute), web.OnBroken(func(err error) {
		fmt.Println(errors.Is(err, web.ErrBroken))
		flow.Stop(in)
	}))
	fmt.Println(flow.Run(context.Background(), in))
	// Output:
	// true
	// <nil>
}
