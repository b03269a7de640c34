package web_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/web"
	"github.com/streamgage/streamgage/internal/check"
)

// request returns the response of a handler to one request.
func request(h http.Handler, method, body string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "/in", strings.NewReader(body))
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// wantResponse checks the status of a response, and that its body contains text.
func wantResponse(t *testing.T, w *httptest.ResponseRecorder, status int, text string) {
	t.Helper()
	if w.Code != status || !strings.Contains(w.Body.String(), text) {
		t.Errorf("got %d %q, want %d %q", w.Code, w.Body, status, text)
	}
}

func TestPosts(t *testing.T) {
	src := flow.NewSource[[]byte]()
	out := gatherStrings(src)
	fail := fmt.Errorf("<script>%w\nsecond line", errTest)
	flow.Sink(src, func(_ context.Context, b []byte) error {
		if string(b) == "bad" {
			return fail
		}
		return nil
	})
	h := web.Posts(src, web.MaxBody(5), web.Origins("https://friend.example"))
	wantResponse(t, request(h, "POST", "one"), 204, "")
	wantResponse(t, request(h, "POST", ""), 204, "")
	wantResponse(t, request(h, "POST", "12345"), 204, "")
	wantResponse(t, request(h, "POST", "123456"), 413, "too large")
	w := request(h, "POST", "bad")
	wantResponse(t, w, 500, "&lt;script&gt;test")
	if strings.Contains(w.Body.String(), "second") || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/plain") {
		t.Errorf("got %s %q, want one line of plain text", w.Header().Get("Content-Type"), w.Body)
	}
	w = request(h, "GET", "")
	wantResponse(t, w, 405, "GET")
	if w.Header().Get("Allow") != "POST" {
		t.Errorf("got Allow %q", w.Header().Get("Allow"))
	}
	wantResponse(t, request(h, "POST", "evil", "Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"), 403, "")
	wantResponse(t, request(h, "POST", "kind", "Sec-Fetch-Site", "cross-site", "Origin", "https://friend.example"), 204, "")
	wantResponse(t, request(h, "POST", "own", "Sec-Fetch-Site", "same-origin"), 204, "")

	truncated := httptest.NewRecorder()
	h.ServeHTTP(truncated, httptest.NewRequest("POST", "/", io.MultiReader(strings.NewReader("x"), iotest.ErrReader(errTest))))
	wantResponse(t, truncated, 400, "test")

	check.NoError(t, src.Close(t.Context()))
	wantResponse(t, request(h, "POST", "late"), 503, "closed")
	wantElements(t, out, "one", "", "12345", "bad", "kind", "own")
}

// An error behind an asynchronous node is the response to the next request, whose body is then not taken.
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
	wantResponse(t, request(h, "POST", "one"), 204, "")
	<-failed
	check.Eventually(t, "the error", func() bool {
		w := request(h, "POST", "two")
		return w.Code == 500 && strings.Contains(w.Body.String(), "parse")
	})
	wantResponse(t, request(h, "POST", "three"), 204, "")
	check.Error(t, src.Close(t.Context()), errTest)
}
