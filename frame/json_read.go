package frame

import (
	"fmt"
	"io"
	"os"
)

// JSONOption changes how [OpenJSONLines] and [ReadJSONLines] read.
type JSONOption func(*jsonConfig)

type jsonConfig struct {
	schema Schema
	index  string
	infer  int
	batch  int
}

// JSONSchema gives all columns to read, in their order, with their types and the index, so that nothing is inferred. A
// key that no column has is left out. It takes the place of JSONIndex. Default: all keys. It panics if the schema has no
// columns.
func JSONSchema(s Schema) JSONOption {
	if s.Len() == 0 {
		panic("frame.JSONSchema: the schema must have columns, got none")
	}
	return func(c *jsonConfig) {
		c.schema = s
		index, _ := s.Index()
		c.index = index.Name
	}
}

// JSONIndex makes a column the index. Default: no index.
func JSONIndex(name string) JSONOption { return func(c *jsonConfig) { c.index = name } }

// JSONInfer is from how many lines [OpenJSONLines] infers columns and types. Default: 4096. [ReadJSONLines] looks at all.
// It panics unless n is positive.
func JSONInfer(n int) JSONOption {
	if n <= 0 {
		panic(fmt.Sprintf("frame.JSONInfer: n must be positive, got %d", n))
	}
	return func(c *jsonConfig) { c.infer = n }
}

// JSONBatch is how many rows the batches of [OpenJSONLines] have at most. Default: 4096. [ReadJSONLines] gives one. It
// panics unless n is positive.
func JSONBatch(n int) JSONOption {
	if n <= 0 {
		panic(fmt.Sprintf("frame.JSONBatch: n must be positive, got %d", n))
	}
	return func(c *jsonConfig) { c.batch = n }
}

func newJSONConfig(opts []JSONOption) jsonConfig {
	cfg := jsonConfig{infer: defaultBatch, batch: defaultBatch}
	for _, opt := range opts {
		opt(&cfg)
	}
	return cfg
}

// ReadJSONLines reads a frame from text with one JSON object a line. Keys become columns, in the order in which they first
// come. Empty lines are skipped.
//
// A column is int64 if all its values are numbers without a fraction and an exponent that an int64 holds; float64 if all
// are numbers, or there is no value; bool; time if all are strings in RFC 3339; else string. A missing key and null are
// missing values.
//
// A line that is no object, or has a key twice, is an [ErrValue] with its number; so is a value of another type than the
// others, or an array or object, with the column and the value. A file without any key is an [ErrEmpty], unless
// [JSONSchema] tells the columns. The whole file is held in memory as text until its columns are made.
func ReadJSONLines(r io.Reader, opts ...JSONOption) (Frame, error) {
	rows, t := newJSONRows(r, newJSONConfig(opts))
	return readAll("frame.ReadJSONLines", rows, t)
}

// OpenJSONLines opens files with one JSON object a line, to be read in batches: the file is never in memory as a whole,
// and may be endless.
//
// Columns and types are inferred as by [ReadJSONLines], but from the first lines only, which come as batches of their own
// ([JSONInfer]). A later value of another type is an [ErrValue] that names the file, the line, the column and the value; a
// later key that is new an [ErrColumn]. [JSONSchema] infers nothing. Cost: about 170 ns a value.
func OpenJSONLines(opts ...JSONOption) Opener {
	cfg := newJSONConfig(opts)
	return func(path string) (Reader, error) {
		return openText("frame.OpenJSONLines: "+path, path, func(op string, file *os.File) (*textReader, error) {
			rows, t := newJSONRows(file, cfg)
			infer := cfg.infer
			if cfg.schema.Len() > 0 {
				infer = 0
			}
			return newTextReader(op, file, rows, t, infer, cfg.batch)
		})
	}
}
