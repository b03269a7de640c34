package text

import (
	"context"

	"github.com/streamgage/streamgage/flow"
)

// Lines makes a source of the lines of a regular file. It ends at the end of the file, unless Follow is set.
//
// With Follow, it continues as the file grows, until the source is stopped. It polls the file at the interval Poll.
// Like tail -F, it follows the name and not the open file:
//   - When another file has the name (rotation), it reads the old file to its end, and then the new file from its
//     start.
//   - It waits for a file that does not exist yet or is temporarily missing.
//   - When the file is shorter than the number of bytes read from it (truncation), it reads the file from its start.
//   - It emits a last line without a line end when the line end is written, when the file is truncated or replaced, or
//     when the source is stopped.
//
// Polling has limits. If a file is truncated and grows beyond its old length between two polls, its new start is
// skipped, up to the number of bytes read before. A file that exists only between two polls is not detected. Lines
// written to the old file after the new one was found are not read.
//
// The error for a file that cannot be read names the file. The error for a line that is too long also contains the line
// number. Lines accepts the options Follow, FromEnd, Poll and MaxLine. It reads the file in chunks of 32 KiB.
func Lines(path string, opts ...flow.SourceOption) flow.Stream[string] {
	return newLines("Lines", path, opts, func(text string, _ int) string { return text })
}

// Line is a line of a file.
type Line struct {
	Text   string
	Number int // in the file, from 1; with FromEnd, counted from there
}

// NumberedLines is Lines whose elements have their number in the file. It begins with 1 again when the file is replaced or
// truncated.
func NumberedLines(path string, opts ...flow.SourceOption) flow.Stream[Line] {
	return newLines("NumberedLines", path, opts, func(text string, number int) Line { return Line{text, number} })
}

// newLines makes the source of Lines and NumberedLines. element returns the element of a line.
func newLines[T any](op, path string, opts []flow.SourceOption, element func(text string, number int) T) flow.Stream[T] {
	c := &config{op: op, accepted: []string{"Follow", "FromEnd", "Poll", "MaxLine"}}
	return newSource(c, "text lines", opts, func(ctx context.Context, emit func(T) error) error {
		t := &tailer{config: c, path: path, lines: c.newLineSplitter(path)}
		t.emit = func(line string) error { return emit(element(line, t.lines.lineNumber)) }
		defer t.close()
		return t.run(ctx)
	})
}
