package frame_test

import (
	"testing"

	"github.com/streamgage/streamgage/frame"
)

func TestFeed(t *testing.T) {
	var feed frame.Feed = sample()
	feed.Attach(nil)
	wantFrame(t, feed.Example(), sample())
}
