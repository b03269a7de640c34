package sinks_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image/gif"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/sinks"
	"github.com/streamgage/streamgage/viz"
)

var errNegative = errors.New("negative number")

// peak returns a figure that draws a number as the height of a peak, and fails for a negative number. drawn counts the
// pictures.
func peak(numbers *viz.DataStream[int], drawn *int) viz.Drawable {
	return viz.Dynamic(numbers, func(n int) (viz.Element, error) {
		if drawn != nil {
			*drawn++
		}
		if n < 0 {
			return nil, fmt.Errorf("%w: %d", errNegative, n)
		}
		f, err := frame.New(frame.Col("x", []float64{0, 1, 2}), frame.Col("y", []float64{0, float64(n), 0}))
		if err != nil {
			return nil, err
		}
		return viz.Curve()(f)
	})
}

func send(t *testing.T, numbers *viz.DataStream[int], ns ...int) {
	t.Helper()
	for _, n := range ns {
		check.NoError(t, numbers.Send(t.Context(), n))
	}
}

func decodeGIF(t *testing.T, data []byte) *gif.GIF {
	t.Helper()
	g, err := gif.DecodeAll(bytes.NewReader(data))
	if err != nil || data[len(data)-1] != 0x3b {
		t.Fatalf("no whole GIF: %v", err)
	}
	return g
}

// A figure whose streams have ended is drawn and written at once.
func TestEndedFigureIsWrittenAtOnce(t *testing.T) {
	numbers := viz.NewDataStream(3)
	fig := peak(numbers, nil)
	check.NoError(t, numbers.Close(t.Context()))
	var still, moving bytes.Buffer
	if _, err := sinks.LastPNG(fig, &still); err != nil {
		t.Fatal(err)
	}
	if _, err := png.Decode(&still); err != nil {
		t.Error(err)
	}
	r, err := sinks.GIF(fig, &moving)
	check.NoError(t, err)
	if g := decodeGIF(t, moving.Bytes()); len(g.Image) != 1 || r.Frames() != 1 || r.Close() != nil {
		t.Errorf("%d pictures, %d frames, %v", len(g.Image), r.Frames(), r.Err())
	}
	if r, err := sinks.LastPNG(fig, &limitedWriter{}); r != nil || !errors.Is(err, errFull) || strings.Count(err.Error(), "sinks.LastPNG") != 1 {
		t.Errorf("a disk that is full: %v, %v", r, err)
	}
}

// A recording ends with the figure's streams, without a call of Close.
func TestGIFEndsWithItsStreams(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out", "peak.gif")
	numbers := viz.NewDataStream[int]()
	r, err := sinks.GIF(peak(numbers, nil), sinks.File(path), sinks.Loop(3))
	check.NoError(t, err)
	send(t, numbers, 1, 2, 2, 3)
	if _, err := os.Stat(path); err == nil {
		t.Error("the file has its name while it is written")
	}
	check.NoError(t, numbers.Close(t.Context()))
	data, err := os.ReadFile(path)
	check.NoError(t, err)
	// The picture of 1 is shown for 100 ms, that of the two 2s for 200 ms, that of 3 for the default of Hold.
	if g := decodeGIF(t, data); !slices.Equal(g.Delay, []int{10, 20, 100}) || g.LoopCount != 2 {
		t.Errorf("delays %v, loop count %d; want [10 20 100], 2", g.Delay, g.LoopCount)
	}
	if r.Frames() != 4 || r.Bytes() != int64(len(data)) || r.Err() != nil {
		t.Errorf("%d frames, %d bytes, %v; want 4, %d, nil", r.Frames(), r.Bytes(), r.Err(), len(data))
	}
}

func TestGIFOptionsReachTheFile(t *testing.T) {
	var out bytes.Buffer
	numbers := viz.NewDataStream[int]()
	clock := &manualClock{time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	r, err := sinks.GIF(peak(numbers, nil), &out, sinks.RealTime(clock), sinks.Hold(3*time.Second), sinks.Size(200, 100), sinks.Ratio(2))
	check.NoError(t, err)
	for i, ms := range []int{0, 250, 1000} {
		clock.now = clock.now.Add(time.Duration(ms) * time.Millisecond)
		send(t, numbers, i+1)
	}
	check.NoError(t, r.Close())
	g := decodeGIF(t, out.Bytes())
	if !slices.Equal(g.Delay, []int{25, 100, 300}) || g.Config.Width != 400 || g.Config.Height != 200 {
		t.Errorf("delays %v, size %dx%d; want [25 100 300], 400x200", g.Delay, g.Config.Width, g.Config.Height)
	}
}

type manualClock struct{ now time.Time }

func (c *manualClock) Now() time.Time { return c.now }

func TestMaxFramesEndsTheGIF(t *testing.T) {
	path := filepath.Join(t.TempDir(), "peak.gif")
	numbers := viz.NewDataStream[int]()
	drawn := 0
	r, err := sinks.GIF(peak(numbers, &drawn), sinks.File(path), sinks.MaxFrames(2))
	check.NoError(t, err)
	send(t, numbers, 1, 2)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("not there after 2 frames: %v", err)
	}
	before := drawn
	send(t, numbers, 3, 4)
	if g := decodeGIF(t, data); len(g.Image) != 2 || r.Frames() != 2 || drawn != before {
		t.Errorf("%d pictures, %d frames, drawn %d times more; want 2, 2, 0", len(g.Image), r.Frames(), drawn-before)
	}
	if err := errors.Join(r.Close(), numbers.Close(t.Context())); err != nil {
		t.Error(err)
	}
}

// Every output is a valid picture, even if the figure never changed.
func TestFigureWithoutRefreshIsDrawnOnce(t *testing.T) {
	dir := t.TempDir()
	var gifOut, pngOut, svgOut bytes.Buffer
	numbers := viz.NewDataStream(5)
	fig := peak(numbers, nil)
	var all []*sinks.Recording
	for _, start := range []func() (*sinks.Recording, error){
		func() (*sinks.Recording, error) { return sinks.GIF(fig, &gifOut) },
		func() (*sinks.Recording, error) { return sinks.LastPNG(fig, &pngOut) },
		func() (*sinks.Recording, error) { return sinks.LastSVG(fig, &svgOut) },
		func() (*sinks.Recording, error) { return sinks.PNG(fig, filepath.Join(dir, "%d.png")) },
		func() (*sinks.Recording, error) { return sinks.SVG(fig, filepath.Join(dir, "%d.svg")) },
	} {
		r, err := start()
		check.NoError(t, err)
		all = append(all, r)
	}
	check.NoError(t, numbers.Close(t.Context()))
	for i, r := range all {
		if r.Frames() != 1 || r.Bytes() == 0 || r.Close() != nil {
			t.Errorf("recording %d: %d frames, %d bytes, %v", i, r.Frames(), r.Bytes(), r.Close())
		}
	}
	decodeGIF(t, gifOut.Bytes())
	if _, err := png.Decode(&pngOut); err != nil {
		t.Errorf("LastPNG: %v", err)
	}
	if err := wellFormed(svgOut.Bytes()); err != nil {
		t.Errorf("LastSVG: %v", err)
	}
	if got := fileNames(t, dir); !slices.Equal(got, []string{"0.png", "0.svg"}) {
		t.Errorf("files %v", got)
	}
}

func wellFormed(svg []byte) error {
	for d := xml.NewDecoder(bytes.NewReader(svg)); ; {
		if _, err := d.Token(); err != nil {
			if err == io.EOF && bytes.Contains(svg, []byte("<svg")) {
				return nil
			}
			return err
		}
	}
}

// A figure without streams has no end: it is written at once.
func TestStaticFigureIsWrittenAtOnce(t *testing.T) {
	e, err := viz.Curve()(frame.Must(frame.New(frame.Col("x", []float64{0, 1}), frame.Col("y", []float64{0, 1}))))
	check.NoError(t, err)
	path := filepath.Join(t.TempDir(), "curve.png")
	r, err := sinks.LastPNG(e, sinks.File(path))
	check.NoError(t, err)
	f, err := os.Open(path)
	check.NoError(t, err)
	defer f.Close()
	if _, err := png.Decode(f); err != nil || r.Frames() != 1 || r.Close() != nil {
		t.Errorf("%v, %d frames, %v", err, r.Frames(), r.Close())
	}
}

func TestFilesAreNumberedFromZero(t *testing.T) {
	dir := t.TempDir()
	numbers := viz.NewDataStream[int]()
	r, err := sinks.PNG(peak(numbers, nil), filepath.Join(dir, "a", "%03d.png"), sinks.Size(120, 80))
	check.NoError(t, err)
	send(t, numbers, 1, 2, 3)
	check.NoError(t, numbers.Close(t.Context()))
	if got := fileNames(t, dir); !slices.Equal(got, []string{"a/000.png", "a/001.png", "a/002.png"}) || r.Frames() != 3 {
		t.Errorf("files %v, %d frames", got, r.Frames())
	}
	f, err := os.Open(filepath.Join(dir, "a", "001.png"))
	check.NoError(t, err)
	defer f.Close()
	if c, err := png.DecodeConfig(f); err != nil || c.Width != 120 || c.Height != 80 {
		t.Errorf("size %dx%d, %v", c.Width, c.Height, err)
	}
}

// Only the last picture is drawn: a refresh costs nothing.
func TestLastIsDrawnOnce(t *testing.T) {
	var out bytes.Buffer
	numbers := viz.NewDataStream(0)
	drawn := 0
	r, err := sinks.LastPNG(peak(numbers, &drawn), &out)
	check.NoError(t, err)
	before := drawn
	send(t, numbers, 1, 2, 3)
	if drawn != before || out.Len() != 0 || r.Frames() != 0 {
		t.Errorf("drawn %d times, %d bytes before the end", drawn-before, out.Len())
	}
	if err := numbers.Close(t.Context()); err != nil || r.Frames() != 1 || out.Len() == 0 {
		t.Errorf("%v, %d frames, %d bytes", err, r.Frames(), out.Len())
	}
}
