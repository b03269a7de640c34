package web_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/web"
)

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

func ExampleSockets() {
	src := flow.NewSource[[]byte]()
	all := flow.ToSlice(flow.Map(src, func(b []byte) string { return string(b) }))
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
