package web

import "errors"

// The errors of this package. They come wrapped: test with errors.Is.
var (
	// ErrTooBig: a message is larger than MaxMessage allows.
	ErrTooBig = errors.New("the message is too big")
	// ErrBroken: a connection has ended otherwise than by a normal closure.
	ErrBroken = errors.New("the connection broke")
)
