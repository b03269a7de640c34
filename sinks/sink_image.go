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
	return series("sinks.PNG", fig, pattern, encodePNG(), opts)
}

// SVG is [PNG] in another format: a file for each picture, of text and shapes instead of pixels.
func SVG(fig viz.Drawable, pattern string, opts ...PictureOption) (*Recording, error) {
	return series("sinks.SVG", fig, pattern, encodeSVG, opts)
}

// LastPNG writes only the last picture of the figure to w. It is drawn once, at the end: a refresh costs nothing.
func LastPNG(fig viz.Drawable, w io.Writer, opts ...PictureOption) (*Recording, error) {
	return last("sinks.LastPNG", fig, w, encodePNG(), opts)
}

// LastSVG is [LastPNG] in another format: text and shapes instead of pixels.
func LastSVG(fig viz.Drawable, w io.Writer, opts ...PictureOption) (*Recording, error) {
	return last("sinks.LastSVG", fig, w, encodeSVG, opts)
}

// encoding draws a figure and adds it, in one format, to a buffer.
type encoding func(*viz.Renderer, *bytes.Buffer) error

func encodeSVG(r *viz.Renderer, b *bytes.Buffer) error { return r.SVG(b) }

func encodePNG() encoding {
	var e pngstream.Encoder
	return func(r *viz.Renderer, b *bytes.Buffer) error {
		img, err := r.Image()
		if err != nil {
			return err
		}
		return e.Encode(b, img)
	}
}

func series(op string, fig viz.Drawable, pattern string, encode encoding, opts []PictureOption) (*Recording, error) {
	if err := checkPattern(pattern); err != nil {
		return nil, fmt.Errorf("%s: %w", op, err)
	}
	r := &Recording{op: op}
	return record(r, fig, viewOf(opts), func(renderer *viz.Renderer) press {
		return &seriesPress{picture: picture{renderer: renderer, encode: encode}, pattern: pattern, bytes: &r.bytes}
	})
}

func last(op string, fig viz.Drawable, w io.Writer, encode encoding, opts []PictureOption) (*Recording, error) {
	needWriter(op, w)
	r := &Recording{op: op, last: true}
	return record(r, fig, viewOf(opts), func(renderer *viz.Renderer) press {
		return &lastPress{picture: picture{renderer: renderer, encode: encode}, out: output{w, &r.bytes}}
	})
}

// picture draws into memory, so that a picture that cannot be drawn leaves nothing behind.
type picture struct {
	renderer *viz.Renderer
	encode   encoding
	buf      bytes.Buffer
}

func (p *picture) print(out *output) error {
	p.buf.Reset()
	if err := p.encode(p.renderer, &p.buf); err != nil {
		return err
	}
	_, err := out.Write(p.buf.Bytes())
	return err
}

// seriesPress prints numbered files.
type seriesPress struct {
	picture
	pattern string
	next    int
	bytes   *atomic.Int64
}

func (p *seriesPress) draw() error {
	out := output{File(fmt.Sprintf(p.pattern, p.next)), p.bytes}
	if err := out.end(p.print(&out)); err != nil {
		return err
	}
	p.next++
	return nil
}

func (p *seriesPress) finish() error { return nil }

// lastPress prints one picture.
type lastPress struct {
	picture
	out output
	err error
}

func (p *lastPress) draw() error {
	p.err = p.print(&p.out)
	return p.err
}

func (p *lastPress) finish() error { return p.out.end(p.err) }
