package frame

import "fmt"

// Report lists the columns that a reader of text files has read as text although most of their cells are numbers or times.
// [CSVReport] and [JSONReport] have it filled.
type Report struct{ Columns []ReportedColumn }

// ReportedColumn is a String column in which more than half of the cells are numbers, or more than half are times.
type ReportedColumn struct {
	Name string
	Type Type // of most cells: Float64, also for whole numbers, or Time
	// Cells is the number of cells that are not missing, and Fitting the number of those that are of that type.
	Cells, Fitting int
	// Line and Cell are those of the first cell that is not.
	// If all are, they are those of the first that int64 cannot hold, or in JSON of the first text.
	Line int
	Cell string

	inQuotes bool // the cells are JSON texts
}

// String returns, for example,
//
//	column "x": 99 of 100 cells are float64, the first other is "?" in line 17
func (c ReportedColumn) String() string {
	switch {
	case c.Fitting == c.Cells && c.inQuotes:
		return fmt.Sprintf("column %q: all %d cells are texts that are %v, the first is %s in line %d",
			c.Name, c.Cells, c.Type, quoteCell(c.Cell), c.Line)
	case c.Fitting == c.Cells:
		return fmt.Sprintf("column %q: all %d cells are whole numbers, and the first that int64 cannot hold is %s in line %d",
			c.Name, c.Cells, quoteCell(c.Cell), c.Line)
	}
	return fmt.Sprintf("column %q: %d of %d cells are %v, the first other is %s in line %d",
		c.Name, c.Fitting, c.Cells, c.Type, quoteCell(c.Cell), c.Line)
}

// CSVReport fills the report with the columns that are text although most of their cells are numbers or times: one cell
// such as "?" or "12 mm" makes a column text. Only columns whose type is inferred are in it. The report is filled anew
// for each file: by [ReadCSV] before it returns, by [OpenCSV] when a file is opened, from the rows of [CSVInfer]. Files
// that are opened at the same time need a report each. Default: no report. Cost: parsing the cells of text columns
// twice more. It panics if report is nil.
func CSVReport(report *Report) CSVOption {
	if report == nil {
		panic("frame.CSVReport: needs a report, got nil")
	}
	return forReading("CSVReport", func(c *csvConfig) { c.reports.report = report })
}

// JSONReport is [CSVReport] for JSON: one text such as "?" among times makes a column text, and so do numbers in quotes, such
// as "1.5". (Numbers and texts in one column are an error.) [ReadJSON] reads numbers in quotes if [JSONTypes] or [JSONSchema]
// declares their column Float64 or Int64. Default: no report. It panics if report is nil.
func JSONReport(report *Report) JSONOption {
	if report == nil {
		panic("frame.JSONReport: needs a report, got nil")
	}
	return func(c *jsonConfig) { c.reports.report = report }
}

// JSONStrict makes the columns that [JSONReport] reports an [ErrValue] that names the column, the line and the text. Default:
// such columns are text.
func JSONStrict() JSONOption { return func(c *jsonConfig) { c.reports.strict = true } }

// CSVStrict makes the columns that [CSVReport] reports an [ErrValue] that names the column, the line and the cell; and a
// header that consists of numbers and times an [ErrName]. Default: such columns are text, and such cells are names.
func CSVStrict() CSVOption {
	return forReading("CSVStrict", func(c *csvConfig) { c.reports.strict = true })
}

// reports says what becomes of columns that are text by accident.
type reports struct {
	report *Report // nil: no report
	strict bool
}

// begin empties the report, and has the table check its columns.
func (r reports) begin(t *textTable) {
	if r.report != nil {
		*r.report = Report{}
	}
	if r.report != nil || r.strict {
		t.checkText = r.checkText
	}
}

// checkText is the textTable's check of columns that are text.
func (r reports) checkText(t *textTable, col int) error {
	format := t.formatOf(t.names[col])
	unquote := format.unquote
	if unquote == nil {
		unquote = func(cell string) string { return cell }
	}
	number := countFitting(t, col, func(cell string) bool { _, ok := format.numbers.parseFloat(unquote(cell)); return ok })
	number.Type = Float64
	found := countFitting(t, col, func(cell string) bool { _, ok := format.parseTime(cell); return ok })
	found.Type = Time
	if number.Fitting > found.Fitting {
		found = number
	}
	if 2*found.Fitting <= found.Cells {
		return nil
	}
	found.inQuotes = format.unquote != nil
	switch {
	case found.Line > 0:
	case found.inQuotes:
		found.Line, found.Cell = firstNotFitting(t, col, func(string) bool { return false })
	default: // whole numbers, of which int64 cannot hold one
		found.Line, found.Cell = firstNotFitting(t, col, func(cell string) bool { _, ok := format.parseInt(cell); return ok })
	}
	found.Cell = unquote(found.Cell)
	if r.report != nil {
		r.report.Columns = append(r.report.Columns, found)
	}
	if r.strict {
		return fmt.Errorf("%w: %v", ErrValue, found)
	}
	return nil
}

// countFitting returns a description of a column, with the cells that fit counted.
func countFitting(t *textTable, col int, fits func(cell string) bool) ReportedColumn {
	c := ReportedColumn{Name: t.names[col]}
	isMissing := t.formatOf(c.Name).isMissing
	t.find(col, func(cell string) bool {
		if !isMissing(cell) {
			c.Cells++
			if fits(cell) {
				c.Fitting++
			}
		}
		return false
	})
	c.Line, c.Cell = firstNotFitting(t, col, fits)
	return c
}

// firstNotFitting returns the first cell that is neither missing nor fits, and its line, or 0 if there is none.
func firstNotFitting(t *textTable, col int, fits func(cell string) bool) (line int, cell string) {
	isMissing := t.formatOf(t.names[col]).isMissing
	row, cell := t.find(col, func(cell string) bool { return !isMissing(cell) && !fits(cell) })
	if row < 0 {
		return 0, ""
	}
	return t.lines.at(row), cell
}
