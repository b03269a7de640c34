package text

import (
	"context"

	"github.com/streamgage/streamgage/flow"
)

// Lines makes a source of the lines of a regular file. It ends at the end of the file, unless Follow is set.
//
// With Follow it continues as the file grows: it polls the file every Poll, until the source is stopped. Like tail -F, it
// follows the name and not the open file:
//   - When another file has taken the name (rotation), it reads the old file to its end, and then the new file from its
//     start.
//   - It waits for a file that does not exist yet, or that is missing for a while.
//   - When the file is shorter than what has been read of it (truncation), it reads the file from its start.
//   - It holds back a last line without a line end until the line end comes, the file is truncated or replaced, or the
//     source is stopped.
//
// Polling cannot detect a file that was truncated and has grown beyond its old length between two polls (as many bytes as
// were read before are skipped), nor a file that came and went. Lines written to the old file after the new one was found
// are not read.
//
// The error for a file that cannot be read names the file; that for a line that is too long also has the line number.
// Lines takes the options Follow, FromEnd, Poll and MaxLine. It reads the file in pieces of 32 KiB.
func Lines(path string, opts ...flow.SourceOption) flow.Stream[string] {
	c := &config{op: "Lines", accepted: []string{"Follow", "FromEnd", "Poll", "MaxLine"}}
	return newSource(c, "text lines", opts, func(ctx context.Context, emit func(string) error) error {
		t := &tailer{config: c, path: path, lines: c.newLineSplitter(path), emit: emit}
		defer t.close()
		return t.run(ctx)
	})
}
