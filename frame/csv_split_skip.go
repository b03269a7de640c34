package frame

import "bytes"

// skipIgnoredLines consumes empty lines and comment lines. It returns io.EOF if nothing follows.
func (s *csvSplitter) skipIgnoredLines() error {
	for {
		data := s.unread()
		if len(data) == 0 {
			if data = s.fill(); len(data) == 0 {
				return s.readErr
			}
		}
		switch {
		case data[0] == '\n' && s.skipLF:
			s.start++
		case data[0] == '\n':
			s.start++
			s.line++
		case data[0] == '\r':
			s.start++
			s.line++
			s.skipLF = true
			continue
		case s.comment != "" && s.startsWithComment():
			s.skipLine()
			continue
		default:
			s.skipLF = false
			return nil
		}
		s.skipLF = false
	}
}

// startsWithComment reports whether the next line is a comment.
func (s *csvSplitter) startsWithComment() bool {
	data := s.unread()
	for len(data) < len(s.comment) && s.readErr == nil {
		data = s.fill()
	}
	return bytes.HasPrefix(data, []byte(s.comment))
}

// skipLine consumes the rest of a line, whatever it holds. Memory stays bounded. It is false at the end of the file.
func (s *csvSplitter) skipLine() bool {
	for {
		data := s.unread()
		if s.skipLF && len(data) > 0 {
			if s.skipLF = false; data[0] == '\n' {
				s.start++
				continue
			}
		}
		if i := bytes.IndexAny(data, "\r\n"); i >= 0 {
			s.skipLF = data[i] == '\r'
			s.start += i + 1
			s.line++
			return true
		}
		s.start = s.end
		if len(s.fill()) == 0 {
			return false
		}
	}
}

// countLineEnds returns the number of line ends in a quoted cell.
func countLineEnds(cell []byte) int {
	n := bytes.Count(cell, []byte("\n"))
	if bytes.IndexByte(cell, '\r') >= 0 {
		n += bytes.Count(cell, []byte("\r")) - bytes.Count(cell, []byte("\r\n"))
	}
	return n
}
