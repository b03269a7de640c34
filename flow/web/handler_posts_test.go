package web_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/web"
)

// ask gives the answer of a handler to one request.
func ask(h http.Handler, method, body string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "/in", strings.NewReader(body))
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func wantAnswer(t *testing.T, w *httptest.ResponseRecorder, status int, text string) {
	t.Helper()
	if w.Code != status || !strings.Contains(w.Body.String(), text) {
		t.Errorf("got %d %q, want %d %q", w.Code, w.Body, status, text)
	}
}

func TestPosts(t *testing.T) {
	src := flow.NewSource[[]byte]()
	out := texts(src)
	fail := fmt.Errorf("<script>%w\nsecond line", errTest)
	flow.Sink(src, func(_ context.Context, b []byte) error {
		if string(b) == "bad" {
			return fail
		}
		return nil
	})
	h := web.Posts(src, web.MaxBody(5), web.Origins("https://friend.example"))
	wantAnswer(t, ask(h, "POST", "one"), 204, "")
	wantAnswer(t, ask(h, "POST", ""), 204, "")
	wantAnswer(t, ask(h, "POST", "12345"), 204, "")
	wantAnswer(t, ask(h, "POST", "123456"), 413, "too large")
	w := ask(h, "POST", "bad")
	wantAnswer(t, w, 500, "&lt;script&gt;test")
	if strings.Contains(w.Body.String(), "second") || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/plain") {
		t.Errorf("got %s %q, want one line of plain text", w.Header().Get("Content-Type"), w.Body)
	}
	w = ask(h, "GET", "")
	wantAnswer(t, w, 405, "GET")
	if w.Header().Get("Allow") != "POST" {
		t.Errorf("got Allow %q", w.Header().Get("Allow"))
	}
	wantAnswer(t, ask(h, "POST", "evil", "Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"), 403, "")
	wantAnswer(t, ask(h, "POST", "kind", "Sec-Fetch-Site", "cross-site", "Origin", "https://friend.example"), 204, "")
	wantAnswer(t, ask(h, "POST", "own", "Sec-Fetch-Site", "same-origin"), 204, "")

	torn := httptest.NewRecorder()
	h.ServeHTTP(torn, httptest.NewRequest("POST", "/", io.MultiReader(strings.NewReader("x"), iotest.ErrReader(errTest))))
	wantAnswer(t, torn, 400, "test")

	noError(t, src.Close(t.Context()))
	wantAnswer(t, ask(h, "POST", "late"), 503, "closed")
	want(t, out, "one", "", "12345", "bad", "kind", "own")
}

// An error behind an asynchronous node is the answer to the next request, whose body is then not taken.
func TestPostsBehindAQueue(t *testing.T) {
	src := flow.NewSource[[]byte]()
	failed := make(chan struct{})
	first := true
	flow.TryMap(flow.Buffer(src, 1), func(b []byte) (string, error) {
		if first {
			first = false
			defer close(failed)
			return "", errTest
		}
		return string(b), nil
	}, flow.Name("parse"))
	h := web.Posts(src)
	wantAnswer(t, ask(h, "POST", "one"), 204, "")
	<-failed
	eventually(t, "the error", func() bool {
		w := ask(h, "POST", "two")
		return w.Code == 500 && strings.Contains(w.Body.String(), "parse")
	})
	wantAnswer(t, ask(h, "POST", "three"), 204, "")
	wantErr(t, src.Close(t.Context()), errTest)
}

func TestOptionsElsewhere(t *testing.T) {
	src := flow.NewSource[[]byte]()
	for message, f := range map[string]func(){
		"web.Posts: the source must not be nil":                                 func() { web.Posts(nil) },
		"web.Posts: nil option":                                                 func() { web.Posts(src, nil) },
		"web.Posts: does not take the option Queue":                             func() { web.Posts(src, web.Queue(1)) },
		"web.Posts: flow's options are for sources that Run drives":             func() { web.Posts(src, flow.Limit(1)) },
		"web.Sockets: the source must not be nil":                               func() { web.Sockets(nil) },
		`web.Queue: an option of package web only, got the source "from slice"`: func() { flow.FromSlice([]int{}, web.Queue(1)) },
		"web.MaxBody: must be positive, got 0":                                  func() { web.MaxBody(0) },
		"web.MaxMessage: must be positive, got -1":                              func() { web.MaxMessage(-1) },
		`web.Path: must begin with a slash, got "in"`:                           func() { web.Path("in") },
		`web.Origins: must be scheme://host, got "example.com"`:                 func() { web.Origins("example.com") },
		"web.Reconnect: must be 0 < first <= most, got 2s and 1s":               func() { web.Reconnect(2*time.Second, time.Second) },
		"web.Listening: the function must not be nil":                           func() { web.Listening(nil) },
		"web.OnBroken: the function must not be nil":                            func() { web.OnBroken(nil) },
	} {
		wantPanic(t, message, f)
	}
}

// listening runs a Serve source and gives its URL.
func listening(t *testing.T, build func(flow.Stream[[]byte]), opts ...web.Option) (done <-chan error, url string) {
	addr := make(chan net.Addr, 1)
	s := web.Serve(":0", append(opts, web.Listening(func(a net.Addr) { addr <- a }))...)
	build(s)
	done = background(t.Context(), s)
	return done, "http://" + (<-addr).String()
}

func post(t *testing.T, url, body string) (status int, text string) {
	t.Helper()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	r, err := client.Post(url, "text/plain", strings.NewReader(body))
	noError(t, err)
	defer r.Body.Close()
	answer, err := io.ReadAll(r.Body)
	noError(t, err)
	return r.StatusCode, string(answer)
}

func TestServe(t *testing.T) {
	var out *flow.Gathered[string]
	done, url := listening(t, func(s flow.Stream[[]byte]) { out = texts(s) }, web.Path("/in"), web.MaxBody(5), flow.Limit(2))
	if !strings.HasPrefix(url, "http://127.0.0.1:") {
		t.Errorf("listens on %s, want 127.0.0.1", url)
	}
	for _, c := range []struct {
		path, body string
		status     int
	}{{"/in", "one", 204}, {"/", "x", 404}, {"/in", "123456", 413}, {"/in", "two", 204}} {
		if status, text := post(t, url+c.path, c.body); status != c.status {
			t.Errorf("%v: got %d %s", c, status, text)
		}
	}
	noError(t, <-done)
	want(t, out, "one", "two")
}

// What is in the graph when the source is stopped is finished and answered; what waits is refused.
func TestServeStops(t *testing.T) {
	var s flow.Stream[[]byte]
	entered, release := make(chan bool), make(chan bool)
	done, url := listening(t, func(in flow.Stream[[]byte]) {
		s = in
		flow.Sink(s, func(context.Context, []byte) error {
			entered <- true
			<-release
			return nil
		})
	})
	var answers [2]atomic.Int64
	for i := range answers {
		go func() {
			status, _ := post(t, url, "body")
			answers[i].Store(int64(status))
		}()
	}
	<-entered
	time.Sleep(20 * time.Millisecond) // for the other to come
	flow.Stop(s)
	release <- true
	noError(t, <-done)
	eventually(t, "both answers", func() bool { return answers[0].Load() != 0 && answers[1].Load() != 0 })
	if sum := answers[0].Load() + answers[1].Load(); sum != 204+503 {
		t.Errorf("got %d and %d, want 204 and 503", answers[0].Load(), answers[1].Load())
	}
}

func TestServeErrors(t *testing.T) {
	done, url := listening(t, func(s flow.Stream[[]byte]) {
		flow.Sink(s, func(context.Context, []byte) error { return errTest })
	})
	if status, text := post(t, url, "x"); status != 500 || !strings.Contains(text, "test") {
		t.Errorf("got %d %q, want 500 and the error", status, text)
	}
	wantErr(t, <-done, errTest)

	err := flow.Run(t.Context(), web.Serve("nowhere", flow.SourceName("hook")))
	if err == nil || !strings.Contains(err.Error(), `node "hook": web.Serve: `) {
		t.Errorf("got %v", err)
	}
	s := web.Serve(":0", web.Listening(func(net.Addr) { panic(errTest) }))
	wantErr(t, flow.Run(t.Context(), s), errTest)

	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	wantErr(t, flow.Run(ctx, web.Serve(":0")), context.DeadlineExceeded)
}

func TestServeOnAVirtualClock(t *testing.T) {
	var out *flow.Gathered[string]
	done, url := listening(t, func(s flow.Stream[[]byte]) { out = texts(flow.Delay(s, time.Hour)) },
		flow.WithClock(flow.Virtual(epoch)), flow.Limit(1))
	if status, text := post(t, url, "x"); status != 204 {
		t.Errorf("got %d %s", status, text)
	}
	noError(t, <-done)
	want(t, out, "x")
}
