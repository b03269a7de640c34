package ipc_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/frame/ipc"
)

func levels() frame.Frame {
	return frame.Must(frame.New(
		frame.Nanos("at", []int64{0, 9e11, 18e11}).AsIndex(), frame.Const("gauge", "Kelheim", 3), frame.Col("level", []float64{1.25, 1.5, 2})))
}

// A file is read in batches. Columns selects the columns to read.
func ExampleOpenArrow() {
	r, err := ipc.OpenArrow(ipc.Columns("distance", "delay"), ipc.Batch(1000))("testdata/flights-8k.arrow")
	if err != nil {
		fmt.Println(err)
		return
	}
	f, err := r.Read()
	fmt.Println(r.Schema(), f.Len(), err)
	fmt.Println(f.Slice(0, 2))
	fmt.Println(r.Close())
	// Output:
	// distance int64, delay int64 1000 <nil>
	// distance  delay
	//      405     14
	//      370    -11
	// <nil>
}

func ExampleOpenParquet() {
	f, err := frame.ReadFile("testdata/types.parquet", ipc.OpenParquet(ipc.Columns("us", "word", "i8"), ipc.Index("us")))
	fmt.Println(f.Slice(0, 1), err)
	_, err = frame.ReadFile("testdata/others.parquet", ipc.OpenParquet())
	fmt.Println(err)
	// Output:
	// us                           word  i8
	// 1951-10-12T20:59:20.681218Z  böse  75 <nil>
	// ipc.OpenParquet: testdata/others.parquet: wrong column type: a frame cannot hold the column "list" of type list<element: int64, nullable>; ipc.Columns can leave it out
}

// A stream ends in a file. The end of the stream writes the end of the file, here to memory.
func ExampleNewArrowWriter() {
	var file bytes.Buffer
	rows := flow.FromSlice([]frame.Frame{levels()})
	flow.To(rows, ipc.NewArrowWriter(&file, levels().Schema(), ipc.ZSTD()))
	err := flow.Run(context.Background(), rows)
	fmt.Printf("%q... %v\n", file.Bytes()[:6], err)
	// Output: "ARROW1"... <nil>
}

// A written file is read with its index.
func ExampleNewParquetWriter() {
	path := filepath.Join(os.TempDir(), "streamgage-example.parquet")
	defer os.Remove(path)
	file, err := os.Create(path)
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx, w := context.Background(), ipc.NewParquetWriter(file, levels().Schema(), ipc.RowGroup(100_000))
	fmt.Println(errors.Join(w.Send(ctx, levels()), w.Close(ctx), file.Close()))
	f, err := frame.ReadFile(path, ipc.OpenParquet())
	fmt.Println(f.Schema(), f.Equal(levels()), err)
	// Output:
	// <nil>
	// at time (index), gauge string, level float64 true <nil>
}
