package frame

import (
	"fmt"
	"strings"
)

// CSVCRLF ends the lines that [WriteCSV] and [CSVEncoder] write with CR LF, as RFC 4180 has it. [ReadCSV] reads all line ends,
// with the option or without. Default: LF.
func CSVCRLF() CSVOption { return func(c *csvConfig) { c.crlf = true } }

// CSVQuoteAll quotes all cells that [WriteCSV] and [CSVEncoder] write, but for missing values of String columns: in quotes they
// would be text. It has no effect on reading. Default: only the cells that need quotes. It panics together with CSVQuote(0).
func CSVQuoteAll() CSVOption { return func(c *csvConfig) { c.quoteAll = true } }

// CSVFloat sets how [WriteCSV] and [CSVEncoder] write floats: by the format and the precision of [strconv.FormatFloat], such as
// 'f' and 2 for two decimals. Whole numbers then have no ".0", so they may be read as int64. It has no effect on reading.
// Default: the shortest text that parses to the same value. It panics unless format is 'e', 'E', 'f', 'g' or 'G' and precision
// is -1 to 1000.
func CSVFloat(format byte, precision int) CSVOption {
	if format == 0 || strings.IndexByte("eEfgG", format) < 0 || precision < -1 || precision > 1000 {
		panic(fmt.Sprintf("frame.CSVFloat: must be one of e, E, f, g, G with a precision of -1 to 1000, got %q and %d", format, precision))
	}
	return func(c *csvConfig) { c.floatFormat, c.floatPrecision = format, precision }
}

// newCSVWriterConfig is newCSVConfig for the function op, which writes.
func newCSVWriterConfig(op string, opts []CSVOption) csvConfig {
	cfg := newCSVConfig(opts)
	if cfg.readingOption != "" {
		panic(fmt.Sprintf("%s: the options must be those of writing, got %s, which is for reading only", op, cfg.readingOption))
	}
	return cfg
}
