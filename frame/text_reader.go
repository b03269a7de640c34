package frame

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
)

// defaultBatchRows is the default number of rows in a batch, and of rows from which types are inferred.
const defaultBatchRows = 4096

// rowSource reads the rows of a text file one after the other.
type rowSource interface {
	// next appends a row to the table, or several, but at most limit; or it returns io.EOF.
	next(t *textTable, limit int) error
}

// textReader is the Reader of text files.
type textReader struct {
	errPrefix string // starts each error message
	file      io.Closer
	rows      rowSource
	table     *textTable
	batchRows int
	schema    Schema
	pending   Frame // the rows from which types were inferred, without those that Read has returned
	sticky    error // of reading, after the rows before it; Read returns it once all of them have been returned
}

// newTextReader reads the first rows, infers the types from them, and so finds the schema. It fails if not even one row
// can be read.
func newTextReader(errPrefix string, file io.Closer, rows rowSource, t *textTable, inferRows, batchRows int) (*textReader, error) {
	r := &textReader{errPrefix: errPrefix, file: file, rows: rows, table: t, batchRows: batchRows}
	var err error
	if r.pending, err = r.readRows(inferRows); err != nil {
		return nil, err
	}
	r.schema = r.pending.Schema()
	return r, nil
}

// readAll returns all rows, with types inferred from all of them.
func readAll(errPrefix string, rows rowSource, t *textTable) (Frame, error) {
	r, err := newTextReader(errPrefix, nil, rows, t, math.MaxInt, 0)
	if err != nil {
		return Frame{}, err
	}
	if r.sticky != nil {
		return Frame{}, r.sticky
	}
	return r.pending, nil
}

// readRows reads the next rows, at most n, into a frame. If a row cannot be read, the frame has the rows before it, and
// the error is kept for later; it is returned at once if there are none.
func (r *textReader) readRows(n int) (Frame, error) {
	r.table.reset()
	for r.table.lines.rows < n {
		complete := r.table.lines.rows
		if err := r.rows.next(r.table, n-complete); err == io.EOF {
			break
		} else if err != nil {
			r.sticky = fmt.Errorf("%s: %w", r.errPrefix, err)
			r.table.truncate(complete)
			break
		}
	}
	if r.sticky != nil && r.table.lines.rows == 0 {
		return Frame{}, r.sticky
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
			r.pending = Frame{} // release its memory
		}
		return f, nil
	}
	if r.sticky != nil {
		return Frame{}, r.sticky
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

// openText opens a file, and closes it again if newReader fails. errPrefix names the caller and the path.
func openText(errPrefix, path string, newReader func(errPrefix string, file *os.File) (*textReader, error)) (Reader, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", errPrefix, errors.Unwrap(err))
	}
	r, err := newReader(errPrefix, file)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return r, nil
}
