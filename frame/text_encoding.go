package frame

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
)

// byteOrderMark is the optional start of a UTF-8 file.
var byteOrderMark = []byte("\xef\xbb\xbf")

// CSVEncoding sets the encoding of a file, such as charmap.Windows1252 of golang.org/x/text/encoding/charmap. When a file is
// read, bytes that the encoding does not have become U+FFFD. When one is written, a character that it does not have is an
// [ErrValue]. encoding.Nop takes bytes as they are, whether they are UTF-8 or not. Default: UTF-8, or UTF-16 with a byte order
// mark; text that is neither is an ErrValue that names the line, the column, the byte and the encoding that it probably has.
// It panics if e is nil.
func CSVEncoding(e encoding.Encoding) CSVOption {
	if e == nil {
		panic("frame.CSVEncoding: needs an encoding, got nil")
	}
	return func(c *csvConfig) { c.encoding = e }
}

// JSONEncoding sets the encoding of a file, as [CSVEncoding] does. Default: UTF-8, or UTF-16 with a byte order mark; text that
// is neither is an [ErrValue] that names the line, the key, the byte and the encoding that it probably has. It panics if e is
// nil.
func JSONEncoding(e encoding.Encoding) JSONOption {
	if e == nil {
		panic("frame.JSONEncoding: needs an encoding, got nil")
	}
	return func(c *jsonConfig) { c.encoding = e }
}

// decodeText returns the text of r as UTF-8 without a byte order mark. Text with the byte order mark of UTF-16 is
// converted. Text that looks like UTF-16 without one, and UTF-32, are an ErrValue that names the option for encodings. A
// declared encoding takes the place of all this; nil is none.
func decodeText(r io.Reader, declared encoding.Encoding, option string) (io.Reader, error) {
	if declared != nil && declared != encoding.Nop {
		text := bufio.NewReader(declared.NewDecoder().Reader(r))
		if start, _ := text.Peek(len(byteOrderMark)); bytes.Equal(start, byteOrderMark) {
			_, _ = text.Discard(len(byteOrderMark)) // just peeked at
		}
		return text, nil
	}
	text := bufio.NewReader(r)
	start, _ := text.Peek(4) // an error comes again with the next Read
	switch {
	case bytes.HasPrefix(start, byteOrderMark):
		_, _ = text.Discard(len(byteOrderMark)) // just peeked at
		return text, nil
	case bytes.Equal(start, []byte("\xff\xfe\x00\x00")), bytes.Equal(start, []byte("\x00\x00\xfe\xff")):
		return nil, fmt.Errorf("%w: text must be UTF-8 or UTF-16, got UTF-32 (%s)", ErrValue, option)
	case bytes.HasPrefix(start, []byte("\xff\xfe")), bytes.HasPrefix(start, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Reader(text), nil
	case len(start) == 4 && (start[0] == 0) != (start[1] == 0) && (start[0] == 0) == (start[2] == 0) && (start[1] == 0) == (start[3] == 0):
		return nil, fmt.Errorf("%w: text must be UTF-8, or UTF-16 with a byte order mark, got UTF-16 without one (%s)", ErrValue, option)
	}
	return text, nil
}

// checksUTF8 reports whether text must be UTF-8: not if its encoding was declared.
func checksUTF8(declared encoding.Encoding) bool { return declared == nil }

// windows1252 has the characters of the bytes 0x80 to 0x9f in Windows-1252, and U+FFFD for those that it does not have.
var windows1252 = []rune("€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ")

// notUTF8 returns the position of the first byte that is not UTF-8, and what text must be for an error message: it names the
// byte, and the encoding that the text probably has. option is the one that sets it.
func notUTF8(text []byte, option string) (at int, rule string) {
	for {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size <= 1 {
			break
		}
		at += size
	}
	rule = fmt.Sprintf("must be UTF-8, but has the byte %#x", text[at])
	switch b := text[at]; {
	case b >= 0xa0:
		return at, rule + fmt.Sprintf(", which is %q in Windows-1252 and in Latin-1 (%s)", rune(b), option)
	case windows1252[b-0x80] != utf8.RuneError:
		return at, rule + fmt.Sprintf(", which is %q in Windows-1252 (%s)", windows1252[b-0x80], option)
	}
	return at, rule + fmt.Sprintf(" (%s)", option)
}
