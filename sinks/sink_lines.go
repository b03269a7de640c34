package sinks

import (
	"context"
	"fmt"
	"io"
)

// LineWriter writes one line of text for each element of a stream. It is made by [Lines] and [Text], and is a receiver
// for flow.To. Methods may be called from any goroutine.
type LineWriter[T any] struct {
	bufferedSink
	appendElement func([]byte, T) []byte
	lineBuffer    []byte
}

// Lines writes format of each element to w, and a line end after it. Text is buffered (64 kB) and written at Close, or
// when someone calls Flush.
func Lines[T any](w io.Writer, format func(T) string) *LineWriter[T] {
	if format == nil {
		panic("sinks.Lines: needs a function, got nil")
	}
	return newLineWriter("sinks.Lines", w, func(b []byte, v T) []byte { return append(b, format(v)...) })
}

// Text is [Lines] with each element as fmt.Print shows it.
func Text[T any](w io.Writer) *LineWriter[T] {
	return newLineWriter("sinks.Text", w, func(b []byte, v T) []byte { return fmt.Append(b, v) })
}

func newLineWriter[T any](op string, w io.Writer, app func([]byte, T) []byte) *LineWriter[T] {
	l := &LineWriter[T]{appendElement: app}
	l.init(op, w)
	return l
}

// Send adds a line. It is an error after Close ([ErrClosed]), and when a write failed.
func (l *LineWriter[T]) Send(ctx context.Context, v T) error {
	return l.send(ctx, func() error {
		l.lineBuffer = append(l.appendElement(l.lineBuffer[:0], v), '\n')
		_, err := l.buffer.Write(l.lineBuffer)
		return err
	})
}
