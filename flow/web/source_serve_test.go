package web_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/web"
	"github.com/streamgage/streamgage/internal/check"
)

// startServe runs a Serve source and returns its URL.
func startServe(t *testing.T, build func(flow.Stream[[]byte]), opts ...web.Option) (done <-chan error, url string) {
	addr := make(chan net.Addr, 1)
	s := web.Serve(":0", append(opts, web.Listening(func(a net.Addr) { addr <- a }))...)
	build(s)
	done = runInBackground(t.Context(), s)
	return done, "http://" + (<-addr).String()
}

// post sends one POST request.
func post(t *testing.T, url, body string) (status int, text string) {
	t.Helper()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	r, err := client.Post(url, "text/plain", strings.NewReader(body))
	check.NoError(t, err)
	defer r.Body.Close()
	response, err := io.ReadAll(r.Body)
	check.NoError(t, err)
	return r.StatusCode, string(response)
}

func TestServe(t *testing.T) {
	var out *flow.SliceSink[string]
	done, url := startServe(t, func(s flow.Stream[[]byte]) { out = gatherStrings(s) }, web.Path("/in"), web.MaxBody(5), flow.Limit(2))
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
	check.NoError(t, <-done)
	wantElements(t, out, "one", "two")
}

// When the source is stopped, the request in the graph is finished with 204, and the waiting one is answered with 503.
func TestServeStops(t *testing.T) {
	var s flow.Stream[[]byte]
	entered, release := make(chan bool), make(chan bool)
	done, url := startServe(t, func(in flow.Stream[[]byte]) {
		s = in
		flow.Sink(s, func(context.Context, []byte) error {
			entered <- true
			<-release
			return nil
		})
	})
	var statuses [2]atomic.Int64
	for i := range statuses {
		go func() {
			status, _ := post(t, url, "body")
			statuses[i].Store(int64(status))
		}()
	}
	<-entered
	time.Sleep(20 * time.Millisecond) // until the other request waits
	flow.Stop(s)
	release <- true
	check.NoError(t, <-done)
	check.Eventually(t, "both responses", func() bool { return statuses[0].Load() != 0 && statuses[1].Load() != 0 })
	if sum := statuses[0].Load() + statuses[1].Load(); sum != 204+503 {
		t.Errorf("got %d and %d, want 204 and 503", statuses[0].Load(), statuses[1].Load())
	}
}

func TestServeErrors(t *testing.T) {
	done, url := startServe(t, func(s flow.Stream[[]byte]) {
		flow.Sink(s, func(context.Context, []byte) error { return errTest })
	})
	if status, text := post(t, url, "x"); status != 500 || !strings.Contains(text, "test") {
		t.Errorf("got %d %q, want 500 and the error", status, text)
	}
	check.Error(t, <-done, errTest)

	err := flow.Run(t.Context(), web.Serve("nowhere", flow.SourceName("hook")))
	if err == nil || !strings.Contains(err.Error(), `node "hook": web.Serve: `) {
		t.Errorf("got %v", err)
	}
	s := web.Serve(":0", web.Listening(func(net.Addr) { panic(errTest) }))
	check.Error(t, flow.Run(t.Context(), s), errTest)

	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	check.Error(t, flow.Run(ctx, web.Serve(":0")), context.DeadlineExceeded)
}

func TestServeOnAVirtualClock(t *testing.T) {
	var out *flow.SliceSink[string]
	done, url := startServe(t, func(s flow.Stream[[]byte]) { out = gatherStrings(flow.Delay(s, time.Hour)) },
		flow.WithClock(flow.Virtual(epoch)), flow.Limit(1))
	if status, text := post(t, url, "x"); status != 204 {
		t.Errorf("got %d %s", status, text)
	}
	check.NoError(t, <-done)
	wantElements(t, out, "x")
}
