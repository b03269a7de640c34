package web

import "strings"

// maxErrorBytes is how many bytes of an error clients are shown: what fits into a closing frame of WebSocket.
const maxErrorBytes = 120

// reason is the first line of an error, cut to maxErrorBytes bytes of valid UTF-8.
func shortError(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return strings.ToValidUTF8(line[:min(len(line), maxErrorBytes)], "")
}
