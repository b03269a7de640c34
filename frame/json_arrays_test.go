package frame_test

import (
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"golang.org/x/text/encoding/unicode"
)

// Arrays one after the other are rows, as those of an array are.
func TestJSONLinesOfArrays(t *testing.T) {
	want := frame.Must(frame.New(frame.Col("x", []int{1, -2}), frame.Col("s", []string{"a", "]\n["})))
	names := frame.JSONColumns("x", "s")
	for text, opts := range map[string][]frame.JSONOption{
		"[1,\"a\"]\n\n [ -2 , \"]\\n[\"]":            {names},
		"[\"x\",\"s\"]\n[1,\"a\"]\n[-2,\"]\\n[\"]\n": {frame.JSONHeader()},
		"[\"i\",\"j\"]\n[1,\"a\"]\n[-2,\"]\\n[\"]\n": {frame.JSONHeader(), names},
	} {
		f, err := frame.ReadJSON(iotest.OneByteReader(strings.NewReader(text)), opts...)
		wantFrame(t, check.Must(t, f, err), want)
		f, err = readJSON(text, opts...)
		wantFrame(t, check.Must(t, f, err), want)
		f, err = frame.ReadFile(tempFile(t, text), frame.OpenJSONLines(append(opts, frame.JSONInfer(1), frame.JSONBatch(1))...))
		wantFrame(t, check.Must(t, f, err), want)
	}
	for text, says := range map[string]string{
		"[1,2]\n[3]":         `line 2 must have 2 values, got 1 in [3]`,
		"[1,2]\n{\"x\":1}":   `line 2 must be an array, as JSONColumns says, got {"x":1}`,
		"[1,2]\n[3,]":        `line 2 must be`,
		"[1,2]\n[3,[4,5,6]]": `line 2`,
	} {
		kind := frame.ErrValue
		if strings.Contains(says, "values") {
			kind = frame.ErrFields
		}
		_, err := readDocument(text, names)
		check.Error(t, err, kind, "frame.ReadJSON: ", says)
		_, err = readJSON(text, names)
		check.Error(t, err, kind, "frame.ReadJSONLines: ", says)
	}
}

// JSON is read in UTF-16, as CSV is.
func TestReadJSONUTF16(t *testing.T) {
	const text = `{"x":1,"s":"é€😀"}` + "\n" + `{"x":2,"s":null}`
	want, err := readDocument(text)
	check.NoError(t, err)
	for _, order := range []unicode.Endianness{unicode.LittleEndian, unicode.BigEndian} {
		wide, err := unicode.UTF16(order, unicode.UseBOM).NewEncoder().String(text)
		check.NoError(t, err)
		for _, read := range []func(string, ...frame.JSONOption) (frame.Frame, error){readDocument, readJSON} {
			f, err := read(wide)
			wantFrame(t, check.Must(t, f, err), want)
			_, err = read(wide[2:])
			check.Error(t, err, frame.ErrValue, "text must be UTF-8, or UTF-16 with a byte order mark, got UTF-16 without one")
			_, err = read("\xff\xfe\x00\x00")
			check.Error(t, err, frame.ErrValue, "got UTF-32")
		}
	}
}

func TestJSONTimeLayoutAndZone(t *testing.T) {
	zone := time.FixedZone("", 3600)
	f, err := readDocument(`{"t":"02.01.2026"}{"t":"2026-01-03 12:00"}{"t":"2026-01-03T12:00:00Z"}`,
		frame.JSONTimeLayout("02.01.2006"), frame.JSONTimeZone(zone))
	wantFrame(t, check.Must(t, f, err), frame.Must(frame.New(frame.Col("t", []time.Time{
		time.Date(2026, 1, 2, 0, 0, 0, 0, zone), time.Date(2026, 1, 3, 12, 0, 0, 0, zone), time.Date(2026, 1, 3, 12, 0, 0, 0, time.UTC)}))))
}

func TestJSONReport(t *testing.T) {
	const text = `{"n":"1.5","t":"2024-01-01","s":"a","m":null}` + "\n" + `{"n":"2","t":"?","s":"1"}` + "\n" +
		`{"n":"3","t":"2024-01-03","s":"b"}`
	report := frame.Report{Columns: make([]frame.ReportedColumn, 9)}
	for _, read := range []func(string, ...frame.JSONOption) (frame.Frame, error){readDocument, readJSON} {
		_, err := read(text, frame.JSONReport(&report))
		check.NoError(t, err)
		var says []string
		for _, c := range report.Columns {
			says = append(says, c.String())
		}
		check.Values(t, says, `column "n": all 3 cells are texts that are float64, the first is "1.5" in line 1`,
			`column "t": 2 of 3 cells are time, the first other is "?" in line 2`)
		_, err = read(text, frame.JSONStrict())
		check.Error(t, err, frame.ErrValue, `column "n": all 3 cells are texts`)
	}
	f, err := readDocument(`{"x":"1.5","i":"7"}{"x":2,"i":"-9223372036854775808"}{"x":null,"i":3}`,
		frame.JSONTypes(map[string]frame.Type{"x": frame.Float64, "i": frame.Int64}))
	wantFrame(t, check.Must(t, f, err), frame.Must(frame.New(frame.Col("x", []float64{1.5, 2, nan}),
		frame.Col("i", []int{7, -1 << 63, 3}))))
	_, err = readDocument(`{"x":"?"}`, frame.JSONTypes(map[string]frame.Type{"x": frame.Float64}))
	check.Error(t, err, frame.ErrValue, `line 1, column "x" must be float64, got "?"`)
}
