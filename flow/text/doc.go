// Package text has the ends of pipelines that are lines of text: of files, also of files that grow, of processes, and of
// connections.
//
//	lines := text.Lines("/var/log/app.log", text.Follow(), text.FromEnd())
//	bad := flow.Filter(lines, func(line string) bool { return strings.Contains(line, "ERROR") })
//	flow.To(bad, text.File("errors.txt"))
//	err := flow.Run(ctx, lines)
//
// A line is given without its end, which is a line feed or a carriage return and a line feed. Its bytes are passed
// through as they are, whether they are valid UTF-8 or not. What comes after the last line feed is a line too, if it is
// not empty. No line may be longer than MaxLine, so no source needs more memory than that and a read buffer of 32 KiB,
// for each file or connection.
//
// All sources take flow's options: SourceName, WithClock, Limit, For, Drain. How often one polls goes by the source's
// clock. What waits for the world does not hold up a virtual clock: time goes on meanwhile, so For may be over at once.
package text
