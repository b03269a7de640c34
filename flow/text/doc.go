// Package text reads lines of text from files (including files that grow), processes and network connections, and
// writes lines to files.
//
//	lines := text.Lines("/var/log/app.log", text.Follow(), text.FromEnd())
//	bad := flow.Filter(lines, func(line string) bool { return strings.Contains(line, "ERROR") })
//	flow.To(bad, text.File("errors.txt"))
//	err := flow.Run(ctx, lines)
//
// Sources emit a line without its line end, which is "\n" or "\r\n". All other bytes are passed unchanged, even if they
// are not valid UTF-8. If there are bytes after the last line feed, they are a line too. A line must not be longer than
// MaxLine. So a source needs memory for at most one line and a read buffer of 32 KiB per file or connection.
//
// All sources take the options of flow: SourceName, WithClock, Limit, For, Drain. Polling uses the source's clock. A
// virtual clock does not wait for files, processes and connections: while a source waits for them, virtual time passes.
// So a source with For may end immediately.
package text
