package web_test

import (
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/web"
	"github.com/streamgage/streamgage/internal/check"
)

func TestOptionErrors(t *testing.T) {
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
		"web.Reconnect: must be 0 < first <= longest, got 2s and 1s":            func() { web.Reconnect(2*time.Second, time.Second) },
		"web.Listening: the function must not be nil":                           func() { web.Listening(nil) },
		"web.OnBroken: the function must not be nil":                            func() { web.OnBroken(nil) },
	} {
		check.PanicsWith(t, message, f)
	}
}
