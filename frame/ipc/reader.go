package ipc

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/streamgage/streamgage/frame"
)

// recordReader reads a file's records through arrow-go. Read returns io.EOF after the last record.
type recordReader interface {
	Read() (arrow.RecordBatch, error)
}

// reader is the frame.Reader of both formats.
type reader struct {
	errPrefix string // starts each error message
	file      *os.File
	allocator boundedAllocator
	records   recordReader
	release   func()
	fields    []frame.Field
	schema    frame.Schema
	batchRows int
	pending   frame.Frame // the rows of the last record that Read has not returned yet
}

// open opens a file. If the file cannot be read, open closes it. init reads the file's schema.
func open(op, path string, c readerConfig, init func(r *reader, size int64, c readerConfig) error) (frame.Reader, error) {
	op += ": " + path
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", op, errors.Unwrap(err))
	}
	r := &reader{errPrefix: op, file: file, release: func() {}, batchRows: c.batchRows}
	info, err := file.Stat()
	if err == nil {
		r.allocator = newBoundedAllocator(info.Size())
		err = catchPanic(func() error { return init(r, info.Size(), c) })
	}
	if err == nil {
		r.schema, err = frame.NewSchema(r.fields...)
	}
	if err != nil {
		r.release()
		return nil, errors.Join(fmt.Errorf("%s: %w", op, err), file.Close())
	}
	return r, nil
}

func (r *reader) Schema() frame.Schema { return r.schema }

func (r *reader) Read() (frame.Frame, error) {
	for r.pending.Len() == 0 {
		err := catchPanic(r.readRecord)
		if err == io.EOF {
			return frame.Frame{}, err
		}
		if err != nil {
			return frame.Frame{}, fmt.Errorf("%s: %w", r.errPrefix, err)
		}
	}
	n := min(r.batchRows, r.pending.Len())
	f := r.pending.Slice(0, n)
	r.pending = r.pending.Slice(n, r.pending.Len())
	return f, nil
}

// readRecord converts the next record to a frame.
func (r *reader) readRecord() error {
	record, err := r.records.Read()
	if err == io.EOF {
		return err
	}
	if err != nil {
		return asCorrupt(err)
	}
	cols := make([]frame.Column, len(r.fields))
	for i, f := range r.fields {
		values := record.Column(record.Schema().FieldIndices(f.Name)[0])
		if int64(values.Len()) != record.NumRows() {
			return fmt.Errorf("%w: a record of %d rows has %d in column %q", ErrCorrupt, record.NumRows(), values.Len(), f.Name)
		}
		if cols[i], err = r.allocator.decodeColumn(f.Name, values); err != nil {
			return err
		}
		if f.Index {
			cols[i] = cols[i].AsIndex()
		}
	}
	if r.pending, err = frame.New(cols...); err != nil {
		return err
	}
	return r.schema.Check(r.pending)
}

func (r *reader) Close() error {
	r.pending = frame.Frame{}
	r.release()
	if err := r.file.Close(); err != nil {
		return fmt.Errorf("%s: %w", r.errPrefix, err)
	}
	return nil
}

// asCorrupt wraps an error of arrow-go as an ErrCorrupt.
func asCorrupt(err error) error {
	if errors.Is(err, ErrCorrupt) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrCorrupt, err)
}

// catchPanic runs f and returns its error. arrow-go, and the checks in this package, panic for some damaged files.
// catchPanic returns such a panic as an ErrCorrupt.
func catchPanic(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", ErrCorrupt, p)
		}
	}()
	return f()
}
