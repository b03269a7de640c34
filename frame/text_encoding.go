package frame

import (
	"bufio"
	"bytes"
	"fmt"
	"io"

	"golang.org/x/text/encoding/unicode"
)

// byteOrderMark is the optional start of a UTF-8 file.
var byteOrderMark = []byte("\xef\xbb\xbf")

// decodeText returns the text of r as UTF-8 without a byte order mark. Text with the byte order mark of UTF-16 is
// converted. Text that looks like UTF-16 without one, and UTF-32, are an ErrValue.
func decodeText(r io.Reader) (io.Reader, error) {
	text := bufio.NewReader(r)
	start, _ := text.Peek(4) // an error comes again with the next Read
	switch {
	case bytes.HasPrefix(start, byteOrderMark):
		_, _ = text.Discard(len(byteOrderMark)) // just peeked at
		return text, nil
	case bytes.Equal(start, []byte("\xff\xfe\x00\x00")), bytes.Equal(start, []byte("\x00\x00\xfe\xff")):
		return nil, fmt.Errorf("%w: text must be UTF-8 or UTF-16, got UTF-32", ErrValue)
	case bytes.HasPrefix(start, []byte("\xff\xfe")), bytes.HasPrefix(start, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Reader(text), nil
	case len(start) == 4 && (start[0] == 0) != (start[1] == 0) && (start[0] == 0) == (start[2] == 0) && (start[1] == 0) == (start[3] == 0):
		return nil, fmt.Errorf("%w: text must be UTF-8, or UTF-16 with a byte order mark, got UTF-16 without one", ErrValue)
	}
	return text, nil
}
