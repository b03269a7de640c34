package text

import (
	"bytes"
	"context"
	"fmt"

	"github.com/streamgage/streamgage/flow"
)

// splitter cuts what is read of one file or connection into lines. It keeps a copy of an incomplete line, and nothing
// else.
type lineSplitter struct {
	*config
	source string // the file or address, for errors
	lineNumber int    // the number of the last complete line
	partial []byte
	tooLong  error // the line that was too long
}

// feed emits the lines that chunk completes.
func (s *lineSplitter) emitLines(chunk []byte, emit func(string) error) error {
	for {
		end := bytes.IndexByte(chunk, '\n')
		if end < 0 {
			s.partial = append(s.partial, chunk...)
			return s.checkLength(s.partial)
		}
		line := chunk[:end]
		chunk = chunk[end+1:]
		if len(s.partial) > 0 {
			s.partial = append(s.partial, line...)
			line, s.partial = s.partial, s.partial[:0]
		}
		if err := s.checkLength(line); err != nil {
			return err
		}
		s.lineNumber++
		if err := emit(string(bytes.TrimSuffix(line, carriageReturn))); err != nil {
			return err
		}
	}
}

var carriageReturn = []byte{'\r'}

// check says whether line is too long; if it ends in a carriage return, that may be half of its end.
func (s *lineSplitter) checkLength(line []byte) error {
	if len(bytes.TrimSuffix(line, carriageReturn)) <= s.maxLine {
		return nil
	}
	s.tooLong = s.wrapError(fmt.Errorf("%w: line %d of %s has more than %d bytes", ErrLongLine, s.lineNumber+1, s.source, s.maxLine))
	return s.tooLong
}

// end emits the line that has no end, if there is one, and begins again with line 1. A carriage return that no line feed
// has followed belongs to the line.
func (s *lineSplitter) flush(emit func(string) error) error {
	line := string(s.partial)
	s.partial, s.lineNumber = nil, 0
	if line == "" {
		return nil
	}
	return emit(line)
}

// stop is end for a source that has been stopped, because of the error why.
func (s *lineSplitter) flushOnStop(ctx context.Context, why error, emit func(string) error) error {
	flow.OneMore(ctx)
	if err := s.flush(emit); err != nil {
		return err
	}
	return why
}
