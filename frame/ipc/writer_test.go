package ipc_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/frame/ipc"
	"github.com/streamgage/streamgage/internal/check"
	"pgregory.net/rapid"
)

// writers are all ways to write, by the end of the file's name.
var writers = map[string]func(s frame.Schema) func(w io.Writer) *ipc.Writer{
	".arrow":        arrowWriterName(),
	"-lz4.arrow":    arrowWriterName(ipc.LZ4()),
	"-zstd.arrow":   arrowWriterName(ipc.ZSTD()),
	"-stream.arrow": arrowWriterName(ipc.Stream()),
	"-both.arrow":   arrowWriterName(ipc.Stream(), ipc.ZSTD()),
	".parquet":      parquetWriterName(),
	"-lz4.parquet":  parquetWriterName(ipc.LZ4(), ipc.RowGroup(4)),
	"-zstd.parquet": parquetWriterName(ipc.ZSTD(), ipc.RowGroup(1)),
}

func arrowWriterName(opts ...ipc.WriterOption) func(frame.Schema) func(io.Writer) *ipc.Writer {
	return func(s frame.Schema) func(io.Writer) *ipc.Writer {
		return func(w io.Writer) *ipc.Writer { return ipc.NewArrowWriter(w, s, opts...) }
	}
}

func parquetWriterName(opts ...ipc.WriterOption) func(frame.Schema) func(io.Writer) *ipc.Writer {
	return func(s frame.Schema) func(io.Writer) *ipc.Writer {
		return func(w io.Writer) *ipc.Writer { return ipc.NewParquetWriter(w, s, opts...) }
	}
}

// anyFrame draws a frame with columns of all types, with and without missing values, and with or without an index.
func anyFrame(t *rapid.T, rows int) frame.Frame {
	valid := rapid.SliceOfN(rapid.Bool(), rows, rows)
	ints := rapid.SliceOfN(rapid.Int64(), rows, rows)
	f, err := frame.New(
		frame.Col("x", rapid.SliceOfN(rapid.OneOf(rapid.Float64(), rapid.Just(math.NaN()), rapid.Just(math.Inf(1))), rows, rows).Draw(t, "x")),
		frame.Col("n", ints.Draw(t, "n")),
		frame.Col("m", ints.Draw(t, "m")).WithValid(valid.Draw(t, "m valid")),
		frame.Col("all", rapid.SliceOfN(rapid.String(), rows, rows).Draw(t, "all")),
		frame.Col("s", rapid.SliceOfN(rapid.String(), rows, rows).Draw(t, "s")).WithValid(valid.Draw(t, "s valid")),
		frame.Col("b", rapid.SliceOfN(rapid.Bool(), rows, rows).Draw(t, "b")).WithValid(valid.Draw(t, "b valid")),
		frame.Nanos("t", ints.Draw(t, "t")).WithValid(valid.Draw(t, "t valid")),
	)
	if err == nil && rapid.Bool().Draw(t, "indexed") {
		f, err = f.SetIndex(rapid.SampledFrom(f.Schema().Names()).Draw(t, "index"))
	}
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Written frames are read with the same columns and values, whatever the batches.
func TestRoundTrip(t *testing.T) {
	dir := t.TempDir()
	for ending, newWriter := range writers {
		t.Run(ending, func(t *testing.T) {
			rapid.Check(t, func(r *rapid.T) {
				f := anyFrame(r, rapid.IntRange(0, 20).Draw(r, "rows"))
				cut := rapid.IntRange(0, f.Len()).Draw(r, "cut")
				path := filepath.Join(dir, "file"+ending)
				writeFile(t, path, newWriter(f.Schema()), f.Slice(0, cut), f.Slice(cut, f.Len()))
				got, err := frame.ReadFile(path, openerFor(path, ipc.Batch(rapid.IntRange(1, 25).Draw(r, "batch"))))
				if err != nil || !got.Equal(f) {
					r.Fatalf("%v; got %v\n%v\nwant %v\n%v", err, got.Schema(), got, f.Schema(), f)
				}
			})
		})
	}
}

func sample() frame.Frame {
	return frame.Must(frame.New(frame.Nanos("t", []int64{1, 2, 3}).AsIndex(), frame.Col("x", []float64{1, math.NaN(), 3})))
}

// A frame can be read from a stream when Send has returned.
func TestStreamCanBeReadWhileWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "live.arrow")
	file, err := os.Create(path)
	check.NoError(t, err)
	defer file.Close()
	f := sample()
	w := ipc.NewArrowWriter(file, f.Schema(), ipc.Stream())
	for n := 1; n <= 3; n++ {
		check.NoError(t, w.Send(t.Context(), f))
		if got := readBatches(t, ipc.OpenArrow(), path); len(got) != n || !got[n-1].Equal(f) {
			t.Fatalf("after frame %d: read %v", n, got)
		}
	}
}

func TestWriterAsReceiver(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rows.parquet")
	file, err := os.Create(path)
	check.NoError(t, err)
	defer file.Close()
	f := sample()
	source := flow.FromSlice([]frame.Frame{f.Slice(0, 1), f.Empty(), f.Slice(1, 3)})
	flow.To(source, ipc.NewParquetWriter(file, f.Schema()))
	check.NoError(t, flow.Run(t.Context(), source))
	got, err := frame.ReadFile(path, ipc.OpenParquet())
	wantFrame(t, check.Must(t, got, err), f)
}

type failingWriter struct{ err error }

func (w failingWriter) Write([]byte) (int, error) { return 0, w.err }

func TestWriterErrors(t *testing.T) {
	f, ctx := sample(), t.Context()
	for _, newWriter := range writers {
		var out bytes.Buffer
		w := newWriter(f.Schema())(&out)
		check.Error(t, w.Send(ctx, f.ResetIndex()), frame.ErrSchema, "ipc.New", "Writer: ", `"t"`)
		if err := errors.Join(w.Send(ctx, f), w.Close(ctx), w.Close(ctx)); err != nil {
			t.Error(err)
		}
		size := out.Len()
		check.Error(t, w.Send(ctx, f), ipc.ErrClosed, "ipc.New", "send")
		if out.Len() != size {
			t.Error("written after Close")
		}
		w = newWriter(frame.Schema{})(&out)
		check.Error(t, w.Close(ctx), frame.ErrEmpty, "ipc.New")

		diskFull := errors.New("disk full")
		w = newWriter(f.Schema())(failingWriter{diskFull})
		_ = w.Send(ctx, f) // the writer may buffer it
		check.Error(t, w.Close(ctx), diskFull, "ipc.New")
		check.Error(t, w.Close(ctx), diskFull)

		over, cancel := context.WithCancel(ctx)
		cancel()
		check.Error(t, newWriter(f.Schema())(&out).Send(over, f), context.Canceled)
	}
	check.Panics(t, "must not be nil", func() { ipc.NewArrowWriter(nil, f.Schema()) })
	check.Panics(t, "got 0", func() { ipc.RowGroup(0) })
	check.Panics(t, "got ipc.NewArrowWriter", func() { ipc.NewArrowWriter(io.Discard, f.Schema(), ipc.RowGroup(1)) })
	check.Panics(t, "got ipc.NewParquetWriter", func() { ipc.NewParquetWriter(io.Discard, f.Schema(), ipc.Stream()) })
}

// After a failed write nothing more is written, because it could not be read.
func TestWriterKeepsItsError(t *testing.T) {
	f := sample()
	w := ipc.NewArrowWriter(failingWriter{io.ErrClosedPipe}, f.Schema(), ipc.Stream())
	check.Error(t, w.Send(t.Context(), f), io.ErrClosedPipe, "ipc.NewArrowWriter")
	check.Error(t, w.Send(t.Context(), f), io.ErrClosedPipe)
}
