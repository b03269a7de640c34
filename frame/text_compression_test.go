package frame_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/klauspost/compress/zstd"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
)

// compressors return a text as compressed data, in one piece.
var compressors = map[string]func(text string) []byte{
	"gzip": func(text string) []byte {
		var out bytes.Buffer
		w := gzip.NewWriter(&out)
		_, err := io.WriteString(w, text)
		if err := errors.Join(err, w.Close()); err != nil {
			panic(err)
		}
		return out.Bytes()
	},
	"zstd": func(text string) []byte {
		w := mustValue(zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1)))
		defer w.Close()
		return w.EncodeAll([]byte(text), nil)
	},
}

func TestReadCompressed(t *testing.T) {
	want := frame.Must(frame.New(frame.Col("x", []int{1, 2}), frame.Col("s", []string{"a", "b"})))
	csvText, jsonText := "\xef\xbb\xbfx,s\n1,a\n2,b\n", `{"x":1,"s":"a"}`+"\n"+`{"x":2,"s":"b"}`
	for name, compress := range compressors {
		f, err := frame.ReadCSV(bytes.NewReader(compress(csvText)))
		wantFrame(t, check.Must(t, f, err), want)
		f, err = frame.ReadJSONLines(iotest.OneByteReader(bytes.NewReader(compress(jsonText))))
		wantFrame(t, check.Must(t, f, err), want)
		// Files that were compressed in two pieces, as by `cat a.gz b.gz`.
		pieces := append(compress("x,s\n1,"), compress("a\n2,b\n")...)
		f, err = frame.ReadCSV(bytes.NewReader(pieces))
		wantFrame(t, check.Must(t, f, err), want)
		path := filepath.Join(t.TempDir(), "x.csv."+name)
		check.NoError(t, os.WriteFile(path, compress(csvText), 0o600))
		f, err = frame.ReadFile(path, frame.OpenCSV(frame.CSVInfer(1), frame.CSVBatch(1)))
		wantFrame(t, check.Must(t, f, err), want)
	}
	skipped := append([]byte("\x53\x2a\x4d\x18\x02\x00\x00\x00hi"), compressors["zstd"](csvText)...) // a frame to skip, RFC 8878, 3.1.2
	f, err := frame.ReadCSV(bytes.NewReader(skipped))
	wantFrame(t, check.Must(t, f, err), want)
}

// linesOf returns n JSON lines whose text does not compress well.
func linesOf(n int) string {
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, "{\"i\":%d,\"v\":%d}\n", i, uint32(i)*2654435761)
	}
	return text.String()
}

// A file that is cut off has the rows before the cut, and then an error.
func TestReadCompressedCutOff(t *testing.T) {
	for name, compress := range compressors {
		all := compress(linesOf(50_000))
		path := filepath.Join(t.TempDir(), "cut")
		check.NoError(t, os.WriteFile(path, all[:len(all)*3/4], 0o600))
		for _, infer := range []int{100, 1 << 30} {
			r := mustValue(frame.OpenJSONLines(frame.JSONInfer(infer))(path))
			rows, err := 0, error(nil)
			for f := (frame.Frame{}); err == nil; rows += f.Len() {
				if f, err = r.Read(); err == nil && mustValue(f.Ints("i"))[0] != int64(rows) {
					t.Fatalf("%s: row %d begins with\n%v", name, rows, f.Slice(0, 1))
				}
			}
			check.Error(t, err, frame.ErrCompressed, "frame.OpenJSONLines: "+path, "unexpected end of "+name+" data after ")
			check.Error(t, err, io.ErrUnexpectedEOF)
			if rows < 30_000 || rows >= 50_000 {
				t.Errorf("%s: %d rows before the cut at 3/4 of 50,000", name, rows)
			}
			_, again := r.Read()
			check.Error(t, again, frame.ErrCompressed)
			check.NoError(t, r.Close())
		}
		for _, n := range []int{4, 6, 9} { // within the head
			_, err := frame.ReadCSV(bytes.NewReader(all[:n]))
			check.Error(t, err, frame.ErrCompressed, "frame.ReadCSV", "unexpected end of "+name+" data after 0 bytes")
		}
		damaged := bytes.Clone(all)
		damaged[len(damaged)-2] ^= 0xff // the checksum, or gzip's size
		_, err := frame.ReadJSONLines(bytes.NewReader(damaged))
		check.Error(t, err, frame.ErrCompressed, "frame.ReadJSONLines", name+" data")
		_, err = frame.ReadJSONLines(bytes.NewReader(append(bytes.Clone(all), "more"...)))
		check.Error(t, err, frame.ErrCompressed, name+" data")
		broken := errors.New("broken pipe")
		_, err = frame.ReadJSONLines(io.MultiReader(bytes.NewReader(all[:1000]), iotest.ErrReader(broken)))
		check.Error(t, err, broken, "frame.ReadJSONLines")
	}
}

func TestMaxDecompressed(t *testing.T) {
	for name, compress := range compressors {
		text := compress("x\n1\n2\n3\n") // 8 bytes
		f, err := frame.ReadCSV(bytes.NewReader(text), frame.CSVMaxDecompressed(8))
		wantFrame(t, check.Must(t, f, err), frame.Must(frame.New(frame.Col("x", []int{1, 2, 3}))))
		_, err = frame.ReadCSV(bytes.NewReader(text), frame.CSVMaxDecompressed(7))
		check.Error(t, err, frame.ErrCompressed, "frame.ReadCSV", "at most 7 bytes (CSVMaxDecompressed, JSONMaxDecompressed), got more", name)
		_, err = frame.ReadJSONLines(bytes.NewReader(compress(linesOf(9))), frame.JSONMaxDecompressed(100))
		check.Error(t, err, frame.ErrCompressed, "at most 100 bytes")
	}
	f, err := frame.ReadCSV(strings.NewReader("x\n1\n2\n"), frame.CSVMaxDecompressed(1)) // not compressed
	wantFrame(t, check.Must(t, f, err), frame.Must(frame.New(frame.Col("x", []int{1, 2}))))
	check.Panics(t, "frame.CSVMaxDecompressed: n must be positive, got 0", func() { frame.CSVMaxDecompressed(0) })
	check.Panics(t, "frame.JSONMaxDecompressed: n must be positive, got -1", func() { frame.JSONMaxDecompressed(-1) })
}

// A file of a million bytes that holds a thousand million spaces is refused by default.
func TestDecompressionBomb(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	var bomb bytes.Buffer
	w := mustValue(gzip.NewWriterLevel(&bomb, gzip.BestSpeed))
	spaces := append(bytes.Repeat([]byte(" "), 1<<20), '\n')
	for range 1100 {
		if _, err := w.Write(spaces); err != nil {
			t.Fatal(err)
		}
	}
	check.NoError(t, w.Close())
	_, err := frame.ReadJSONLines(&bomb)
	check.Error(t, err, frame.ErrCompressed, "at most 1073741824 bytes")
}
