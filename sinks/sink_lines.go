package sinks

import (
	"context"
	"fmt"
	"io"
)

// LineWriter writes one line of text for each element of a stream. It is made by [Lines] and [Text], and is a receiver
// for flow.To. Its methods may be called from any goroutine.
type LineWriter[T any] struct {
	bufferedSink
	appendElement func([]byte, T) []byte
	lineBuffer    []byte
}

// Lines returns a receiver that writes format(v) and a line end to w for each element v. It buffers up to 64 KiB of
// text, for 100 ms at most. Flush and Close write the buffer at once. It panics if w or format is nil.
func Lines[T any](w io.Writer, format func(T) string) *LineWriter[T] {
	if format == nil {
		panic("sinks.Lines: needs a function, got nil")
	}
	return newLineWriter("sinks.Lines", w, func(b []byte, v T) []byte { return append(b, format(v)...) })
}

// Text is [Lines] with elements formatted as by fmt.Print. It panics if w is nil.
func Text[T any](w io.Writer) *LineWriter[T] {
	return newLineWriter("sinks.Text", w, func(b []byte, v T) []byte { return fmt.Append(b, v) })
}

// newLineWriter returns a LineWriter that formats elements with appendElement. op names the constructor in errors.
func newLineWriter[T any](op string, w io.Writer, appendElement func([]byte, T) []byte) *LineWriter[T] {
	l := &LineWriter[T]{appendElement: appendElement}
	l.init(op, w)
	return l
}

// Send writes a line. After Close it returns an [ErrClosed]. After a failed write it returns the error of that write.
func (l *LineWriter[T]) Send(ctx context.Context, v T) error {
	return l.send(ctx, func() error {
		l.lineBuffer = append(l.appendElement(l.lineBuffer[:0], v), '\n')
		_, err := l.buffer.Write(l.lineBuffer)
		return err
	})
}
