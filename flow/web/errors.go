package web

import "errors"

// The errors of this package. They are wrapped: test with errors.Is.
var (
	// ErrTooBig is the error for a message that is larger than MaxMessage allows.
	ErrTooBig = errors.New("the message is too big")
	// ErrBroken is the error for a connection that could not be opened or did not end with a normal closure.
	ErrBroken = errors.New("the connection broke")
)

// The reasons for rejecting or disconnecting clients.
var (
	errTooManyClients = errors.New("too many clients")
	errStreamEnded    = errors.New("the stream has ended")
)
