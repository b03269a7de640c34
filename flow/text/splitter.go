package text

import (
	"bytes"
	"fmt"
)

// splitter cuts what is read of one file or connection into lines. It keeps a copy of an incomplete line, and nothing
// else.
type splitter struct {
	op   string // in errors, with
	from string // the file or address
	max  int
	line int // the number of the last complete line
	rest []byte
}

// feed emits the lines that chunk completes.
func (s *splitter) feed(chunk []byte, emit func(string) error) error {
	for {
		end := bytes.IndexByte(chunk, '\n')
		if end < 0 {
			s.rest = append(s.rest, chunk...)
			if len(bytes.TrimSuffix(s.rest, []byte{'\r'})) > s.max {
				return s.tooLong()
			}
			return nil
		}
		line := chunk[:end]
		chunk = chunk[end+1:]
		if len(s.rest) > 0 {
			s.rest = append(s.rest, line...)
			line = s.rest
		}
		line = bytes.TrimSuffix(line, []byte{'\r'})
		if len(line) > s.max {
			return s.tooLong()
		}
		s.line++
		v := string(line)
		s.rest = s.rest[:0]
		if err := emit(v); err != nil {
			return err
		}
	}
}

// end emits the line that has no end, if there is one, and starts again with line 1.
func (s *splitter) end(emit func(string) error) error {
	line := s.rest
	if len(line) > s.max {
		return s.tooLong() // a carriage return that no line feed has followed
	}
	s.rest, s.line = nil, 0
	if len(line) == 0 {
		return nil
	}
	return emit(string(line))
}

func (s *splitter) tooLong() error {
	return fmt.Errorf("text.%s: %w: line %d of %s has more than %d bytes", s.op, ErrLongLine, s.line+1, s.from, s.max)
}
