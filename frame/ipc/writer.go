package ipc

import (
	"bufio"
	"context"
	"fmt"
	"io"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/streamgage/streamgage/frame"
)

// Writer writes a stream of frames of one schema as a file. It is made by [NewArrowWriter] or [NewParquetWriter], and is a
// receiver for flow.To. Its methods must be called by one goroutine at a time.
type Writer struct {
	errPrefix   string // begins each error
	schema      frame.Schema
	arrowSchema *arrow.Schema
	buf         *bufio.Writer
	config      writerConfig
	openFile    func(c writerConfig, w io.Writer, s *arrow.Schema) (recordWriter, error)
	file        recordWriter // nil until something is written
	closed      bool
	err         error // the first that a write met: what comes after it could not be read
}

// format is a file as arrow-go writes it.
type recordWriter interface {
	Write(arrow.RecordBatch) error
	Close() error
}

var _ frame.Receiver = (*Writer)(nil)

func newWriter(
	op string, w io.Writer, s frame.Schema, opts []WriterOption,
	openFile func(writerConfig, io.Writer, *arrow.Schema) (recordWriter, error),
) *Writer {
	if w == nil {
		panic(op + ": the writer must not be nil")
	}
	c := writerConfig{constructor: op, rowGroupRows: defaultRowGroupRows}
	for _, o := range opts {
		o(&c)
	}
	return &Writer{errPrefix: op, schema: s, arrowSchema: arrowSchema(s), buf: bufio.NewWriter(w), config: c, openFile: openFile}
}

// Send adds a frame's rows; one without rows adds nothing. A frame of another schema is a frame.ErrSchema, and nothing of it
// is written; so it is with a column that holds 2 GiB of text in one frame, a frame.ErrValue. After Close it is an
// [ErrClosed]. After a write that failed it returns that error.
func (w *Writer) Send(ctx context.Context, f frame.Frame) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if w.closed {
		return fmt.Errorf("%s: send: %w", w.errPrefix, ErrClosed)
	}
	if w.err != nil {
		return w.err
	}
	if err := w.schema.Check(f); err != nil {
		return fmt.Errorf("%s: %w", w.errPrefix, err)
	}
	if f.Len() == 0 {
		return nil
	}
	rows, err := newRecord(w.arrowSchema, f)
	if err != nil {
		return fmt.Errorf("%s: %w", w.errPrefix, err)
	}
	return w.run(func() error {
		if err := w.ensureOpen(); err != nil {
			return err
		}
		if err := w.file.Write(rows); err != nil || !w.config.stream {
			return err
		}
		return w.buf.Flush()
	})
}

// Close writes what is held back and the end of the file, also when ctx is done, but does not close the writer that w was
// given. A stream without rows makes a file without rows. A second call does nothing and returns the same error.
func (w *Writer) Close(context.Context) error {
	if w.closed {
		return w.err
	}
	w.closed = true
	if w.err != nil {
		return w.err
	}
	return w.run(func() error {
		if err := w.ensureOpen(); err != nil {
			return err
		}
		if err := w.file.Close(); err != nil {
			return err
		}
		return w.buf.Flush()
	})
}

// begin writes what stands before the first frame.
func (w *Writer) ensureOpen() (err error) {
	if w.schema.Len() == 0 {
		return fmt.Errorf("%w, got the zero Schema", frame.ErrEmpty)
	}
	if w.file == nil {
		w.file, err = w.openFile(w.config, w.buf, w.arrowSchema)
	}
	return err
}

// attempt runs f and keeps its error. A panic of arrow-go is one too.
func (w *Writer) run(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%s: %v", w.errPrefix, p)
		}
		w.err = err
	}()
	if err := f(); err != nil {
		return fmt.Errorf("%s: %w", w.errPrefix, err)
	}
	return nil
}

// allocator is where arrow-go gets memory for what is written.
var writeAllocator = memory.NewGoAllocator()
