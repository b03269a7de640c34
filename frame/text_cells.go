package frame

import (
	"fmt"
	"hash/maphash"
	"slices"
	"strings"
)

// cellSpan is the part of a row's text that holds a cell.
type cellSpan struct{ from, to uint32 }

// maxRowBytes limits the length of a row, so that a cellSpan can count its bytes.
const maxRowBytes = 1 << 30

// checkRowBytes panics if n, the argument of an option, is larger than maxRowBytes.
func checkRowBytes(option string, n int) {
	if n > maxRowBytes {
		panic(fmt.Sprintf("frame.%s: n must be at most %d, got %d", option, maxRowBytes, n))
	}
}

// rowTexts holds the texts of rows in a few blocks of memory. Cells are spans in it: they have no pointers, so the garbage
// collector need not look at them.
type rowTexts struct {
	blocks []string        // those that are full
	open   strings.Builder // the last block
	starts []rowStart
	size   int // bytes of the next block
}

// rowStart says where the text of a row starts.
type rowStart struct{ block, offset uint32 }

// The sizes of blocks: each is twice as long as the one before.
const (
	minTextBlock = 4 << 10
	maxTextBlock = 1 << 20
)

// add appends a row and returns its text.
func (r *rowTexts) add(row []byte) string {
	if r.open.Len()+len(row) > r.open.Cap() {
		if r.open.Len() > 0 {
			r.blocks = append(r.blocks, r.open.String())
		}
		r.size = min(max(minTextBlock, 2*r.size), maxTextBlock)
		r.open = strings.Builder{}
		r.open.Grow(max(r.size, len(row)))
	}
	offset := r.open.Len()
	r.starts = appendDoubling(r.starts, rowStart{uint32(len(r.blocks)), uint32(offset)})
	_, _ = r.open.Write(row) // never fails
	return r.open.String()[offset:]
}

// reset removes all rows.
func (r *rowTexts) reset() {
	r.blocks, r.starts, r.open = nil, r.starts[:0], strings.Builder{}
	r.size /= 2
}

// forget removes all rows, and keeps the open block: later rows use it up.
func (r *rowTexts) forget() { r.blocks, r.starts = nil, r.starts[:0] }

// appendDoubling is append for slices that become long: their capacity doubles, so that less is copied than by append.
func appendDoubling[T any](s []T, v T) []T {
	if len(s) == cap(s) {
		s = slices.Grow(s, max(len(s), 64))
	}
	return append(s, v)
}

// textCells are cells of a column, in one of three forms.
type textCells struct {
	rows int // the number of cells

	text   string     // of a textBlock
	stride int        // each stride-th span is that of a cell; 0 for the other forms
	spans  []cellSpan // in text, or in rowTexts

	blocks []string // of rowTexts
	starts []rowStart

	plain []string
}

// at returns a cell.
func (c *textCells) at(row int) string {
	if c.stride > 0 {
		span := c.spans[row*c.stride]
		return c.text[span.from:span.to]
	}
	if c.plain != nil {
		return c.plain[row]
	}
	start, span := c.starts[row], c.spans[row]
	return c.blocks[start.block][start.offset+span.from : start.offset+span.to]
}

// find returns the row of the first such cell, or -1.
func (c *textCells) find(is func(cell string) bool) (row int) {
	for row := range c.rows {
		if is(c.at(row)) {
			return row
		}
	}
	return -1
}

// textStore copies the values of a String column, so that a value holds on to 4 kB of memory at most, and not to the rows of
// a file. Values that come again share their memory.
type textStore struct {
	seed   maphash.Seed
	recent [256]string
	block  strings.Builder
}

// textStoreBytes is the size of a textStore's blocks.
const textStoreBytes = 4 << 10

// newTextStore returns an empty store.
func newTextStore() *textStore { return &textStore{seed: maphash.MakeSeed()} }

// keep returns a copy of a text.
func (s *textStore) keep(text string) string {
	if len(text) > textStoreBytes/4 {
		return strings.Clone(text)
	}
	slot := &s.recent[maphash.String(s.seed, text)%uint64(len(s.recent))]
	if *slot == text {
		return *slot
	}
	if s.block.Len()+len(text) > s.block.Cap() {
		s.block = strings.Builder{}
		s.block.Grow(textStoreBytes)
	}
	from := s.block.Len()
	_, _ = s.block.WriteString(text) // never fails
	*slot = s.block.String()[from:]
	return *slot
}
