// Package text reads and writes lines of text: the lines of files (also of files that grow), of processes and of network
// connections.
//
//	lines := text.Lines("/var/log/app.log", text.Follow(), text.FromEnd())
//	bad := flow.Filter(lines, func(line string) bool { return strings.Contains(line, "ERROR") })
//	flow.To(bad, text.File("errors.txt"))
//	err := flow.Run(ctx, lines)
//
// Sources emit a line without its line end, which is "\n" or "\r\n". All other bytes are passed unchanged, also if they
// are not valid UTF-8. Bytes after the last line feed are a line too, unless there are none. A line must not be longer
// than MaxLine, so a source needs no more memory than one line and a read buffer of 32 KiB for each file or connection.
//
// All sources take the options of flow: SourceName, WithClock, Limit, For, Drain. Polling uses the source's clock. Waiting
// for files, processes and connections does not hold up a virtual clock: virtual time passes meanwhile, so For may end
// at once.
package text
