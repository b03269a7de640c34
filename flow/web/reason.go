package web

import "strings"

// maxReason is how many bytes of an error clients are shown: what fits into a closing frame of WebSocket.
const maxReason = 120

// reason is the first line of an error, cut to maxReason bytes of valid UTF-8.
func reason(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return strings.ToValidUTF8(line[:min(len(line), maxReason)], "")
}
