package frame

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// indexName is the name of an index that the header gives no name.
const indexName = "index"

// readHeader returns the names of the file's columns.
func (r *csvRows) readHeader(cfg csvConfig) ([]string, error) {
	if cfg.noHeader {
		return r.namesWithoutHeader(cfg.names)
	}
	for range cfg.headerRow {
		if _, err := r.splitter.read(); err != nil && !isCSVSyntaxError(err) {
			return nil, errNoHeader(err)
		}
	}
	var levels [][]string
	for range cfg.headerRows {
		cells, err := r.splitter.read()
		if err != nil {
			return nil, errNoHeader(err)
		}
		if len(levels) > 0 && len(cells) != len(levels[0]) {
			return nil, fmt.Errorf("%w: line %d must have %d fields, as the header's first row, got %d",
				ErrFields, r.splitter.rowLine, len(levels[0]), len(cells))
		}
		levels = append(levels, slices.Clone(cells))
	}
	names := joinHeaderRows(levels)
	if at := cfg.indexAt; at >= 0 && at < len(names) && names[at] == "" {
		names[at] = indexName
	}
	if cfg.numberNames {
		numberNames(names)
	}
	if cfg.reports.strict && slices.ContainsFunc(names, func(s string) bool { return s != "" }) && !slices.ContainsFunc(names, cfg.isName) {
		return nil, fmt.Errorf("%w: line %d must name the columns, got values: %s (CSVNoHeader)",
			ErrName, r.splitter.rowLine, quoteCell(strings.Join(names, ",")))
	}
	return names, nil
}

// isName reports whether a cell of the header is neither a number, a time nor missing.
func (c csvConfig) isName(cell string) bool {
	_, isNumber := c.numbers.parseFloat(cell)
	_, isTime := newTimeParser(c.layouts, nil).nanos(cell)
	return !isNumber && !isTime && !c.missing.hasTrimmed(cell)
}

// namesWithoutHeader returns the names of the columns of a file without a header. It reads the first row ahead.
func (r *csvRows) namesWithoutHeader(names []string) ([]string, error) {
	first := r.readAhead()
	switch {
	case first.err == io.EOF && len(names) > 0:
		return names, nil
	case first.err != nil:
		return nil, errNoHeader(first.err)
	}
	r.ahead = append(r.ahead, first)
	if len(names) == 0 {
		for i := range first.spans {
			names = append(names, strconv.Itoa(i))
		}
	}
	if len(names) != len(first.spans) {
		return nil, fmt.Errorf("%w: line %d must have %d fields, as CSVNoHeader has names, got %d",
			ErrFields, first.line, len(names), len(first.spans))
	}
	return names, nil
}

// errNoHeader is the error for a header that cannot be read.
func errNoHeader(err error) error {
	if err == io.EOF {
		return fmt.Errorf("%w: the first line must name the columns, got an empty file", ErrEmpty)
	}
	return err
}

// joinHeaderRows returns the names of the columns: their cells in all rows of the header, joined with "_". Empty cells are
// left out.
func joinHeaderRows(levels [][]string) []string {
	names := levels[0]
	for _, level := range levels[1:] {
		for i, cell := range level {
			if names[i] != "" && cell != "" {
				names[i] += "_"
			}
			names[i] += cell
		}
	}
	return names
}

// numberNames gives names to the columns that have none and to those with the name of an earlier one, in place.
func numberNames(names []string) {
	taken := make(map[string]bool, len(names))
	for i, name := range names {
		if name == "" {
			names[i] = "Unnamed: " + strconv.Itoa(i)
		}
		taken[names[i]] = true
	}
	copies := make(map[string]int)
	seen := make(map[string]bool, len(names))
	for i, name := range names {
		for seen[names[i]] || names[i] != name && taken[names[i]] {
			copies[name]++
			names[i] = name + "." + strconv.Itoa(copies[name])
		}
		seen[names[i]] = true
	}
}

// checkCSVNames returns an ErrName if one of the names is empty or occurs twice in the header.
func checkCSVNames(names, header []string) error {
	positions := make(map[string]int, len(header))
	read := make(map[string]bool, len(names))
	for _, name := range names {
		read[name] = true
	}
	for i, name := range header {
		first, twice := positions[name]
		switch {
		case !read[name]:
		case name == "":
			return fmt.Errorf("%w, got %q for column %d (CSVNumberNames numbers such columns)", ErrName, name, i)
		case twice:
			return fmt.Errorf("%w, got %q for columns %d and %d (CSVNumberNames numbers such columns)", ErrName, name, first, i)
		}
		positions[name] = i
	}
	return nil
}

// withEpochs returns the types with Time for the columns of epoch times.
func withEpochs(types map[string]Type, epochs map[string]time.Duration) map[string]Type {
	all := maps.Clone(types)
	for name := range epochs {
		all[name] = Time
	}
	return all
}
