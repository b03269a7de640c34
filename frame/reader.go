package frame

import (
	"errors"
	"fmt"
	"io"
)

// Reader reads the rows of a file or table in batches: frames of one schema.
type Reader interface {
	// Schema returns the schema of all frames. It is known before the first Read.
	Schema() Schema
	// Read returns the next rows, at least one, and io.EOF after the last. A frame stays valid after later calls of
	// Read and Close. Read is not called again after an error.
	Read() (Frame, error)
	// Close closes the file. It is called once, even if not all rows have been read.
	Close() error
}

// Opener opens a file that is then read in batches. Its errors, and those of the Reader, name the file.
type Opener func(path string) (Reader, error)

// ReadFile reads a whole file as one frame. open opens the file; an example is OpenCSV(). ReadFile reads all batches
// and joins them with [Concat]. Cost: that of reading, and a copy of the rows if there is more than one batch.
func ReadFile(path string, open Opener) (f Frame, err error) {
	r, err := open(path)
	if err != nil {
		return Frame{}, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	batches := []Frame{r.Schema().Empty()}
	for {
		switch f, err := r.Read(); err {
		case nil:
			batches = append(batches, f)
		case io.EOF:
			return concatBatches(path, batches)
		default:
			return Frame{}, err
		}
	}
}

// concatBatches joins the batches. The first of them is empty: it holds the schema of a file without rows.
func concatBatches(path string, batches []Frame) (Frame, error) {
	if len(batches) == 2 {
		return batches[1], nil
	}
	f, err := Concat(batches)
	if err != nil {
		return Frame{}, fmt.Errorf("frame.ReadFile: %s: %w", path, err)
	}
	return f, nil
}
