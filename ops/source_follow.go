package ops

import (
	"path/filepath"
	"slices"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/text"
)

// FollowCSV is a source of the rows of a CSV file that grows, such as a log. It reads the rows that are there and then
// those that are appended, until it is stopped; it goes on when the file is replaced (rotated) or truncated. It is
// [Decode] of the lines of text.Lines with text.Follow.
//
//	rows := ops.FollowCSV("river.csv", ops.CSV(frame.CSVIndex("time")))
//	rows := ops.FollowCSV("river.csv", ops.BatchRows(100), ops.SourceOptions(text.FromEnd(), flow.WithClock(clock)))
//
// When the graph is built, the columns are taken from the file's header, and their types from its first rows
// (frame.CSVInfer). A column without any value is float64, and whole numbers are int64: set the type with frame.CSVTypes
// if floats may follow. With frame.CSVSchema no rows are needed, and the file need not exist. Without both, a file that
// does not exist is a build error that wraps fs.ErrNotExist, and one without rows a frame.ErrType.
//
// A row with the names of all columns is a header, wherever it comes; so a new file may have the columns in another
// order. Errors name the file, and the line in it.
//
// Options are those of Decode, [CSV] with those of the format, and [SourceOptions]. FollowCSV panics on ops.JSON, and on
// the options on which [frame.NewCSVRowDecoder] panics.
func FollowCSV(path string, opts ...FollowOption) DataFrame {
	return followFile("FollowCSV", path, CSV(), opts)
}

// FollowJSON is [FollowCSV] for a file of JSON lines. The columns are the keys of its first rows (frame.JSONInfer); a
// later row with a new key is a bad line. With frame.JSONSchema other keys are skipped, and the file need not exist.
//
//	rows := ops.FollowJSON("app.log", ops.JSON(frame.JSONIndex("time")))
func FollowJSON(path string, opts ...FollowOption) DataFrame {
	return followFile("FollowJSON", path, JSON(), opts)
}

// followFile makes the source of FollowCSV and FollowJSON.
func followFile(op, path string, format Format, opts []FollowOption) DataFrame {
	cfg := newDecodeConfig(op, format, opts)
	cfg.path = path
	d := newRowDecoding(cfg)
	lines := text.NumberedLines(path, slices.Concat([]flow.SourceOption{text.Follow()}, cfg.source)...)
	return decodeStream(lines, d, "decode "+filepath.Base(path), func(l text.Line) (textRow, bool) {
		return textRow{text: l.Text, number: int64(l.Number)}, true
	})
}
