package text

import (
	"bytes"
	"context"
	"fmt"

	"github.com/streamgage/streamgage/flow"
)

// splitter cuts what is read of one file or connection into lines. It keeps a copy of an incomplete line, and nothing
// else.
type splitter struct {
	*config
	from string // the file or address, for errors
	line int    // the number of the last complete line
	rest []byte
	bad  error // the line that was too long
}

// feed emits the lines that chunk completes.
func (s *splitter) feed(chunk []byte, emit func(string) error) error {
	for {
		end := bytes.IndexByte(chunk, '\n')
		if end < 0 {
			s.rest = append(s.rest, chunk...)
			return s.check(s.rest)
		}
		line := chunk[:end]
		chunk = chunk[end+1:]
		if len(s.rest) > 0 {
			s.rest = append(s.rest, line...)
			line, s.rest = s.rest, s.rest[:0]
		}
		if err := s.check(line); err != nil {
			return err
		}
		s.line++
		if err := emit(string(bytes.TrimSuffix(line, carriageReturn))); err != nil {
			return err
		}
	}
}

var carriageReturn = []byte{'\r'}

// check says whether line is too long; if it ends in a carriage return, that may be half of its end.
func (s *splitter) check(line []byte) error {
	if len(bytes.TrimSuffix(line, carriageReturn)) <= s.maxLine {
		return nil
	}
	s.bad = s.fail(fmt.Errorf("%w: line %d of %s has more than %d bytes", ErrLongLine, s.line+1, s.from, s.maxLine))
	return s.bad
}

// end emits the line that has no end, if there is one, and begins again with line 1. A carriage return that no line feed
// has followed belongs to the line.
func (s *splitter) end(emit func(string) error) error {
	line := string(s.rest)
	s.rest, s.line = nil, 0
	if line == "" {
		return nil
	}
	return emit(line)
}

// stop is end for a source that has been stopped, because of the error why.
func (s *splitter) stop(ctx context.Context, why error, emit func(string) error) error {
	flow.OneMore(ctx)
	if err := s.end(emit); err != nil {
		return err
	}
	return why
}
