package frame

import (
	"io"
	"slices"
	"strings"
	"testing"
)

// nextRows and next cut the same rows into the same cells: nextRows those that it can, and next the others.
func FuzzCSVRows(f *testing.F) {
	for _, text := range []string{
		"a,b\n1,2\n3,4\n5,6,7\n8,9\n", "a,b\r\n1,2\r\n3,4\r5,6\n\r\n,\r\n", "a\n\"b\"\nc\n\n#d\ne\n\xff\nfffffffff\n",
		"a,\"b\"\n\"1\",\"2,3\"\r\n\"\",4\n\"5\"6,7\n", "\"a\"\"\",b\n1,\"2\n3\"\n\"\xff\",4\n\"5\"\r6\n",
		"aaaaaaaaaaaaaaaa,bbbbbbbb\ncc,\xc3\ndd,ee\n", "a\rbbbbbbbbbb\r\ncccccccccc\n",
	} {
		f.Add(text, byte(','), uint16(100), uint16(10))
		f.Add(text, byte('|'), uint16(20), uint16(2))
	}
	f.Fuzz(func(t *testing.T, text string, comma byte, maxLine, limit uint16) {
		if comma >= 0x80 || !isDelimiter(rune(comma)) || comma == '"' || comma == '#' || limit == 0 {
			t.Skip()
		}
		syntax := testSyntax(string(comma))
		syntax.maxLine, syntax.anyBytes = int(maxLine)+1, maxLine%2 == 1
		bytes := csvBufferBytes
		if maxLine%4 < 2 { // which rule a row breaks first depends on what is in the buffer
			syntax.maxLine, bytes = 1<<20, 16
		}
		slow, fast := newCSVSplitter(strings.NewReader(text), syntax), newCSVSplitter(strings.NewReader(text), syntax)
		says := func(err error) string { // without the cell: a part of it, if not all is in the buffer
			if err == nil {
				return ""
			}
			rule, _, _ := strings.Cut(err.Error(), ", got")
			return rule
		}
		cells := func() ([]string, string) {
			row, err := slow.read()
			return slices.Clone(row), says(err)
		}
		fast.buf = make([]byte, bytes) // grows from here
		width, base := 2, uint32(7)
		for {
			rows, spans, n := fast.nextRows(nil, base, width, int(limit), 1+int(limit)*3)
			if n > int(limit) || len(spans) != n*width {
				t.Fatalf("%d rows of %d cells, want at most %d of %d", n, len(spans), limit, width)
			}
			for row := range n {
				want, wantErr := cells()
				var got []string
				for _, span := range spans[row*width:][:width] {
					got = append(got, string(rows[span.from-base:span.to-base]))
				}
				if wantErr != "" || !slices.Equal(got, want) {
					t.Fatalf("got %q, want %q, %s", got, want, wantErr)
				}
			}
			if n > 0 {
				continue
			}
			want, wantErr := cells()
			got, err := fast.read()
			if says(err) != wantErr || !slices.Equal(got, want) ||
				err == nil && fast.rowLine != slow.rowLine || fast.line != slow.line {
				t.Fatalf("line %d: got %q, %v; line %d: want %q, %s", fast.rowLine, got, err, slow.rowLine, want, wantErr)
			}
			if err == io.EOF || err != nil && !isCSVSyntaxError(err) {
				return
			}
			width = max(1, len(got))
		}
	})
}
