package ipc

import (
	"bytes"
	"context"
	"encoding/base64"
	"slices"
	"strings"

	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/file"
	"github.com/apache/arrow-go/v18/parquet/metadata"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"
	"github.com/streamgage/streamgage/frame"
)

// OpenParquet returns an Opener of Parquet files, which are read in batches of [Batch] rows. A batch can contain rows
// of several row groups. Only the pages of the current batch are in memory, and only those of the columns to read. The
// package's documentation lists how types are converted.
//
// A damaged file is an [ErrCorrupt]. A column that a frame cannot hold is a frame.ErrType, and a value that it cannot
// hold is a frame.ErrValue. All errors name the file.
func OpenParquet(opts ...Option) frame.Opener {
	c := newReaderConfig(opts)
	return func(path string) (frame.Reader, error) {
		return open("ipc.OpenParquet", path, c, (*reader).initParquet)
	}
}

// initParquet reads the schema of a Parquet file.
func (r *reader) initParquet(_ int64, c readerConfig) error {
	props := parquet.NewReaderProperties(r.allocator)
	props.BufferedStreamEnabled = true // read pages instead of whole columns of a row group
	in, err := file.NewParquetReader(r.file, file.WithReadProps(props))
	if err != nil {
		return asCorrupt(err)
	}
	if err := checkStoredSchema(in.MetaData().KeyValueMetadata(), r.allocator); err != nil {
		return asCorrupt(err)
	}
	// Parallel reading is off: a panic in another goroutine cannot be recovered.
	all, err := pqarrow.NewFileReader(in, pqarrow.ArrowReadProperties{BatchSize: int64(c.batchRows)}, r.allocator)
	if err != nil {
		return asCorrupt(err)
	}
	schema, err := all.Schema()
	if err != nil {
		return asCorrupt(err)
	}
	if r.fields, err = c.chooseFields(schema); err != nil {
		return err
	}
	var leaves []int
	for _, f := range r.fields {
		leaves = append(leaves, all.Manifest.Fields[schema.FieldIndices(f.Name)[0]].ColIndex)
	}
	slices.Sort(leaves)
	records, err := all.GetRecordReader(context.Background(), leaves, nil)
	if err != nil {
		return asCorrupt(err)
	}
	r.records, r.release = records, records.Release
	return nil
}

// checkStoredSchema checks the Arrow schema that is stored in a Parquet file, before arrow-go reads it.
func checkStoredSchema(kv metadata.KeyValueMetadata, b boundedAllocator) error {
	text := kv.FindValue("ARROW:schema")
	if text == nil {
		return nil
	}
	schema, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(*text, "="))
	if err != nil {
		return err
	}
	_, err = newStreamReader(bytes.NewReader(schema), int64(len(schema)), b).Message()
	return err
}
