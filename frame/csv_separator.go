package frame

import (
	"bytes"
	"slices"
	"strings"
)

const (
	csvSampleBytes = 64 << 10 // the most that findComma looks at
	csvSampleLines = 10       // the lines after the header that it looks at
)

// csvCommas are the separators that are found without CSVComma.
var csvCommas = []string{",", ";", "\t", "|"}

// findComma returns the separator of the lines that follow, from the header and the lines after it. headerRow is the
// header's position among the rows. It is the comma unless another separator is unmistakable: that one is in the header
// and cuts all lines into as many cells, and the comma does not; or the header has no comma and only one of the others,
// and that one cuts most lines into as many cells.
func (s *csvSplitter) findComma(headerRow, footer int, decimal byte) string {
	var found []csvSeparator
	for _, comma := range csvCommas {
		if comma[0] != decimal {
			syntax := s.csvSyntax
			syntax.comma = comma
			found = append(found, csvSeparator{comma: comma, syntax: syntax})
		}
	}
	s.comma = found[0].comma
	sample, _ := s.peekLines(headerRow + 1)
	if !slices.ContainsFunc(found[1:], func(c csvSeparator) bool { return bytes.Contains(sample, []byte(c.comma)) }) {
		return s.comma
	}
	sample, complete := s.peekLines(headerRow + 1 + csvSampleLines)
	var consistent, inHeader []string
	for _, c := range found {
		if cells, same, rows := c.count(sample, headerRow, footer, complete); cells > 1 {
			if same == rows {
				consistent = append(consistent, c.comma)
			}
			if 2*same > rows {
				inHeader = append(inHeader, c.comma)
			}
		}
	}
	switch {
	case len(consistent) == 1:
		return consistent[0]
	case len(consistent) == 0 && len(inHeader) == 1 && !strings.Contains(s.headerLine(sample, headerRow), s.comma):
		return inHeader[0]
	}
	return s.comma
}

// csvSeparator is a candidate of findComma.
type csvSeparator struct {
	comma  string
	syntax csvSyntax
}

// count returns the number of cells of the header, and how many of the rows, the header included, have as many. cells
// is 0 if the header is no row.
func (c csvSeparator) count(sample []byte, headerRow, footer int, complete bool) (cells, same, rows int) {
	s := newCSVSplitter(bytes.NewReader(sample), c.syntax)
	var counts []int
	for len(counts) < headerRow+1+csvSampleLines+footer {
		row, err := s.read()
		if broken, ok := err.(*csvSyntaxError); err != nil && !ok || ok && broken.open && !complete {
			break // the sample ends
		}
		counts = append(counts, len(row))
	}
	if complete && footer > 0 {
		counts = counts[:max(0, len(counts)-footer)]
	}
	if len(counts) <= headerRow {
		return 0, 0, 0
	}
	cells = counts[headerRow]
	for _, n := range counts[headerRow:] {
		rows++
		if n == cells {
			same++
		}
	}
	return cells, same, rows
}

// headerLine returns the row of the sample that is the header, as text.
func (s *csvSplitter) headerLine(sample []byte, headerRow int) string {
	syntax := s.csvSyntax
	syntax.comma, syntax.quote = "\n", 0 // a line is one cell
	lines := newCSVSplitter(bytes.NewReader(sample), syntax)
	for range headerRow {
		_, _ = lines.read() // the rows before the header
	}
	line, err := lines.read()
	if err != nil {
		return ""
	}
	return line[0]
}

// peekLines returns the next lines without consuming them: n lines, or those of the first 64 kB. complete says that the
// file ends with them.
func (s *csvSplitter) peekLines(n int) (sample []byte, complete bool) {
	for {
		sample = s.unread()
		if countLineEnds(sample) >= n || len(sample) >= min(csvSampleBytes, s.maxLine) {
			break
		}
		if len(s.fill()) == len(sample) {
			return sample, true
		}
	}
	return sample[:bytes.LastIndexAny(sample, "\r\n")+1], false
}
