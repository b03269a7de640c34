package sinks

import (
	"bytes"
	"fmt"
	"io"
	"sync/atomic"

	"github.com/streamgage/streamgage/sinks/internal/pngstream"
	"github.com/streamgage/streamgage/viz"
)

// PNG writes each picture of the figure to a file of its own, named by the pattern and the picture's number from 0 on:
// "frames/%04d.png". Parent folders are made. An error says if the pattern does not have exactly one integer verb.
func PNG(fig viz.Drawable, pattern string, opts ...PictureOption) (*Recording, error) {
	return newSequence("sinks.PNG", fig, pattern, encodePNG(), opts)
}

// SVG is [PNG] in another format: a file for each picture, of text and shapes instead of pixels.
func SVG(fig viz.Drawable, pattern string, opts ...PictureOption) (*Recording, error) {
	return newSequence("sinks.SVG", fig, pattern, encodeSVG, opts)
}

// LastPNG writes only the last picture of the figure to w. It is drawn once, at the end: a refresh costs nothing.
func LastPNG(fig viz.Drawable, w io.Writer, opts ...PictureOption) (*Recording, error) {
	return newLastPicture("sinks.LastPNG", fig, w, encodePNG(), opts)
}

// LastSVG is [LastPNG] in another format: text and shapes instead of pixels.
func LastSVG(fig viz.Drawable, w io.Writer, opts ...PictureOption) (*Recording, error) {
	return newLastPicture("sinks.LastSVG", fig, w, encodeSVG, opts)
}

// encoding draws a figure and adds it, in one format, to a buffer.
type encodeFunc func(*viz.Renderer, *bytes.Buffer) error

func encodeSVG(r *viz.Renderer, b *bytes.Buffer) error { return r.SVG(b) }

func encodePNG() encodeFunc {
	var e pngstream.Encoder
	return func(r *viz.Renderer, b *bytes.Buffer) error {
		img, err := r.Image()
		if err != nil {
			return err
		}
		return e.Encode(b, img)
	}
}

func newSequence(op string, fig viz.Drawable, pattern string, encode encodeFunc, opts []PictureOption) (*Recording, error) {
	if err := checkPattern(pattern); err != nil {
		return nil, fmt.Errorf("%s: %w", op, err)
	}
	r := &Recording{op: op}
	return startRecording(r, fig, viewFromOptions(opts), func(renderer *viz.Renderer) pictureWriter {
		return &sequenceWriter{pictureEncoder: pictureEncoder{renderer: renderer, encode: encode}, pattern: pattern, bytes: &r.bytes}
	})
}

func newLastPicture(op string, fig viz.Drawable, w io.Writer, encode encodeFunc, opts []PictureOption) (*Recording, error) {
	requireWriter(op, w)
	r := &Recording{op: op, lastOnly: true}
	return startRecording(r, fig, viewFromOptions(opts), func(renderer *viz.Renderer) pictureWriter {
		return &lastPictureWriter{pictureEncoder: pictureEncoder{renderer: renderer, encode: encode}, out: countingOutput{w, &r.bytes}}
	})
}

// picture draws into memory, so that a picture that cannot be drawn leaves nothing behind.
type pictureEncoder struct {
	renderer *viz.Renderer
	encode   encodeFunc
	buf      bytes.Buffer
}

func (p *pictureEncoder) encodeTo(out *countingOutput) error {
	p.buf.Reset()
	if err := p.encode(p.renderer, &p.buf); err != nil {
		return err
	}
	_, err := out.Write(p.buf.Bytes())
	return err
}

// sequenceWriter prints numbered files.
type sequenceWriter struct {
	pictureEncoder
	pattern string
	next    int
	bytes   *atomic.Int64
}

func (p *sequenceWriter) writePicture() error {
	out := countingOutput{File(fmt.Sprintf(p.pattern, p.next)), p.bytes}
	if err := out.close(p.encodeTo(&out)); err != nil {
		return err
	}
	p.next++
	return nil
}

func (p *sequenceWriter) close() error { return nil }

// lastPictureWriter prints one picture.
type lastPictureWriter struct {
	pictureEncoder
	out        countingOutput
	pictureErr error
}

func (p *lastPictureWriter) writePicture() error {
	p.pictureErr = p.encodeTo(&p.out)
	return p.pictureErr
}

func (p *lastPictureWriter) close() error { return p.out.close(p.pictureErr) }
