package web_test

import (
	"context"
	"fmt"
	"net/http/httptest"

	"github.com/coder/websocket"
	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/web"
)

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
