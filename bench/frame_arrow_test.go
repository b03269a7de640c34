package bench

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	arrowipc "github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/frame/ipc"
)

// BenchmarkReadArrow measures reading an Arrow file of 226 records of 1,024 rows, a frame for each record, and for
// comparison reading the records with arrow-go without using the values. In the narrow file (int16, int16, float32, like
// vega's flights-200k.arrow) every value is widened: 24 bytes are written for the 8 bytes of a row. In the wide file (int64,
// int64, float64) no value is copied.
func BenchmarkReadArrow(b *testing.B) {
	const records, rows = 226, 1024
	for name, types := range map[string][]arrow.DataType{
		"narrow": {arrow.PrimitiveTypes.Int16, arrow.PrimitiveTypes.Int16, arrow.PrimitiveTypes.Float32},
		"wide":   {arrow.PrimitiveTypes.Int64, arrow.PrimitiveTypes.Int64, arrow.PrimitiveTypes.Float64},
	} {
		path := filepath.Join(b.TempDir(), name+".arrow")
		writeArrow(b, path, types, records, rows)
		info, err := os.Stat(path)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name+"/ours", func(b *testing.B) { benchRead(b, info.Size(), path, records*rows, readFrames) })
		b.Run(name+"/arrow-go", func(b *testing.B) { benchRead(b, info.Size(), path, records*rows, readRecords) })
	}
}

// BenchmarkReadFlights does the same with any file: FLIGHTS=flights-200k.arrow go test -bench ReadFlights.
func BenchmarkReadFlights(b *testing.B) {
	path := os.Getenv("FLIGHTS")
	info, err := os.Stat(path)
	if err != nil {
		b.Skip("no file")
	}
	rows, err := readFrames(path)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("ours", func(b *testing.B) { benchRead(b, info.Size(), path, rows, readFrames) })
	b.Run("arrow-go", func(b *testing.B) { benchRead(b, info.Size(), path, rows, readRecords) })
}

// benchRead measures read, which must return want rows.
func benchRead(b *testing.B, size int64, path string, want int, read func(string) (int, error)) {
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		if rows, err := read(path); err != nil || rows != want {
			b.Fatalf("%d rows, %v", rows, err)
		}
	}
}

// readFrames reads a file as frames and returns the number of rows.
func readFrames(path string) (rows int, err error) {
	r, err := ipc.OpenArrow()(path)
	if err != nil {
		return 0, err
	}
	defer r.Close()
	for {
		var f frame.Frame
		if f, err = r.Read(); err != nil {
			break
		}
		rows += f.Len()
	}
	if err == io.EOF {
		err = nil
	}
	return rows, err
}

// readRecords reads a file with arrow-go and returns the number of rows.
func readRecords(path string) (rows int, err error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	r, err := arrowipc.NewFileReader(file)
	if err != nil {
		return 0, err
	}
	defer r.Close()
	for {
		record, err := r.Read()
		if err == io.EOF {
			return rows, nil
		}
		if err != nil {
			return rows, err
		}
		rows += int(record.NumRows())
	}
}

// writeArrow writes an Arrow file of zeros.
func writeArrow(b *testing.B, path string, types []arrow.DataType, records, rows int) {
	fields := make([]arrow.Field, len(types))
	cols := make([]arrow.Array, len(types))
	for i, t := range types {
		fields[i] = arrow.Field{Name: string(rune('a' + i)), Type: t}
		values := memory.NewBufferBytes(make([]byte, 8*rows))
		cols[i] = array.MakeFromData(array.NewData(t, rows, []*memory.Buffer{nil, values}, nil, 0, 0))
	}
	schema := arrow.NewSchema(fields, nil)
	record := array.NewRecordBatch(schema, cols, int64(rows))
	file, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	w, err := arrowipc.NewFileWriter(file, arrowipc.WithSchema(schema))
	for range records {
		if err == nil {
			err = w.Write(record)
		}
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		b.Fatal(err)
	}
}
