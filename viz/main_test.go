package viz

import (
	"context"
	"errors"
	"image"
	"math"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var nan, inf = math.NaN(), math.Inf(1)

var (
	noon  = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	times = []time.Time{noon, noon.Add(time.Second), noon.Add(3 * time.Second)}
	rows  = frame.Must(frame.New(
		frame.Col("t", times), frame.Col("price", []float64{1, 2, 4}),
		frame.Col("size", []int64{10, 20, 30}), frame.Col("side", []string{"buy", "sell", "buy"})))
)

// xs is a frame of one column x.
func xs(v ...float64) frame.Frame { return frame.Must(frame.New(frame.Col("x", v))) }

// xy is a frame of the columns x and y.
func xy(x, y []float64) frame.Frame {
	return frame.Must(frame.New(frame.Col("x", x), frame.Col("y", y)))
}

// chartOf makes a chart of rows with a recipe.
func chartOf(t *testing.T, r Recipe, f frame.Frame) *Chart {
	t.Helper()
	e, err := r(f)
	return check.Must(t, e, err).(*Chart)
}

// render draws a figure and returns its renderer, whose panels hold what was drawn.
func render(t *testing.T, d Drawable, v View) *Renderer {
	t.Helper()
	r := d.Figure().Renderer(v)
	drawFrame(t, r)
	return r
}

// drawFrame draws the next frame.
func drawFrame(t *testing.T, r *Renderer) *image.RGBA {
	t.Helper()
	img, err := r.Image()
	return check.Must(t, img, err)
}

// send sends a frame to a stream.
func send(t *testing.T, s interface {
	Send(context.Context, frame.Frame) error
}, f frame.Frame) {
	t.Helper()
	check.NoError(t, s.Send(t.Context(), f))
}

// errFeed is the error of feeds and displays that fail.
var errFeed = errors.New("no column")
