package frame

import (
	"fmt"
	"io"
	"math"
	"slices"
)

// NewCSVRowDecoder returns a decoder of rows of separated values, with the rules and options of [ReadCSV]. The columns and
// their types must be known: [CSVSchema] sets them, or [CSVNoHeader] with [CSVTypes] for all names. Otherwise they are those
// of the sample, the start of a file, whose types are inferred from its first rows ([CSVInfer]). sample may be nil. Of a
// sample, only complete lines count, and with CSVSchema only its header.
//
// A row is a header if it has the names of all columns of the schema. Then it sets the order of the cells of the rows that
// follow, which may have more cells than the schema has columns. So a header may come again, and in another order, when a
// file is replaced. Without a header the cells are those of CSVNoHeader, or those of the schema in its order. With
// CSVNoHeader no row is a header.
//
// Without [CSVComma] the separator is that of the sample, or the one that makes the first row a header or cuts it into as
// many cells as there are columns. Without a sample, a schema that is not known is an [ErrEmpty]. NewCSVRowDecoder panics
// on options that mean a whole file: CSVSkip, CSVSkipFooter, CSVHeader, CSVHeaderRows, CSVRows, CSVBatch and
// CSVMaxDecompressed; and on CSVInfer, CSVReport and CSVStrict if options set the types.
func NewCSVRowDecoder(sample io.Reader, opts ...CSVOption) (*RowDecoder, error) {
	cfg := newCSVConfig(opts)
	f := &csvRowFormat{cfg: cfg, comma: cfg.comma, names: cfg.names}
	schema, err := f.findSchema(sample)
	if err != nil {
		return nil, fmt.Errorf("frame.NewCSVRowDecoder: %w", err)
	}
	format, others := cfg.formats()
	d := newRowDecoder(schema, f, func(name string) textFormat {
		if other, ok := others[name]; ok {
			return other
		}
		return format
	})
	if err := f.begin(schema, d.columns); err != nil {
		return nil, fmt.Errorf("frame.NewCSVRowDecoder: %w", err)
	}
	return d, nil
}

// findSchema returns the schema that the options set, or that of the sample, and what the sample's header says.
func (f *csvRowFormat) findSchema(sample io.Reader) (Schema, error) {
	f.cfg.types = withEpochs(f.cfg.types, f.cfg.epochs)
	names := f.cfg.schema.Names()
	if len(names) == 0 && !slices.ContainsFunc(f.cfg.names, func(name string) bool { _, ok := f.cfg.types[name]; return !ok }) {
		names = f.cfg.names
	}
	f.cfg.checkRowOptions(len(names) == 0)
	if sample != nil {
		var err error
		if sample, err = peekSample(sample); err != nil {
			return Schema{}, err
		}
	}
	switch {
	case len(names) == 0 && sample == nil:
		return Schema{}, fmt.Errorf("%w: CSVSchema must set them, or CSVNoHeader with CSVTypes for all names", ErrEmpty)
	case len(names) == 0:
		return f.inferSchema(sample)
	case sample != nil && !f.cfg.noHeader:
		if rows, _, err := newCSVRows(sample, f.cfg); err == nil { // else the file has no header yet
			f.names, f.comma = rows.header, rows.splitter.comma
		}
	}
	if err := f.cfg.checkNames(slices.Concat(names, f.names)); err != nil {
		return Schema{}, err
	}
	return f.declaredSchema(names)
}

// declaredSchema returns the schema of columns whose types the options set.
func (f *csvRowFormat) declaredSchema(names []string) (Schema, error) {
	index := f.cfg.index
	if at := f.cfg.indexAt; at >= len(f.names) && at >= 0 {
		return Schema{}, fmt.Errorf("CSVIndexAt: %w at position %d among %v", ErrColumn, at, f.names)
	} else if at >= 0 {
		index = f.names[at]
	}
	if index != "" && !slices.Contains(names, index) {
		return Schema{}, errNoColumn(index, names)
	}
	fields := make([]Field, len(names))
	for i, name := range names {
		fields[i] = Field{Name: name, Type: f.cfg.types[name], Index: name == index}
	}
	return NewSchema(fields...)
}

// inferSchema returns the schema of the sample's rows.
func (f *csvRowFormat) inferSchema(sample io.Reader) (Schema, error) {
	rows, t, err := newCSVRows(sample, f.cfg)
	if err != nil {
		return Schema{}, err
	}
	r, err := newTextReader("the first rows", nil, rows, t, f.cfg.inferRows, 0)
	if err != nil {
		return Schema{}, err
	}
	for _, name := range r.schema.Names() {
		if _, declared := f.cfg.types[name]; !declared && r.pending.rows == 0 {
			return Schema{}, fmt.Errorf("%w: there are no rows yet from which the type of column %q follows (CSVTypes, CSVSchema)",
				ErrType, name)
		}
	}
	f.names, f.comma = rows.header, rows.splitter.comma
	return r.schema, nil
}

// checkRowOptions panics if there is an option that rows that come one by one cannot have. infers says that no option
// sets the types.
func (c csvConfig) checkRowOptions(infers bool) {
	for _, o := range []struct {
		name string
		set  bool
	}{
		{"CSVSkip", c.skipLines > 0}, {"CSVSkipFooter", c.skipFooter > 0}, {"CSVHeader", c.headerRow > 0},
		{"CSVHeaderRows", c.headerRows > 1}, {"CSVRows", c.maxRows != math.MaxInt}, {"CSVBatch", c.batchRows != defaultBatchRows},
		{"CSVMaxDecompressed", c.maxDecompressed != 0}, {"CSVInfer", !infers && c.inferRows != defaultBatchRows},
		{"CSVReport", !infers && c.reports.report != nil}, {"CSVStrict", !infers && c.reports.strict},
	} {
		if o.set {
			panic(fmt.Sprintf("frame.NewCSVRowDecoder: the options must be those of rows, got %s; frame.OpenCSV has it", o.name))
		}
	}
}
