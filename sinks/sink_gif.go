package sinks

import (
	"io"
	"time"

	"github.com/streamgage/streamgage/sinks/internal/gifstream"
	"github.com/streamgage/streamgage/viz"
)

// GIF writes the figure as an animated GIF to w, with one picture for each refresh. Defaults: 10 pictures per second
// ([FPS]), repeated without end ([Loop]), the last picture held for 1 s ([Hold]), the figure's own size ([Size]).
//
// Pictures are written while they arrive, in bounded memory. The first 16 pictures (at most 64 MiB) are held back, and
// the colour table is chosen from them. Then 4 pictures are in memory, and each picture is written two refreshes after
// it was drawn. So a failed write is an error of a later refresh, and of Close. w is called only within a refresh or
// Close.
//
// Colours are exact if at most 256 of them occur in the parts that change. If there are more, the colours of large
// areas (background, grid, text) are still exact, and each other colour is replaced by the nearest colour of the table.
// A later picture whose colours differ too much from the table gets its own table. An unchanged picture is not written:
// the previous one is shown longer.
//
// A picture of 600x400 pixels is encoded in about 1 ms if its whole plot changes, by another goroutine while the next picture
// is drawn. A picture with a few new points costs far less.
//
// GIF returns the figure's error, if it has one. Other errors are returned by refreshes and by Close: see [Recording].
// If w is a [File] that cannot be written, the first refresh returns an error. It panics if fig or w is nil.
func GIF(fig viz.Drawable, w io.Writer, opts ...GIFOption) (*Recording, error) {
	requireWriter("sinks.GIF", w)
	c := gifConfig{timing: &fixedTiming{delay: time.Second / 10}, hold: time.Second, loop: gifstream.Forever}
	for _, o := range opts {
		o.gif(&c)
	}
	r := &Recording{op: "sinks.GIF", maxPictures: c.maxPictures}
	return startRecording(r, fig, c.view, func(renderer *viz.Renderer) pictureWriter {
		gif := &gifWriter{renderer: renderer, out: newOutput(w, &r.bytes), timing: c.timing, hold: c.hold}
		gif.encoder = gifstream.NewEncoder(&gif.out, c.loop)
		return gif
	})
}

// gifWriter is the pictureWriter that adds pictures to one GIF.
type gifWriter struct {
	renderer *viz.Renderer
	out      countingOutput
	encoder  *gifstream.Encoder
	timing   pictureTiming
	hold     time.Duration
}

func (w *gifWriter) writePicture() error {
	if err := w.out.open(); err != nil {
		return err
	}
	img, err := w.renderer.Image()
	if err != nil {
		return err
	}
	return w.encoder.Add(img, w.timing.nextStart())
}

func (w *gifWriter) close() error {
	return w.out.close(w.encoder.Close(w.timing.end(w.hold)))
}
