package frame

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

// CSVMaxDecompressed limits the size of a compressed file's text, in bytes: a longer text is an [ErrCompressed], after
// the rows before it. It does not limit files that are not compressed. Default: 1 GiB, or 200 times the compressed size
// if that is more; text of tables rarely compresses better than that, and files made to fill the memory do. It panics
// unless n is positive.
func CSVMaxDecompressed(n int64) CSVOption {
	checkMaxDecompressed("CSVMaxDecompressed", n)
	return forReading("CSVMaxDecompressed", func(c *csvConfig) { c.maxDecompressed = n })
}

// JSONMaxDecompressed limits the size of a compressed file's text, in bytes: a longer text is an [ErrCompressed], after
// the rows before it. It does not limit files that are not compressed. Default: 1 GiB, or 200 times the compressed size
// if that is more. It panics unless n is positive.
func JSONMaxDecompressed(n int64) JSONOption {
	checkMaxDecompressed("JSONMaxDecompressed", n)
	return func(c *jsonConfig) { c.maxDecompressed = n }
}

// checkMaxDecompressed panics unless n is positive.
func checkMaxDecompressed(option string, n int64) {
	if n <= 0 {
		panic(fmt.Sprintf("frame.%s: n must be positive, got %d", option, n))
	}
}

const (
	defaultMaxDecompressed = 1 << 30 // bytes
	defaultMaxRatio        = 200     // decompressed bytes for each compressed byte, above defaultMaxDecompressed
	maxZstdWindow          = 128 << 20
)

// decompressor reads text that may be compressed. The first bytes say how: gzip, zstd, or not at all.
type decompressor struct {
	source   countingReader
	limit    int64     // of size, if source is compressed; 0: the default
	text     io.Reader // nil before the first Read
	format   string    // "gzip", "zstd", or "" if source is not compressed
	size     int64     // decompressed bytes that were read
	sticky   error     // is returned by all later calls of Read
	overflow [1]byte
}

// decompress returns a reader of the text of r. limit is that of CSVMaxDecompressed, or 0.
func decompress(r io.Reader, limit int64) io.Reader {
	return &decompressor{source: countingReader{reader: r}, limit: limit}
}

func (d *decompressor) Read(p []byte) (int, error) {
	if d.text == nil && d.sticky == nil {
		d.sticky = d.open()
	}
	if d.sticky != nil {
		return 0, d.sticky
	}
	if d.format == "" {
		return d.text.Read(p)
	}
	left := d.maxSize() - d.size
	if left <= 0 {
		if n, err := d.text.Read(d.overflow[:]); n == 0 {
			return 0, d.describe(err)
		}
		return 0, d.describe(d.errTooLarge())
	}
	n, err := d.text.Read(p[:min(int64(len(p)), left)])
	d.size += int64(n)
	return n, d.describe(err)
}

// open looks at the first bytes and makes the reader of the text.
func (d *decompressor) open() (err error) {
	source := bufio.NewReaderSize(&d.source, 64<<10)
	start, err := source.Peek(3)
	if err != nil && err != io.EOF {
		return err
	}
	if bytes.Equal(start, []byte("\x28\xb5\x2f")) || bytes.HasSuffix(start, []byte("\x2a\x4d")) {
		start, _ = source.Peek(4) // not for all texts: a pipe may have no more than three bytes for now
	}
	err = nil
	switch {
	case bytes.HasPrefix(start, []byte("\x1f\x8b\x08")):
		d.format = "gzip"
		d.text, err = gzip.NewReader(source)
	case bytes.Equal(start, []byte("\x28\xb5\x2f\xfd")),
		len(start) == 4 && start[0]>>4 == 5 && bytes.Equal(start[1:], []byte("\x2a\x4d\x18")): // a frame to skip
		d.format = "zstd"
		// With one decoder there is no goroutine, so there is nothing to close.
		d.text, err = zstd.NewReader(source, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxZstdWindow),
			zstd.WithDecoderMaxMemory(1<<63))
	default:
		d.text = source
		return nil
	}
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return d.describe(err)
}

// maxSize is the number of bytes of text that may be read.
func (d *decompressor) maxSize() int64 {
	if d.limit > 0 {
		return d.limit
	}
	return max(defaultMaxDecompressed, defaultMaxRatio*d.source.size)
}

// errTooLarge is the error of a text that is longer than allowed.
func (d *decompressor) errTooLarge() error {
	return fmt.Errorf("%w: the text must have at most %d bytes (CSVMaxDecompressed, JSONMaxDecompressed), got more from %d bytes of %s data",
		ErrCompressed, d.maxSize(), d.source.size, d.format)
}

// describe returns the error of reading, and keeps it. Errors of the data become an ErrCompressed, those of the source
// are kept as they are.
func (d *decompressor) describe(err error) error {
	switch {
	case err == nil || err == io.EOF || errors.Is(err, ErrCompressed):
	case d.source.err != nil && d.source.err != io.EOF:
		err = d.source.err
	case errors.Is(err, io.ErrUnexpectedEOF):
		err = fmt.Errorf("%w: unexpected end of %s data after %d bytes of text: %w",
			ErrCompressed, d.format, d.size, io.ErrUnexpectedEOF)
	default:
		err = fmt.Errorf("%w: %s data must be intact, got damage after %d bytes of text: %w", ErrCompressed, d.format, d.size, err)
	}
	d.sticky = err
	return err
}

// countingReader counts the bytes that it reads, and keeps the error of reading.
type countingReader struct {
	reader io.Reader
	size   int64
	err    error
}

func (c *countingReader) Read(p []byte) (n int, err error) {
	n, err = c.reader.Read(p)
	c.size += int64(n)
	c.err = err
	return n, err
}
