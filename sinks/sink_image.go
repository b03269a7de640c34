package sinks

import (
	"bytes"
	"fmt"
	"io"
	"sync/atomic"

	"github.com/streamgage/streamgage/viz"
)

// PNG writes a numbered PNG file for each refresh of the figure. pattern is the path of the files with one integer verb
// for the number, for example "frames/%04d.png". Numbers start at 0. Parent folders are created. It returns an
// [ErrPattern] if the pattern does not have exactly one integer verb, and the figure's error, if it has one. It panics
// if fig is nil.
func PNG(fig viz.Drawable, pattern string, opts ...PictureOption) (*Recording, error) {
	return newSequence("sinks.PNG", fig, pattern, encodePNG, opts)
}

// SVG writes a numbered SVG file for each refresh of the figure. It is like [PNG], but the files hold text and shapes
// instead of pixels.
func SVG(fig viz.Drawable, pattern string, opts ...PictureOption) (*Recording, error) {
	return newSequence("sinks.SVG", fig, pattern, encodeSVG, opts)
}

// LastPNG writes one PNG with the last state of the figure to w when the recording ends. The picture is drawn at that
// time, so a refresh costs nothing. It returns the figure's error, if it has one. It panics if fig or w is nil.
func LastPNG(fig viz.Drawable, w io.Writer, opts ...PictureOption) (*Recording, error) {
	return newLastPicture("sinks.LastPNG", fig, w, encodePNG, opts)
}

// LastSVG writes one SVG with the last state of the figure to w when the recording ends. It is like [LastPNG], but the
// output holds text and shapes instead of pixels.
func LastSVG(fig viz.Drawable, w io.Writer, opts ...PictureOption) (*Recording, error) {
	return newLastPicture("sinks.LastSVG", fig, w, encodeSVG, opts)
}

// encodeFunc draws a figure and appends the encoded picture to a buffer.
type encodeFunc func(*viz.Renderer, *bytes.Buffer) error

// encodeSVG is the encodeFunc of SVG.
func encodeSVG(r *viz.Renderer, b *bytes.Buffer) error { return r.SVG(b) }

// encodePNG is the encodeFunc of PNG.
func encodePNG(r *viz.Renderer, b *bytes.Buffer) error { return r.PNG(b) }

// newSequence starts a recording for PNG or SVG. op names the sink in errors.
func newSequence(op string, fig viz.Drawable, pattern string, encode encodeFunc, opts []PictureOption) (*Recording, error) {
	if err := checkPattern(pattern); err != nil {
		return nil, fmt.Errorf("%s: %w", op, err)
	}
	r := &Recording{op: op}
	return startRecording(r, fig, viewFromOptions(opts), func(renderer *viz.Renderer) pictureWriter {
		return &sequenceWriter{pictureEncoder: pictureEncoder{renderer: renderer, encode: encode}, pattern: pattern, bytes: &r.bytes}
	})
}

// newLastPicture starts a recording for LastPNG or LastSVG. op names the sink in errors.
func newLastPicture(op string, fig viz.Drawable, w io.Writer, encode encodeFunc, opts []PictureOption) (*Recording, error) {
	requireWriter(op, w)
	r := &Recording{op: op, lastOnly: true}
	return startRecording(r, fig, viewFromOptions(opts), func(renderer *viz.Renderer) pictureWriter {
		return &lastPictureWriter{pictureEncoder: pictureEncoder{renderer: renderer, encode: encode}, out: newOutput(w, &r.bytes)}
	})
}

// pictureEncoder draws and encodes a picture in memory, so that a picture that cannot be drawn leaves no file.
type pictureEncoder struct {
	renderer *viz.Renderer
	encode   encodeFunc
	buf      bytes.Buffer
}

// encodeTo draws the figure and writes the picture with one Write.
func (p *pictureEncoder) encodeTo(out *countingOutput) error {
	p.buf.Reset()
	if err := p.encode(p.renderer, &p.buf); err != nil {
		return err
	}
	_, err := out.Write(p.buf.Bytes())
	return err
}

// sequenceWriter is the pictureWriter that writes numbered files.
type sequenceWriter struct {
	pictureEncoder
	pattern string
	next    int
	bytes   *atomic.Int64
}

func (w *sequenceWriter) writePicture() error {
	out := newOutput(File(fmt.Sprintf(w.pattern, w.next)), w.bytes)
	if err := out.close(w.encodeTo(&out)); err != nil {
		return err
	}
	w.next++
	return nil
}

func (w *sequenceWriter) close() error { return nil }

// lastPictureWriter is the pictureWriter that writes one picture to one writer.
type lastPictureWriter struct {
	pictureEncoder
	out        countingOutput
	pictureErr error
}

func (w *lastPictureWriter) writePicture() error {
	w.pictureErr = w.encodeTo(&w.out)
	return w.pictureErr
}

func (w *lastPictureWriter) close() error { return w.out.close(w.pictureErr) }
