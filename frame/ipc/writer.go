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

// Writer writes a stream of frames of one schema as a file. [NewArrowWriter] and [NewParquetWriter] make it. It is a
// receiver for flow.To. One goroutine at a time may call its methods.
type Writer struct {
	errPrefix   string // starts each error message
	schema      frame.Schema
	arrowSchema *arrow.Schema
	buf         *bufio.Writer
	config      writerConfig
	openFile    func(c writerConfig, w io.Writer, s *arrow.Schema) (recordWriter, error)
	file        recordWriter // nil until the first frame, or Close
	closed      bool
	err         error // the first error of a write; nothing is written after it, because it could not be read
}

// recordWriter writes records as a file, through arrow-go.
type recordWriter interface {
	Write(arrow.RecordBatch) error
	Close() error
}

var _ frame.Receiver = (*Writer)(nil)

// newWriter returns a Writer whose files openFile starts. op names the constructor in errors.
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

// Send adds a frame's rows. A frame without rows adds nothing. A frame of another schema is a frame.ErrSchema, and a
// frame with 2 GiB of text or more in one column a frame.ErrValue; nothing of such a frame is written. After Close the
// result is an [ErrClosed], after a failed write that write's error.
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

// Close writes the buffered rows and the end of the file, even if ctx is done. It does not close the writer that w was
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

// ensureOpen starts the file, unless that has been done.
func (w *Writer) ensureOpen() (err error) {
	if w.schema.Len() == 0 {
		return fmt.Errorf("%w, got the zero Schema", frame.ErrEmpty)
	}
	if w.file == nil {
		w.file, err = w.openFile(w.config, w.buf, w.arrowSchema)
	}
	return err
}

// run runs f and keeps its error. A panic of arrow-go counts as an error.
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
