package sinks

import (
	"io"
	"time"

	"github.com/streamgage/streamgage/sinks/internal/gifstream"
	"github.com/streamgage/streamgage/viz"
)

// GIF writes the figure as an animated GIF to w, a picture for each refresh. Pictures leave while they arrive, in
// bounded memory: up to 16 pictures (at most 64 MiB) are held back for the choice of colours, then 3, and a picture is
// written two refreshes after it was drawn. So a write that fails is an error of a later refresh, and of Close.
//
// Up to 256 colours in what changes from one picture to the next are exact. Beyond, the colours that cover much
// (background, grid, text) are still exact, and the others the nearest of a table that was chosen from the pictures
// held back; a later picture that the table does not suit brings its own. Unchanged pictures prolong the one before.
// A picture of 600x400 that changes all over takes about 0.5 ms, and 1.5 ms of another goroutine, which compresses it
// while the next one is drawn; one with a few new points takes far less. w is only called within a refresh or Close.
//
// Defaults: 10 pictures a second ([FPS]), played for ever ([Loop]), the last picture held for 1 s ([Hold]). Errors are
// the figure's own, and those of the refresh and of Close (see [Recording]): the first refresh finds out whether a
// [File] can be written.
func GIF(fig viz.Drawable, w io.Writer, opts ...GIFOption) (*Recording, error) {
	requireWriter("sinks.GIF", w)
	c := gifConfig{timing: &fixedTiming{delay: time.Second / 10}, hold: time.Second, loop: gifstream.Forever}
	for _, o := range opts {
		o.gif(&c)
	}
	r := &Recording{op: "sinks.GIF", maxPictures: c.maxPictures}
	return startRecording(r, fig, c.view, func(renderer *viz.Renderer) pictureWriter {
		p := &gifWriter{renderer: renderer, out: countingOutput{w, &r.bytes}, timing: c.timing, hold: c.hold}
		p.encoder = gifstream.NewEncoder(&p.out, c.loop)
		return p
	})
}

// gifWriter adds pictures to one GIF.
type gifWriter struct {
	renderer *viz.Renderer
	out      countingOutput
	encoder  *gifstream.Encoder
	timing   pictureTiming
	hold     time.Duration
}

func (p *gifWriter) writePicture() error {
	if err := p.out.open(); err != nil {
		return err
	}
	img, err := p.renderer.Image()
	if err != nil {
		return err
	}
	return p.encoder.Add(img, p.timing.nextStart())
}

func (p *gifWriter) close() error {
	return p.out.close(p.encoder.Close(p.timing.end(p.hold)))
}
