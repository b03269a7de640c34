package text

import (
	"context"

	"github.com/streamgage/streamgage/flow"
)

// Lines makes a source of the lines of a regular file. It ends at the end of the file.
//
// With Follow it goes on as the file grows, and looks for more every Poll, until it is stopped. It stays with the name,
// as tail -F does: when another file has come to stand there (rotation), the old one is read to its end and then the new
// one from its start; a file that does not exist yet, or vanishes for a while, is waited for. When the file has become
// shorter than what has been read of it (truncation), it is read from its start. A last line without an end waits for it
// to come; it is given when the file is truncated or replaced, and when the source is stopped.
//
// Not to be seen between two polls are a truncated file that has grown beyond its old length again, of which what was
// read before is skipped, and a file that came and went. What is written to the old file after the new one was found is
// not read.
//
// A file that cannot be read is an error that names it, and so is a line that is too long, with its number.
// It takes Follow, FromEnd, Poll and MaxLine. The file is read in pieces of 32 KiB.
func Lines(path string, opts ...flow.SourceOption) flow.Stream[string] {
	c := &config{op: "Lines", accepted: []string{"Follow", "FromEnd", "Poll", "MaxLine"}}
	return newSource(c, "text lines", opts, func(ctx context.Context, emit func(string) error) error {
		t := &tailer{config: c, path: path, lines: c.newLineSplitter(path), emit: emit}
		defer t.close()
		return t.run(ctx)
	})
}
