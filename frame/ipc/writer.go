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

// Writer writes a stream of frames of one schema as a file. It is made by [NewArrowWriter] and [NewParquetWriter], and
// is a receiver for flow.To. One goroutine at a time may call its methods.
type Writer struct {
	errPrefix   string // starts each error message
	schema      frame.Schema
	arrowSchema *arrow.Schema
	buf         *bufio.Writer
	config      writerConfig
	openFile    func(c writerConfig, w io.Writer, s *arrow.Schema) (recordWriter, error)
	file        recordWriter // nil until the first frame, or Close
	closed      bool
	err         error // the first error of a write; nothing is written after it, because the file is damaged
}

// recordWriter writes records as a file, through arrow-go.
type recordWriter interface {
	Write(arrow.RecordBatch) error
	Close() error
}

var _ frame.Receiver = (*Writer)(nil)

// newWriter returns a Writer. openFile makes the recordWriter of its format. op names the constructor in errors.
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

// Send writes a frame's rows. For a frame without rows it writes nothing. A frame of another schema is a
// frame.ErrSchema, and a frame with 2 GiB of text or more in one column is a frame.ErrValue. Nothing of such a frame is
// written. After Close, Send returns an [ErrClosed]. After a failed write it returns the error of that write.
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

// Close writes the buffered rows and the end of the file, even if ctx is done. It does not close the underlying
// io.Writer. A stream without rows makes a file without rows. A second call does nothing and returns the same error.
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

// ensureOpen makes the recordWriter, unless there is one already.
func (w *Writer) ensureOpen() (err error) {
	if w.schema.Len() == 0 {
		return fmt.Errorf("%w, got the zero Schema", frame.ErrEmpty)
	}
	if w.file == nil {
		w.file, err = w.openFile(w.config, w.buf, w.arrowSchema)
	}
	return err
}

// run runs f, and stores and returns its error. A panic of arrow-go becomes an error.
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

// writeAllocator allocates memory for arrow-go while it writes.
var writeAllocator = memory.NewGoAllocator()
