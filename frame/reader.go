package frame

import (
	"errors"
	"fmt"
	"io"
)

// Reader gives the rows of a file or table in frames of one schema.
type Reader interface {
	// Schema tells what all frames have. It is known before the first Read.
	Schema() Schema
	// Read gives the next rows, never none of them, and io.EOF after the last. Frames stay valid after Close. After an
	// error it need not be called again.
	Read() (Frame, error)
	// Close lets the file go. It is called once, whether everything has been read or not.
	Close() error
}

// Opener opens a file to be read in batches. Its errors, and those of the Reader, name the file.
type Opener func(path string) (Reader, error)

// ReadFile reads a whole file as one frame, for example with OpenCSV(): all its batches, joined by [Concat]. Cost: what
// reading costs, and a copy of the rows if there is more than one batch.
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

// concatBatches joins what came after the empty first frame, which tells the schema.
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
