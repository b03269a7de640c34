package frame

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
)

// defaultBatchRows is how many rows a batch has, and from how many rows types are inferred, unless set.
const defaultBatchRows = 4096

// rowSource gives a text file's rows one after the other.
type rowSource interface {
	// next appends a row to the table, or gives io.EOF.
	next(t *textTable) error
}

// textReader is the Reader of text files.
type textReader struct {
	errPrefix string // begins each error
	file      io.Closer
	rows      rowSource
	table     *textTable
	batchRows int
	schema    Schema
	pending   Frame // what the types were inferred from, as far as it has not been read yet
}

// newTextReader reads the first rows, to infer types from, and so learns the schema.
func newTextReader(op string, file io.Closer, rows rowSource, t *textTable, infer, batch int) (*textReader, error) {
	r := &textReader{errPrefix: op, file: file, rows: rows, table: t, batchRows: batch}
	var err error
	if r.pending, err = r.readRows(infer); err != nil {
		return nil, err
	}
	r.schema = r.pending.Schema()
	return r, nil
}

// readAll gives all rows, with types inferred from all of them.
func readAll(op string, rows rowSource, t *textTable) (Frame, error) {
	r, err := newTextReader(op, nil, rows, t, math.MaxInt, 0)
	if err != nil {
		return Frame{}, err
	}
	return r.pending, nil
}

// take makes a frame of the next n rows at most.
func (r *textReader) readRows(n int) (Frame, error) {
	r.table.reset()
	for range n {
		if err := r.rows.next(r.table); err == io.EOF {
			break
		} else if err != nil {
			return Frame{}, fmt.Errorf("%s: %w", r.errPrefix, err)
		}
	}
	f, err := r.table.frame()
	if err != nil {
		return Frame{}, fmt.Errorf("%s: %w", r.errPrefix, err)
	}
	return f, nil
}

func (r *textReader) Schema() Schema { return r.schema }

func (r *textReader) Read() (Frame, error) {
	if r.pending.rows > 0 {
		n := min(r.batchRows, r.pending.rows)
		f := r.pending.Slice(0, n)
		if r.pending = r.pending.Slice(n, r.pending.rows); r.pending.rows == 0 {
			r.pending = Frame{} // let its memory go
		}
		return f, nil
	}
	f, err := r.readRows(r.batchRows)
	if err == nil && f.rows == 0 {
		return Frame{}, io.EOF
	}
	return f, err
}

func (r *textReader) Close() error {
	if err := r.file.Close(); err != nil {
		return fmt.Errorf("%s: %w", r.errPrefix, err)
	}
	return nil
}

// openText opens a file, and closes it again if it cannot be read.
func openText(op, path string, read func(op string, file *os.File) (*textReader, error)) (Reader, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", op, errors.Unwrap(err))
	}
	r, err := read(op, file)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return r, nil
}

func skipByteOrderMark(r io.Reader) *bufio.Reader {
	text := bufio.NewReader(r)
	if start, _ := text.Peek(len(byteOrderMark)); bytes.Equal(start, byteOrderMark) {
		_, _ = text.Discard(len(byteOrderMark)) // just peeked at
	}
	return text
}

var byteOrderMark = []byte("\xef\xbb\xbf")
