package text

import (
	"bytes"
	"context"
	"fmt"

	"github.com/streamgage/streamgage/flow"
)

// lineSplitter splits the bytes of one file or connection into lines. It keeps only a copy of the incomplete last line.
type lineSplitter struct {
	*config
	sourceName string // the file or address, for errors
	lineNumber int    // the number of the last complete line
	partial    []byte // the incomplete last line
	tooLong    error  // the error for the line that was too long
}

// newLineSplitter makes a splitter. sourceName is the name of the input in errors.
func (c *config) newLineSplitter(sourceName string) lineSplitter {
	return lineSplitter{config: c, sourceName: sourceName}
}

// emitLines emits all lines that are complete with chunk, and keeps the rest of chunk.
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

// checkLength returns an error if line is too long. A carriage return at its end does not count, because it may be the
// first half of the line end.
func (s *lineSplitter) checkLength(line []byte) error {
	if len(bytes.TrimSuffix(line, carriageReturn)) <= s.maxLine {
		return nil
	}
	s.tooLong = s.wrapError(fmt.Errorf("%w: line %d of %s has more than %d bytes",
		ErrLongLine, s.lineNumber+1, s.sourceName, s.maxLine))
	return s.tooLong
}

// flush emits the incomplete line, if there is one. The next line has number 1. A carriage return without a line feed
// is part of the line.
func (s *lineSplitter) flush(emit func(string) error) error {
	line := string(s.partial)
	s.partial = nil
	defer func() { s.lineNumber = 0 }()
	if line == "" {
		return nil
	}
	s.lineNumber++
	return emit(line)
}

// flushAfterStop does the same as flush for a source that has been stopped. It returns cause, or the error of emit.
func (s *lineSplitter) flushAfterStop(ctx context.Context, cause error, emit func(string) error) error {
	flow.FinalElement(ctx)
	if err := s.flush(emit); err != nil {
		return err
	}
	return cause
}
