package frame

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"unsafe"

	"golang.org/x/text/encoding"
)

// NewJSONRowDecoder returns a decoder of rows that are JSON objects, with the rules and options of [ReadJSON]: members of
// nested objects are columns such as pos.lat. With [JSONColumns] rows are arrays. The columns and their types must be
// known: [JSONSchema] sets them. Otherwise they are those of the sample, the start of a file of JSON lines, and are
// inferred from its first rows ([JSONInfer]); later a key that is new is an [ErrColumn]. sample may be nil. Of a sample
// only complete lines count.
//
// Without both, the result is an [ErrEmpty]. NewJSONRowDecoder panics on options that mean a whole file: JSONRecords,
// JSONHeader, JSONBatch and JSONMaxDecompressed.
func NewJSONRowDecoder(sample io.Reader, opts ...JSONOption) (*RowDecoder, error) {
	cfg := newJSONConfig(opts)
	cfg.checkRowOptions()
	d, err := newJSONRowDecoder(sample, cfg)
	if err != nil {
		return nil, fmt.Errorf("frame.NewJSONRowDecoder: %w", err)
	}
	return d, nil
}

// newJSONRowDecoder is NewJSONRowDecoder for options that were checked.
func newJSONRowDecoder(sample io.Reader, cfg jsonConfig) (*RowDecoder, error) {
	if sample != nil {
		var err error
		if sample, err = peekSample(sample); err != nil {
			return nil, err
		}
	}
	records, t, err := newJSONRecords(cfg, true)
	if err == nil {
		err = records.setColumns(t)
	}
	if err != nil {
		return nil, err
	}
	f := &jsonRowFormat{records: records, table: t, maxRecord: cfg.maxRecord, encoding: cfg.encoding}
	var schema Schema
	switch {
	case cfg.schema.Len() > 0:
		schema, err = declaredJSONSchema(cfg, t)
	case sample == nil:
		err = fmt.Errorf("%w: JSONSchema must set them", ErrEmpty)
	default:
		schema, err = f.inferSchema(sample, cfg)
	}
	if err != nil {
		return nil, err
	}
	for _, field := range schema.fields {
		f.positions = append(f.positions, slices.Index(t.names, field.Name))
	}
	return newRowDecoder(schema, f, t.formatOf), nil
}

// declaredJSONSchema returns the schema of JSONSchema, with the index of the options.
func declaredJSONSchema(cfg jsonConfig, t *textTable) (Schema, error) {
	fields := cfg.schema.Fields()
	for i := range fields {
		fields[i].Index = fields[i].Name == cfg.index
	}
	if cfg.index != "" && !slices.Contains(t.names, cfg.index) {
		return Schema{}, errNoColumn(cfg.index, t.names)
	}
	return NewSchema(fields...)
}

// inferSchema returns the schema of the sample's rows.
func (f *jsonRowFormat) inferSchema(sample io.Reader, cfg jsonConfig) (Schema, error) {
	text, err := decodeText(sample, cfg.encoding, "JSONEncoding")
	if err != nil {
		return Schema{}, err
	}
	lines := &jsonLines{scanner: bufio.NewScanner(text), maxRecord: cfg.maxRecord, records: f.records, checkUTF8: checksUTF8(cfg.encoding)}
	lines.scanner.Buffer(nil, cfg.maxRecord)
	r, err := newTextReader("the first rows", nil, lines, f.table, cfg.inferRows, 0)
	if err != nil {
		return Schema{}, err
	}
	return r.schema, nil
}

// checkRowOptions panics if there is an option that rows that come one by one cannot have.
func (c jsonConfig) checkRowOptions() {
	option := ""
	switch {
	case c.recordsPath != "":
		option = "JSONRecords"
	case c.header:
		option = "JSONHeader"
	case c.batchRows != defaultBatchRows:
		option = "JSONBatch"
	case c.maxDecompressed != 0:
		option = "JSONMaxDecompressed"
	}
	if option != "" {
		panic(fmt.Sprintf("frame.NewJSONRowDecoder: the options must be those of rows, got %s; frame.OpenJSON has it", option))
	}
}

// jsonRowFormat is the rowFormat of JSON. Each row goes through a table of one row.
type jsonRowFormat struct {
	records   *jsonRecords
	table     *textTable
	positions []int // for each column of the schema, its position in the table
	maxRecord int
	encoding  encoding.Encoding // nil: UTF-8
	begun     bool
}

func (f *jsonRowFormat) layout() []string { return nil }

func (f *jsonRowFormat) setLayout(layout []string) error {
	return fmt.Errorf("%w: JSON has no header, got %q", ErrValue, layout)
}

// decode implements rowFormat.
func (f *jsonRowFormat) decode(row string, line int, columns []decodeColumn) (isRow bool, err error) {
	if !f.begun {
		if err := checkRowText(row); err != nil {
			return false, err
		}
		row, f.begun = strings.TrimPrefix(row, string(byteOrderMark)), true
	}
	if row, err = decodeRow(row, line, f.encoding, "JSONEncoding"); err != nil {
		return false, err
	}
	if row = strings.Trim(row, " \t\r\n"); row == "" {
		return false, nil
	}
	if len(row) > f.maxRecord {
		return false, errLongRecord(fmt.Sprintf("line %d", line), f.maxRecord)
	}
	if err := f.addRow(row, line); err != nil {
		return false, err
	}
	for i, position := range f.positions {
		if cell := f.table.lastCell(position); !columns[i].append(cell, false) {
			return false, columns[i].errWrongType(line, cell)
		}
	}
	return true, nil
}

// addRow makes the row the only one of the table.
func (f *jsonRowFormat) addRow(row string, line int) error {
	f.table.truncate(0)
	f.table.rows.forget()
	want, text := "a JSON object", bytesOf(row)
	if f.records.arrays.expected() {
		want = "a JSON array"
	}
	if readableJSON(text) {
		var err error
		if _, want, err = f.records.addRecord(f.table, line, text); want == "" {
			return err
		}
	}
	return fmt.Errorf("%w: line %d must be %s, got %s", ErrValue, line, want, truncateJSON(row))
}

// bytesOf returns the bytes of a text without a copy. They must not be changed.
func bytesOf(text string) []byte { return unsafe.Slice(unsafe.StringData(text), len(text)) }

// split implements rowFormat. A text of several lines is one value, or lines.
func (f *jsonRowFormat) split(text string, yield func(row string, line int)) {
	start := strings.TrimLeft(text, " \t\r\n")
	isArray := start != "" && start[0] == '[' && !f.isArrayRow(start)
	switch {
	case isArray && readableJSON(bytesOf(text)):
		line := 1 + strings.Count(text[:len(text)-len(start)], "\n")
		for rest := start[1:]; ; {
			value, after := cutJSONElement(rest)
			if value == "" {
				return
			}
			line += strings.Count(rest[:len(rest)-len(value)-len(after)], "\n")
			yield(value, line)
			line += strings.Count(value, "\n")
			rest = after
		}
	case strings.IndexByte(text, '\n') < 0, readableJSON(bytesOf(text)):
		yield(text, 1)
	default:
		for line := 1; text != ""; line++ {
			row, rest, _ := strings.Cut(text, "\n")
			yield(row, line)
			text = rest
		}
	}
}

// isArrayRow reports whether a text that starts with a bracket is a row, and not an array of rows.
func (f *jsonRowFormat) isArrayRow(text string) bool {
	return f.records.arrays.expected() && !strings.HasPrefix(strings.TrimLeft(text[1:], " \t\r\n"), "[")
}
