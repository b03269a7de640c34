package frame

import (
	"fmt"
	"slices"
)

// CSVComma sets the separator of cells. Default: found from the header and the ten lines after it. It is then the comma,
// unless a semicolon, a tab or a vertical bar is unmistakable: it cuts the header and the lines into equally many cells,
// and the comma does not. It panics if r is a quote, a line end or not a character.
func CSVComma(r rune) CSVOption {
	if !isDelimiter(r) || r == '"' {
		panic(fmt.Sprintf("frame.CSVComma: must be a delimiter, got %q", r))
	}
	return func(c *csvConfig) { c.comma = string(r) }
}

// CSVQuote sets the character that stands around cells that have separators, line ends or quotes in them; inside, a quote
// is doubled. CSVQuote(0) reads quotes as text. Default: '"'. It panics unless r is 0 or an ASCII character other than
// letters, digits, spaces and line ends, or if it is the separator of CSVComma.
func CSVQuote(r rune) CSVOption {
	if r != 0 && (r <= ' ' || r >= 0x7f || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') {
		panic(fmt.Sprintf("frame.CSVQuote: must be a quotation mark in ASCII, or 0, got %q", r))
	}
	return func(c *csvConfig) { c.quote = byte(r) }
}

// CSVComment skips lines that start with r, such as '#'. A later r in a line is text. Default: no line is a comment. It
// panics if r is a quote, a line end or not a character.
func CSVComment(r rune) CSVOption {
	if !isDelimiter(r) || r == '"' {
		panic(fmt.Sprintf("frame.CSVComment: must be a character other than a quote, got %q", r))
	}
	return func(c *csvConfig) { c.comment = string(r) }
}

// CSVSkip skips the first n lines of the file, whatever they hold, as pandas' skiprows. Default: 0. It panics if n is
// negative.
func CSVSkip(n int) CSVOption {
	if n < 0 {
		panic(fmt.Sprintf("frame.CSVSkip: n must not be negative, got %d", n))
	}
	return forReading("CSVSkip", func(c *csvConfig) { c.skipLines = n })
}

// CSVSkipFooter skips the last n rows of the file, whatever they hold; empty lines and comments do not count. A reader
// of an endless file is n rows behind. Default: 0. It panics if n is negative.
func CSVSkipFooter(n int) CSVOption {
	if n < 0 {
		panic(fmt.Sprintf("frame.CSVSkipFooter: n must not be negative, got %d", n))
	}
	return forReading("CSVSkipFooter", func(c *csvConfig) { c.skipFooter = n })
}

// CSVHeader sets which row is the header, counted from 0 after the lines of CSVSkip. Empty lines and comments do not
// count. Rows before it are skipped. Default: 0. It panics if row is negative.
func CSVHeader(row int) CSVOption {
	if row < 0 {
		panic(fmt.Sprintf("frame.CSVHeader: row must not be negative, got %d", row))
	}
	return forReading("CSVHeader", func(c *csvConfig) { c.headerRow = row })
}

// CSVHeaderRows sets of how many rows the header consists. The cells of a column are joined with "_", without those that
// are empty: the rows "flow,flow" and "mean,max" make flow_mean and flow_max. Default: 1. It panics unless n is positive.
func CSVHeaderRows(n int) CSVOption {
	if n <= 0 {
		panic(fmt.Sprintf("frame.CSVHeaderRows: n must be positive, got %d", n))
	}
	return forReading("CSVHeaderRows", func(c *csvConfig) { c.headerRows = n })
}

// CSVNoHeader reads a file without a header: its first row has values. The names are those of the columns, and the rows
// must have as many cells. Without names the columns are called "0", "1", "2" and so on, as in pandas. It panics if a name
// is empty or used twice, or together with CSVHeader or CSVHeaderRows.
func CSVNoHeader(names ...string) CSVOption {
	names = slices.Clone(names)
	for i, name := range names {
		if name == "" || slices.Contains(names[:i], name) {
			panic(fmt.Sprintf("frame.CSVNoHeader: names must be unique and not empty, got %q for column %d", name, i))
		}
	}
	return func(c *csvConfig) { c.noHeader, c.names = true, names }
}

// CSVNumberNames gives names to columns that have none, and to those with the name of an earlier one, as pandas does: the
// column at position 2 becomes "Unnamed: 2", and a second and third x become x.1 and x.2. Default: such a header is an
// [ErrName].
func CSVNumberNames() CSVOption {
	return forReading("CSVNumberNames", func(c *csvConfig) { c.numberNames = true })
}
