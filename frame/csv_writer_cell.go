package frame

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// csvColumn says how a CSVEncoder writes a column.
type csvColumn struct {
	missing     *missingTexts
	missingCell string        // for a missing value, as it is written
	noMissing   bool          // no cell stands for a missing value
	epoch       time.Duration // 0: times are dates
}

// newCSVColumns returns how the columns are written.
func newCSVColumns(schema Schema, cfg csvConfig) ([]csvColumn, error) {
	if err := cfg.checkNames(schema.Names()); err != nil {
		return nil, err
	}
	columns := make([]csvColumn, schema.Len())
	for i, f := range schema.fields {
		c := csvColumn{missing: cfg.missingOf(f.Name), epoch: cfg.epochs[f.Name]}
		if c.epoch != 0 && f.Type != Time {
			return nil, fmt.Errorf("CSVEpoch: %w: column %q must be time, got %v", ErrType, f.Name, f.Type)
		}
		c.setMissingCell(f.Type, cfg, i == 0, schema.Len() == 1)
		columns[i] = c
	}
	return columns, nil
}

// setMissingCell chooses the cell of missing values: the first of the texts that is read as one.
func (c *csvColumn) setMissingCell(typ Type, cfg csvConfig, first, only bool) {
	texts := c.missing.texts
	if typ == Float64 {
		texts = append(slices.Clip(texts), "NaN")
	}
	e := CSVEncoder{cfg: cfg}
	for _, text := range texts {
		needsQuotes := text == "" && only || e.needsQuotes([]byte(text), first) || first && only && cfg.noHeader && e.hidesSeparators(text) ||
			cfg.quoteAll && typ != String
		switch {
		case trimCell(text) != text || !utf8.ValidString(text):
		case !needsQuotes:
			c.missingCell = text
			return
		case typ != String && cfg.quote != 0: // a quoted cell of a String column is text
			e.buf = append(e.buf[:0], text...)
			e.quote(0)
			c.missingCell = string(e.buf)
			return
		}
	}
	c.noMissing = true
}

// appendCell appends one value to the buffer. first and only say that its column is the first, and that it is the only one.
func (e *CSVEncoder) appendCell(plan *csvColumn, c Column, row int, first, only bool) error {
	if !c.Valid(row) {
		if plan.noMissing {
			return errCSVCell(c, row, "must have a value, because no text of CSVMissing can be written for it", "")
		}
		e.buf = append(e.buf, plan.missingCell...)
		return nil
	}
	start := len(e.buf)
	e.appendValue(plan, c, row)
	cell := e.buf[start:]
	isMissing := plan.missing.has(string(cell))
	if c.typ != String && (isMissing || plan.missing.hasTrimmed(string(cell))) {
		return errCSVCell(c, row, "must not be a text of CSVMissing", string(cell))
	}
	isHidden := only && (len(cell) == 0 || e.cfg.noHeader && e.hidesSeparators(string(cell)))
	if isMissing || isHidden || e.cfg.quoteAll || e.needsQuotes(cell, first) {
		if e.cfg.quote == 0 {
			return errCSVCell(c, row, "must not need quotes with CSVQuote(0)", string(cell))
		}
		e.quote(start)
	}
	return nil
}

// appendValue appends a value that is not missing, without quotes.
func (e *CSVEncoder) appendValue(plan *csvColumn, c Column, row int) {
	start := len(e.buf)
	switch {
	case c.typ == Float64 && e.cfg.floatFormat != 0:
		v := values[float64](c)[row]
		e.buf = strconv.AppendFloat(e.buf, v, e.cfg.floatFormat, e.cfg.floatPrecision, 64)
		e.localize(start)
	case c.typ == Float64:
		if e.buf = c.AppendCell(e.buf, row); isWhole(e.buf[start:]) {
			e.buf = append(e.buf, ".0"...)
		}
		e.localize(start)
	case c.typ == Int64:
		e.buf = c.AppendCell(e.buf, row)
		e.localize(start)
	case c.typ == Time && plan.epoch != 0:
		e.appendEpoch(values[int64](c)[row], int64(plan.epoch))
		e.localize(start)
	case c.typ == Time:
		layout := time.RFC3339Nano
		if len(e.cfg.layouts) > 0 {
			layout = e.cfg.layouts[0]
		}
		e.buf = time.Unix(0, values[int64](c)[row]).In(e.cfg.zone).AppendFormat(e.buf, layout)
	default:
		e.buf = c.AppendCell(e.buf, row)
	}
}

// appendEpoch appends nanoseconds since 1970 as a number of units, with the digits that it needs.
func (e *CSVEncoder) appendEpoch(ns, unit int64) {
	whole, rest := uint64(ns/unit), ns%unit
	if ns < 0 {
		e.buf = append(e.buf, '-')
		whole, rest = -whole, -rest
	}
	e.buf = strconv.AppendUint(e.buf, whole, 10)
	if rest == 0 {
		return
	}
	e.buf = append(e.buf, '.')
	for ; rest > 0; rest %= unit {
		unit /= 10
		e.buf = append(e.buf, byte('0'+rest/unit))
	}
}

// localize writes the number that starts there with the decimal comma and the separators of thousands of the options.
func (e *CSVEncoder) localize(start int) {
	if e.cfg.numbers.isPlain() {
		return
	}
	number := string(e.buf[start:])
	digits := strings.TrimLeft(number, "-+")
	n := digitCount(digits)
	e.buf = append(e.buf[:start], number[:len(number)-len(digits)]...)
	for i := range n {
		if i > 0 && (n-i)%3 == 0 && e.cfg.numbers.thousands != "" {
			separator, _ := utf8.DecodeRuneInString(e.cfg.numbers.thousands)
			e.buf = utf8.AppendRune(e.buf, separator)
		}
		e.buf = append(e.buf, digits[i])
	}
	e.buf = append(e.buf, strings.Replace(digits[n:], ".", string(rune(e.cfg.numbers.decimal)), 1)...)
}

// errCSVCell is the ErrValue for a value that cannot be written.
func errCSVCell(c Column, row int, rule, text string) error {
	return fmt.Errorf("%w: column %q %s, got %s in row %d", ErrValue, c.name, rule, quoteCell(text), row)
}

// isWhole reports whether a number's text consists of digits and an optional minus sign.
func isWhole(number []byte) bool {
	for _, b := range number {
		if b != '-' && (b < '0' || b > '9') {
			return false
		}
	}
	return len(number) > 0
}

// needsQuotes reports whether encoding/csv would quote a cell, or whether it starts with a byte order mark. first says that the
// cell starts a line, which could then be a comment.
func (e *CSVEncoder) needsQuotes(cell []byte, first bool) bool {
	if len(cell) == 0 {
		return false
	}
	for _, b := range cell {
		if b == e.cfg.comma[0] || b == '\n' || b == '\r' || b == e.cfg.quote && b != 0 {
			return b != e.cfg.comma[0] || bytes.Contains(cell, []byte(e.cfg.comma)) || bytes.ContainsAny(cell, "\n\r") ||
				e.cfg.quote != 0 && bytes.IndexByte(cell, e.cfg.quote) >= 0
		}
	}
	if first && e.cfg.comment != "" && bytes.HasPrefix(cell, []byte(e.cfg.comment)) {
		return true
	}
	if isGraphicASCII(cell[0]) && cell[0] != '\\' {
		return false
	}
	r, _ := utf8.DecodeRune(cell)
	return unicode.IsSpace(r) || r == '\uFEFF' || string(cell) == `\.`
}

// hidesSeparators reports whether readers could take an only column's first cell for several, which another separator than
// the one that is written divides.
func (e *CSVEncoder) hidesSeparators(cell string) bool {
	return e.cfg.commaIsFound && strings.ContainsAny(cell, ",;\t|")
}

// quote puts the cell that starts there in quotes.
func (e *CSVEncoder) quote(start int) {
	quote := e.cfg.quote
	quotes := bytes.Count(e.buf[start:], []byte{quote})
	cell := string(e.buf[start:])
	e.buf = slices.Grow(e.buf, quotes+2)
	e.buf = append(e.buf[:start], quote)
	for i := range len(cell) {
		if cell[i] == quote {
			e.buf = append(e.buf, quote)
		}
		e.buf = append(e.buf, cell[i])
	}
	e.buf = append(e.buf, quote)
}
