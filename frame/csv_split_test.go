package frame

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/streamgage/streamgage/internal/check"
)

// testSyntax returns the default syntax with another separator.
func testSyntax(comma string) csvSyntax {
	return csvSyntax{comma: comma, quote: '"', comment: "#", maxLine: 1 << 20, maxColumns: 1 << 10}
}

// asLF replaces all line ends by LF.
func asLF(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}

// The rows, the line numbers and the row of the first error are those of encoding/csv, when it reads a text whose line ends
// are LF. Neither the line ends nor how the data arrives change the rows.
func FuzzCSVSplitter(f *testing.F) {
	for _, text := range []string{
		"a,b\n1,2\n", "\"a\"\"b\",\"c\nd\"\r\n\r\n#x,\"\n,\n", "a\rb\r\rc,\"d\re\"\r", "a\"b\n", "\"a\"b\n\"c", "\"\"", "é;\"é\"é\n",
		"#", "a,\"b\r", "\"a\"\r",
	} {
		f.Add(text, ',')
		f.Add(text, 'é')
	}
	f.Fuzz(func(t *testing.T, text string, comma rune) {
		if !isDelimiter(comma) || comma == '"' || comma == '#' {
			t.Skip()
		}
		want := csv.NewReader(strings.NewReader(asLF(text)))
		want.Comma, want.Comment, want.FieldsPerRecord = comma, '#', -1
		syntax := testSyntax(string(comma))
		syntax.anyBytes = true // as encoding/csv
		whole := newCSVSplitter(strings.NewReader(text), syntax)
		bytewise := newCSVSplitter(iotest.OneByteReader(strings.NewReader(text)), syntax)
		bytewise.buf = make([]byte, 1) // grows from here
		for {
			row, err := want.Read()
			for _, s := range []*csvSplitter{whole, bytewise} {
				got, gotErr := s.read()
				if (gotErr == nil) != (err == nil) || (gotErr == io.EOF) != (err == io.EOF) {
					t.Fatalf("got error %v, want %v", gotErr, err)
				} else if err != nil {
					continue
				}
				if line, _ := want.FieldPos(0); s.rowLine != line {
					t.Errorf("row in line %d, want %d", s.rowLine, line)
				}
				if !slices.EqualFunc(got, row, func(a, b string) bool { return asLF(a) == b }) {
					t.Fatalf("got %q, want %q", got, row)
				}
			}
			if err != nil {
				return
			}
		}
	})
}

// After an error of quotes, the rows from the next line on can be read.
func TestCSVSplitterContinuesAfterAnError(t *testing.T) {
	s := newCSVSplitter(strings.NewReader("a\n1,b\"c\r\n\"d\"e\n\"f\ng\n"), testSyntax(","))
	var got []string
	for {
		row, err := s.read()
		if err == io.EOF {
			break
		} else if err != nil {
			check.Error(t, err, ErrValue)
			row = []string{err.Error()[:len("line 2")]}
		}
		got = append(got, strings.Join(row, "|"))
	}
	check.Values(t, got, "a", "line 2", "line 3", "line 4", "g")
}

// A line without an end does not take more memory than the limit allows, by doubling.
func TestCSVSplitterLimitsMemory(t *testing.T) {
	s := newCSVSplitter(endless('a'), csvSyntax{comma: ",", quote: '"', maxLine: 1 << 20, maxColumns: 5})
	_, err := s.read()
	check.Error(t, err, ErrValue, "line 1", "1048576 bytes")
	if len(s.buf) > 4<<20 {
		t.Errorf("a buffer of %d bytes", len(s.buf))
	}
	s = newCSVSplitter(endless(','), csvSyntax{comma: ",", quote: '"', maxLine: 1 << 20, maxColumns: 5})
	_, err = s.read()
	check.Error(t, err, ErrFields, "line 1", "5 columns")
	s = newCSVSplitter(io.LimitReader(endless('a'), 10<<20), testSyntax(","))
	if s.skipLine() || len(s.buf) != csvBufferBytes {
		t.Errorf("skipping a line took %d bytes", len(s.buf))
	}
}

// endless is a reader of one byte for ever.
type endless byte

func (e endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(e)
	}
	return len(p), nil
}

// The rows before an error of the reader are read.
func TestCSVSplitterReaderErrors(t *testing.T) {
	broken := errors.New("broken")
	for text, rows := range map[string]int{"": 0, "a": 0, "a\n": 1, "a,": 0, "\"a": 0, "\"a\"": 0, "a\r": 1} {
		s := newCSVSplitter(io.MultiReader(strings.NewReader(text), iotest.ErrReader(broken)), testSyntax(","))
		for range rows {
			_, err := s.read()
			check.NoError(t, err)
		}
		_, err := s.read()
		check.Error(t, err, broken)
	}
	s := newCSVSplitter(noProgress{}, testSyntax(","))
	_, err := s.read()
	check.Error(t, err, io.ErrNoProgress)
}

// noProgress is a reader that never returns anything.
type noProgress struct{}

func (noProgress) Read([]byte) (int, error) { return 0, nil }

// Errors do not cut a character of a long cell in two.
func TestQuoteCell(t *testing.T) {
	got := quoteCell("a" + strings.Repeat("é", 100))
	if !utf8.ValidString(got) || strings.Contains(got, `\x`) || !strings.HasSuffix(got, `é"...`) {
		t.Errorf("got %s", got)
	}
}

// BenchmarkCSVSplitter measures cutting 1,000 rows of five cells, and encoding/csv doing the same.
func BenchmarkCSVSplitter(b *testing.B) {
	text := strings.Repeat("2026-01-01T12:00:00Z,-12.345,123456,true,\"station, 7\"\n", 1000)
	b.Run("ours", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			s := newCSVSplitter(strings.NewReader(text), testSyntax(","))
			for err := error(nil); err == nil; {
				_, err = s.read()
			}
		}
	})
	b.Run("encoding-csv", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			r := csv.NewReader(strings.NewReader(text))
			r.ReuseRecord = true
			for err := error(nil); err == nil; {
				_, err = r.Read()
			}
		}
	})
}
