package frame

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"golang.org/x/text/encoding"
)

// JSONOption is an option of [ReadJSON], [OpenJSON], [ReadJSONLines] and [OpenJSONLines].
type JSONOption func(*jsonConfig)

// jsonConfig holds the options with their defaults filled in.
type jsonConfig struct {
	schema     Schema
	types      map[string]Type
	epochs     map[string]time.Duration
	times      timeParser
	reports    reports
	encoding   encoding.Encoding // nil: UTF-8 or UTF-16
	index      string
	inferRows  int
	batchRows  int
	keepArrays bool
	maxRecord  int // bytes
	maxColumns int

	recordsPath string   // "": the file is lines or an array
	columns     []string // of records that are arrays; nil: not known yet, or records are objects
	header      bool     // the first array is a header

	maxDecompressed int64 // 0: the default
}

// JSONSchema sets the columns to read, in their order, with their types and the index. Nothing is inferred, and keys
// that no column has are skipped. JSONSchema replaces JSONIndex and JSONTypes. Default: all keys are columns. It panics
// if the schema has no columns.
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

// JSONTypes sets the types of columns, which are then not inferred. Naming a column that no row has is an [ErrColumn].
// The option may be given more than once. Default: all types are inferred.
func JSONTypes(types map[string]Type) JSONOption {
	types = maps.Clone(types)
	return func(c *jsonConfig) { maps.Copy(c.types, types) }
}

// JSONEpoch makes a column of numbers a Time column: they count units since 1970-01-01 in UTC. The unit is time.Second,
// time.Millisecond, time.Microsecond or time.Nanosecond. A fraction counts down to nanoseconds. A number that is out of the
// range of times, and a value that is not a number, is an [ErrValue]; a column that no row has is an [ErrColumn]; one that
// JSONSchema or JSONTypes gives another type is an [ErrType]. The option may be given more than once. Default: numbers stay
// numbers. It panics for another unit.
func JSONEpoch(column string, unit time.Duration) JSONOption {
	checkEpochUnit("JSONEpoch", unit)
	return func(c *jsonConfig) { c.epochs[column] = unit }
}

// JSONTimeLayout adds a layout of package time. It goes before the layouts that [ReadJSON] always accepts, and of several
// layouts the one that was given first. Default: those of [ReadCSV] alone.
func JSONTimeLayout(layout string) JSONOption {
	return func(c *jsonConfig) { c.times.layouts = append(c.times.layouts, layout) }
}

// JSONTimeZone sets the zone of times without a zone. If the zone skips or repeats an hour, a time in that hour is the one
// that [time.Date] returns. Default: UTC. It panics if zone is nil.
func JSONTimeZone(zone *time.Location) JSONOption {
	if zone == nil {
		panic("frame.JSONTimeZone: needs a zone, got nil")
	}
	return func(c *jsonConfig) { c.times.zone = zone }
}

// JSONIndex makes a column the index. A name that no row has is an [ErrColumn]. Default: no index.
func JSONIndex(name string) JSONOption { return func(c *jsonConfig) { c.index = name } }

// JSONInfer sets the number of rows from which [OpenJSON] and [OpenJSONLines] infer columns and types. Default: 4096.
// [ReadJSON] and [ReadJSONLines] infer them from all rows. It panics unless n is positive.
func JSONInfer(n int) JSONOption {
	checkPositive("JSONInfer", n)
	return func(c *jsonConfig) { c.inferRows = n }
}

// JSONBatch sets the largest number of rows in a batch of [OpenJSON] and [OpenJSONLines]. Default: 4096. [ReadJSON] and
// [ReadJSONLines] read one batch. It panics unless n is positive.
func JSONBatch(n int) JSONOption {
	checkPositive("JSONBatch", n)
	return func(c *jsonConfig) { c.batchRows = n }
}

// JSONMaxRecord limits the length of a record (a line, or an element of the array) in bytes. A longer one is an
// [ErrValue] that names it, and is not held in memory. Default: 64 MiB. It panics unless n is positive and at most 1 GiB.
func JSONMaxRecord(n int) JSONOption {
	checkPositive("JSONMaxRecord", n)
	checkRowBytes("JSONMaxRecord", n)
	return func(c *jsonConfig) { c.maxRecord = n }
}

// JSONMaxColumns sets the largest number of columns of a file. More are an [ErrValue] that names the record and the key.
// Default: 100,000. It panics unless n is positive.
func JSONMaxColumns(n int) JSONOption {
	checkPositive("JSONMaxColumns", n)
	return func(c *jsonConfig) { c.maxColumns = n }
}

// JSONKeepArrays keeps an array inside a row as its JSON text, in a String column. Default: such an array is an
// [ErrValue] that names the key.
func JSONKeepArrays() JSONOption { return func(c *jsonConfig) { c.keepArrays = true } }

// JSONRecords says that the file is one object, and that its rows are the elements of an array inside it. path is the
// key of the array or, if it is deeper, the keys that lead to it, joined by dots: "data.rows". The rest of the object
// is skipped. A file without an array there is an [ErrValue]. Default: the file is the array, or lines. It panics if
// path is empty, and as an option of [ReadJSONLines] and [OpenJSONLines].
func JSONRecords(path string) JSONOption {
	if path == "" {
		panic("frame.JSONRecords: the path must name a key, got none")
	}
	return func(c *jsonConfig) { c.recordsPath = path }
}

// JSONColumns names the columns of a file whose rows are arrays: the elements of one array, or one after the other, usually
// one a line. Default: see [JSONHeader]; without both, a row that is an array is an [ErrValue], and with JSONColumns a row
// that is an object is one. It panics without names, and if a name is empty or used twice.
func JSONColumns(names ...string) JSONOption {
	if len(names) == 0 {
		panic("frame.JSONColumns: there must be names, got none")
	}
	for i, name := range names {
		if name == "" || slices.Contains(names[:i], name) {
			panic(fmt.Sprintf("frame.JSONColumns: names must be unique and not empty, got %q", names))
		}
	}
	return func(c *jsonConfig) { c.columns = slices.Clone(names) }
}

// JSONHeader says that the first of the rows that are arrays holds the columns' names. With [JSONColumns] that row is
// skipped. Default: all arrays are rows.
func JSONHeader() JSONOption { return func(c *jsonConfig) { c.header = true } }

// checkPositive panics unless n, the argument of an option, is positive.
func checkPositive(option string, n int) {
	if n <= 0 {
		panic(fmt.Sprintf("frame.%s: n must be positive, got %d", option, n))
	}
}

// newJSONConfig returns the defaults, changed by the options.
func newJSONConfig(opts []JSONOption) jsonConfig {
	cfg := jsonConfig{
		maxColumns: 100_000, types: map[string]Type{}, epochs: map[string]time.Duration{},
		inferRows: defaultBatchRows, batchRows: defaultBatchRows, maxRecord: defaultMaxRecord,
	}
	for _, opt := range opts {
		opt(&cfg)
	}
	if cfg.schema.Len() > 0 {
		cfg.inferRows = 0
	}
	return cfg
}

// newJSONLinesConfig is newJSONConfig for the function op, which reads lines. It panics if an option is not for lines.
func newJSONLinesConfig(op string, opts []JSONOption) jsonConfig {
	cfg := newJSONConfig(opts)
	if cfg.recordsPath != "" {
		panic(fmt.Sprintf("%s: the options must be those of lines, got JSONRecords; use frame.ReadJSON or frame.OpenJSON", op))
	}
	return cfg
}

// defaultMaxRecord is the default of JSONMaxRecord in bytes.
const defaultMaxRecord = 64 << 20
