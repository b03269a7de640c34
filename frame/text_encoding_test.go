package frame_test

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// Text that is not UTF-8 is an error that names the line, the column, the byte and the encoding that the file probably has.
func TestTextThatIsNotUTF8(t *testing.T) {
	for text, says := range map[string]string{
		"n,name\n1,a\n2,caf\xe9\n": `line 3, column "name": text must be UTF-8, but has the byte 0xe9, which is 'é' in Windows-1252 and in Latin-1 ` +
			`(CSVEncoding), got "caf\xe9"`,
		"n,name\n\"a\n\",\"5 \x80\"\n": `line 2, column "name": text must be UTF-8, but has the byte 0x80, which is '€' in Windows-1252 (CSVEncoding)`,
		"n,name\n\x81,a\n":             `line 2, column "n": text must be UTF-8, but has the byte 0x81 (CSVEncoding), got "\x81"`,
		"n,na\xefve\n1,2\n":            `line 1, column 1: text must be UTF-8, but has the byte 0xef`,
	} {
		_, err := readCSV(text)
		check.Error(t, err, frame.ErrValue, "frame.ReadCSV: ", says)
	}
	for text, says := range map[string]string{
		"{\"a\":1,\"b\":\"caf\xe9\"}":          `line 1, key "b" must be UTF-8, but has the byte 0xe9, which is 'é' in Windows-1252 and in Latin-1 (JSONEncoding), got "\"caf\xe9\""`,
		"[{\"a\":1},\n{\"b\xfc\":{\"c\":[]}}]": `record 2 (line 2), key "b`,
	} {
		_, err := readDocument(text)
		check.Error(t, err, frame.ErrValue, "frame.ReadJSON: ", says)
	}
	_, err := readJSON("{\"a\":1}\n{\"b\":\"\x93\"}")
	check.Error(t, err, frame.ErrValue, `frame.ReadJSONLines: `, `line 2, key "b" must be UTF-8, but has the byte 0x93, which is '“' in Windows-1252`)

	want := frame.Must(frame.New(frame.Col("é", []string{"€", "“"})))
	f, err := readCSV("\xe9\n\x80\n\x93\n", frame.CSVEncoding(charmap.Windows1252))
	wantFrame(t, check.Must(t, f, err), want)
	for _, read := range []func(string, ...frame.JSONOption) (frame.Frame, error){readDocument, readJSON} {
		f, err = read("{\"\xe9\":\"\x80\"}\n{\"\xe9\":\"\x93\"}\n", frame.JSONEncoding(charmap.Windows1252))
		wantFrame(t, check.Must(t, f, err), want)
	}
	f, err = readCSV("\xef\xbb\xbfs\n\xff\n", frame.CSVEncoding(encoding.Nop))
	wantFrame(t, check.Must(t, f, err), frame.Must(frame.New(frame.Col("s", []string{"\xff"}))))
	little := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	f, err = readCSV(mustValue(little.NewEncoder().String("é\n€\n“\n")), frame.CSVEncoding(little))
	wantFrame(t, check.Must(t, f, err), want)
}

// Rows before a place that cannot be read are returned, whatever the fault: none is lost, and the error names the place.
func TestFilesThatAreCutOff(t *testing.T) {
	var lines, objects strings.Builder
	lines.WriteString("n,s\n")
	for i := range 1000 {
		fmt.Fprintf(&lines, "%d,\"text %d\"\n", i, i)
		fmt.Fprintf(&objects, "{\"n\":%d,\"s\":\"text %d\"}\n", i, i)
	}
	for _, c := range []struct {
		text string
		open frame.Opener
		says string
	}{
		{lines.String()[:lines.Len()-3], frame.OpenCSV(frame.CSVBatch(7)), `line 1001, column "s": a quoted cell must end with a quote, got "\"text 99"`},
		{lines.String()[:lines.Len()-12], frame.OpenCSV(frame.CSVBatch(7)), `line 1001 must have 2 fields, got 1`},
		{objects.String()[:objects.Len()-3], frame.OpenJSON(frame.JSONBatch(7)), `line 1000 must be complete, but the text ends in it, got {"n":999,"s":"text 999`},
		{objects.String()[:objects.Len()-3], frame.OpenJSONLines(frame.JSONBatch(7)), `line 1000 must be a JSON object, got {"n":999,"s":"text 999`},
	} {
		r := mustValue(c.open(tempFile(t, c.text)))
		rows := 0
		for {
			f, err := r.Read()
			if err != nil {
				if !strings.Contains(err.Error(), c.says) {
					t.Errorf("got %v, want %s", err, c.says)
				}
				break
			}
			rows += f.Len()
		}
		if check.NoError(t, r.Close()); rows != 999 {
			t.Errorf("%s: %d rows, want 999", c.says, rows)
		}
	}
}

// A line of 1 GB is refused at the limit, 64 MiB by default: no more of it is read, and memory is taken for that alone.
func TestLineOfAGigabyte(t *testing.T) {
	if testing.Short() {
		t.Skip("takes 64 MB for each case")
	}
	const limit, line = 64 << 20, 1 << 30
	for name, c := range map[string]struct {
		start string
		read  func(r io.Reader) (frame.Frame, error)
		says  string
	}{
		"CSV":        {"x\n", func(r io.Reader) (frame.Frame, error) { return frame.ReadCSV(r) }, "line 2 must have at most 67108864 bytes (CSVMaxLine)"},
		"CSV header": {"", func(r io.Reader) (frame.Frame, error) { return frame.ReadCSV(r) }, "line 1 must have at most 67108864 bytes (CSVMaxLine)"},
		"CSV quoted": {"x\n\"", func(r io.Reader) (frame.Frame, error) { return frame.ReadCSV(r) }, "line 2 must have at most 67108864 bytes (CSVMaxLine)"},
		"JSON lines": {`{"x":"`, func(r io.Reader) (frame.Frame, error) { return frame.ReadJSONLines(r) },
			"line 1 must have at most 67108864 bytes (JSONMaxRecord)"},
		"JSON": {`[{"x":"`, func(r io.Reader) (frame.Frame, error) { return frame.ReadJSON(r) },
			"record 1 (line 1) must have at most 67108864 bytes (JSONMaxRecord)"},
	} {
		t.Run(name, func(t *testing.T) {
			rest := &io.LimitedReader{R: sameByte('a'), N: line}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := c.read(io.MultiReader(strings.NewReader(c.start), rest))
			runtime.ReadMemStats(&after)
			check.Error(t, err, frame.ErrValue, c.says)
			if read := line - rest.N; read < limit/2 || read > 2*limit+1<<20 {
				t.Errorf("read %d bytes of the line, want about %d", read, limit)
			}
			if taken := after.TotalAlloc - before.TotalAlloc; taken > 5*limit { // buffers that double, of which the last two live at once
				t.Errorf("took %d bytes of memory in all, want at most %d", taken, 5*limit)
			}
		})
	}
}

// sameByte is a reader of one byte for ever.
type sameByte byte

func (b sameByte) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(b)
	}
	return len(p), nil
}

// A million columns, and a record without an end, are refused before they fill the memory.
func TestFilesThatAreTooWide(t *testing.T) {
	_, err := readCSV(strings.Repeat("a,", 1_000_000) + "a\n1\n")
	check.Error(t, err, frame.ErrFields, "line 1 must have at most 100000 columns (CSVMaxColumns)")
	var keys bytes.Buffer
	for i := range 1_000_000 {
		fmt.Fprintf(&keys, ",\"%d\":1", i)
	}
	_, err = readDocument("{\"a\":1}\n{\"b\":1" + keys.String() + "}")
	check.Error(t, err, frame.ErrValue, `line 2 must have at most 100000 columns (JSONMaxColumns), got a new key "99998"`)
	_, err = readJSON("{\"a\":1,\"b\":1,\"c\":2}", frame.JSONMaxColumns(2))
	check.Error(t, err, frame.ErrValue, `line 1 must have at most 2 columns (JSONMaxColumns), got a new key "c"`)
	check.Panics(t, "frame.CSVMaxLine: n must be at most 1073741824, got 1073741825", func() { frame.CSVMaxLine(1<<30 + 1) })
	check.Panics(t, "frame.JSONMaxRecord: n must be at most 1073741824, got 1073741825", func() { frame.JSONMaxRecord(1<<30 + 1) })
}
