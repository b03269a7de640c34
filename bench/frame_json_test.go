package bench

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"testing"
	"time"

	"compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/streamgage/streamgage/frame"
)

// jsonRows is the number of rows of BenchmarkReadJSON.
const jsonRows = 20_000

// jsonText returns rows of five values, two of them nested, as lines or as one array.
func jsonText(array bool) []byte {
	var text bytes.Buffer
	start, separator, end := "", "\n", "\n"
	if array {
		start, separator, end = "[", ",\n", "]\n"
	}
	text.WriteString(start)
	for i := range jsonRows {
		if i > 0 {
			text.WriteString(separator)
		}
		fmt.Fprintf(&text, `{"at":%d,"gauge":"station %d","pos":{"lat":%.4f,"lon":%.4f},"level":%.2f}`,
			1767268800000+i*1000, i%100, 48+float64(i%977)/1000, 12+float64(i%733)/1000, float64(i%1013)/8)
	}
	text.WriteString(end)
	return text.Bytes()
}

// BenchmarkReadJSON measures reading JSON of nested objects, as lines and as an array, and beside it encoding/json into maps
// and into structs. Compressed text counts with its size after decompression.
func BenchmarkReadJSON(b *testing.B) {
	lines, array := jsonText(false), jsonText(true)
	open := func(text []byte) func() (int, error) {
		return func() (int, error) {
			f, err := frame.ReadJSON(bytes.NewReader(text), frame.JSONEpoch("at", time.Millisecond))
			return f.Len(), err
		}
	}
	for _, c := range []struct {
		name string
		read func() (int, error)
	}{
		{"lines/ours", open(lines)},
		{"lines/ours-gzip", open(gzipped(b, lines))},
		{"lines/ours-zstd", open(zstandard(b, lines))},
		{"lines/encoding-json-maps", func() (n int, err error) {
			for d := json.NewDecoder(bytes.NewReader(lines)); ; n++ {
				var row map[string]any
				if err := d.Decode(&row); err == io.EOF {
					return n, nil
				} else if err != nil {
					return n, err
				}
			}
		}},
		{"array/ours", open(array)},
		{"array/encoding-json-maps", func() (int, error) {
			var rows []map[string]any
			err := json.NewDecoder(bytes.NewReader(array)).Decode(&rows)
			return len(rows), err
		}},
		{"array/encoding-json-structs", func() (int, error) {
			var rows []struct {
				At    int64
				Gauge string
				Pos   struct{ Lat, Lon float64 }
				Level float64
			}
			err := json.NewDecoder(bytes.NewReader(array)).Decode(&rows)
			return len(rows), err
		}},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(lines)))
			b.ReportAllocs()
			for b.Loop() {
				if n, err := c.read(); err != nil || n != jsonRows {
					b.Fatalf("%d rows, %v", n, err)
				}
			}
		})
	}
}

// gzipped returns a text compressed with gzip.
func gzipped(b *testing.B, text []byte) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(text); err != nil {
		b.Fatal(err)
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
	return out.Bytes()
}

// zstandard returns a text compressed with zstd.
func zstandard(b *testing.B, text []byte) []byte {
	w, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		b.Fatal(err)
	}
	defer w.Close()
	return w.EncodeAll(text, nil)
}
