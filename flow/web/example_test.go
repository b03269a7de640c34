package web_test

import (
	"context"
	"errors"
	"fmt"
	"io"
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

// printResponse prints a handler's response to one POST request.
func printResponse(h http.Handler, body string) {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("POST", "/in", strings.NewReader(body)))
	text, _ := io.ReadAll(w.Body)
	fmt.Println(strings.TrimSpace(fmt.Sprintf("%d %s", w.Code, text)))
}

func ExamplePosts() {
	src := flow.NewSource[[]byte]()
	flow.TryMap(src, func(b []byte) (int, error) {
		if len(b) == 0 {
			return 0, errors.New("nothing to read")
		}
		return len(b), nil
	}, flow.Name("parse"))
	h := web.Posts(src)
	printResponse(h, "a reading")
	printResponse(h, "")
	// Output:
	// 204
	// 500 flow: node &#34;parse&#34;: nothing to read
}

func ExampleMaxBody() {
	h := web.Posts(flow.NewSource[[]byte](), web.MaxBody(5))
	printResponse(h, "12345")
	printResponse(h, "123456")
	// Output:
	// 204
	// 413 http: request body too large
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

func ExampleSockets() {
	src := flow.NewSource[[]byte]()
	all := flow.Gather(flow.Map(src, func(b []byte) string { return string(b) }))
	server := httptest.NewServer(web.Sockets(src, web.MaxClients(10)))
	defer server.Close()

	messages := flow.FromSlice([][]byte{[]byte("one"), []byte("two")})
	flow.To(messages, web.ToSocket(server.URL))
	fmt.Println(flow.Run(context.Background(), messages))
	fmt.Println(all.All())
	// Output:
	// <nil>
	// [one two]
}

// Origins allows the pages of another site.
func ExampleOrigins() {
	h := web.Posts(flow.NewSource[[]byte](), web.Origins("https://friend.example"))
	for _, origin := range []string{"https://friend.example", "https://evil.example"} {
		r := httptest.NewRequest("POST", "/in", strings.NewReader("x"))
		r.Header.Set("Origin", origin)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		fmt.Println(origin, w.Code)
	}
	// Output:
	// https://friend.example 204
	// https://evil.example 403
}

func ExampleToSocket() {
	src := flow.NewSource[[]byte]()
	printElements(src)
	server := httptest.NewServer(web.Sockets(src))
	defer server.Close()
	out := flow.FromSlice([][]byte{[]byte("hello")})
	flow.To(out, web.ToSocket(server.URL, web.Text()))
	fmt.Println(flow.Run(context.Background(), out))
	// Output:
	// hello
	// <nil>
}

// startClient connects to a Broadcast and prints the messages that it receives, and how the connection is closed.
func startClient(url string) (done <-chan bool) {
	c := make(chan bool)
	conn, _, err := websocket.Dial(context.Background(), url, nil)
	if err != nil {
		fmt.Println(err)
	}
	go func() {
		defer close(c)
		for {
			kind, message, err := conn.Read(context.Background())
			if err != nil {
				fmt.Println(websocket.CloseStatus(err))
				return
			}
			fmt.Printf("%v %s\n", kind, message)
		}
	}()
	return c
}

func ExampleBroadcast() {
	src := flow.NewSource[[]byte]()
	b := flow.To(src, web.Broadcast(web.Queue(16)))
	server := httptest.NewServer(b)
	defer server.Close()
	done := startClient(server.URL)
	fmt.Println(b.Clients(), "client")
	if err := src.Emit(context.Background(), []byte("hello")); err != nil {
		fmt.Println(err)
	}
	fmt.Println(src.Close(context.Background()))
	<-done
	// Unordered output:
	// 1 client
	// MessageBinary hello
	// <nil>
	// StatusNormalClosure
}

func ExampleText() {
	src := flow.NewSource[[]byte]()
	server := httptest.NewServer(flow.To(src, web.Broadcast(web.Text())))
	defer server.Close()
	done := startClient(server.URL)
	if err := src.Emit(context.Background(), []byte("hello")); err != nil {
		fmt.Println(err)
	}
	if err := src.Close(context.Background()); err != nil {
		fmt.Println(err)
	}
	<-done
	// Output:
	// MessageText hello
	// StatusNormalClosure
}

// The queue of a client that does not read fills up, and the client is disconnected.
func ExampleQueue() {
	src := flow.NewSource[[]byte]()
	b := flow.To(src, web.Broadcast(web.Queue(1)))
	server := httptest.NewServer(b)
	defer server.Close()
	conn, _, err := websocket.Dial(context.Background(), server.URL, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for b.Clients() == 1 {
		if err := src.Emit(context.Background(), make([]byte, 1<<20)); err != nil {
			fmt.Println(err)
		}
	}
	fmt.Println(b.Clients(), "clients")
	_ = conn.CloseNow()
	// Output: 0 clients
}

func ExampleMaxClients() {
	src := flow.NewSource[[]byte]()
	server := httptest.NewServer(flow.To(src, web.Broadcast(web.MaxClients(1))))
	defer server.Close()
	first, _, err := websocket.Dial(context.Background(), server.URL, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, refused, _ := websocket.Dial(context.Background(), server.URL, nil)
	fmt.Println(refused.StatusCode)
	_ = first.CloseNow()
	// Output: 503
}
