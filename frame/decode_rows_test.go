package frame_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
)

// riverSchema is a time index, a float64, a string, an int64 and a bool.
func riverSchema() frame.Schema {
	return frame.Must(frame.New(
		frame.Index("time", []time.Time{}), frame.Col("level", []float64{}), frame.Col("gauge", []string{}),
		frame.Col("count", []int64{}), frame.Col("ok", []bool{}))).Schema()
}

// decodeAll splits a text and decodes its rows up to the first error.
func decodeAll(d *frame.RowDecoder, text string) (frame.Frame, error) {
	var first error
	d.Split(text, func(row string, line int) {
		if first == nil {
			_, first = d.Append(row, line)
		}
	})
	return d.Take(), first
}

// wantSame fails unless a decoder's result is that of a reader of the whole text.
func wantSame(t *testing.T, got frame.Frame, gotErr error, want frame.Frame, wantErr error) {
	t.Helper()
	switch {
	case (gotErr == nil) != (wantErr == nil):
		t.Fatalf("got error %v, the reader's is %v", gotErr, wantErr)
	case gotErr == nil && !got.Equal(want):
		t.Fatalf("got\n%v\nthe reader's\n%v", got, want)
	}
}

const riverHeader = "time,level,gauge,count,ok\n"

// A decoder of rows makes the frame that ReadCSV makes of the same text, or fails where it fails.
func FuzzCSVRowDecoder(f *testing.F) {
	for _, body := range []string{
		"2026-01-01,1.5,north,3,true\n2026-01-02T10:00:00Z,NA,\"a,b\",,False\n", "", "\n\n", "2026-01-01,1,a,1,true",
		"2026-01-01,1,\"two\r\nlines\",1,true\r\n2026-01-02,2,\"\",2,false\r\n", "2026-01-01,1,\"NA\",1,TRUE\n2026-01-01,1,NA,1,TRUE\n",
		"2026-01-01,1,\"say \"\"x\"\"\",1,true\n", "2026-01-01,1,a\"b,1,true\n", "2026-01-01,1,\"open,1,true\n2026-01-01,2,b,1,true\n",
		"2026-01-01,1,a,1\n", "2026-01-01,1,a,1,true,x\n", "x,1,a,1,true\n", "1600-01-01,1,a,1,true\n", "2026-01-01, 1 , a ,+1,true\r",
		"2026-01-01,1,a,9223372036854775808,true\n", "2026-01-01,1e400,a,1,true\n", "\"2026-01-01\",\"1\",\"a\",\"1\",\"true\"\n",
	} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		text := riverHeader + body
		for line := range strings.FieldsFuncSeq(body, func(r rune) bool { return r == '\n' || r == '\r' }) {
			if strings.Contains(line, "time") && strings.Contains(line, "level") {
				t.Skip("a header again is no row")
			}
		}
		d, err := frame.NewCSVRowDecoder(nil, frame.CSVSchema(riverSchema()))
		check.NoError(t, err)
		got, gotErr := decodeAll(d, text)
		want, wantErr := frame.ReadCSV(strings.NewReader(text), frame.CSVSchema(riverSchema()), frame.CSVComma(','))
		wantSame(t, got, gotErr, want, wantErr)
	})
}

// A decoder of rows makes the frame that ReadJSON makes of the same lines, or fails where it fails.
func FuzzJSONRowDecoder(f *testing.F) {
	for _, text := range []string{
		`{"time":"2026-01-01T00:00:00Z","level":1.5,"gauge":"north","count":3,"ok":true}` + "\n" + `{"level":null,"gauge":"\u00e9\n"}`,
		`{}`, `{"level":"x"}`, `{"gauge":5}`, `{"count":1.5}`, `{"a":{"b":1},"level":2}`, `{"level":1,"level":2}`, `[{"level":1},{"level":2}]`,
		"[{\"level\":1},\n{\"level\":2}]", `{"level":1}{"level":2}`, "{\n\"level\":1}", `{"level":[1]}`, `{"x":[1]}`, "", "\n \n", `{"level":`,
		`{"time":"1600-01-01T00:00:00Z"}`, `{"count":9223372036854775808}`, `{"gauge":{"a":1}}`, `[]`, `[1]`, `3`, `{"ok":1}`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		want, wantErr := frame.ReadJSON(strings.NewReader(text), frame.JSONSchema(riverSchema()))
		if _, more, _ := strings.Cut(text, "}"); strings.Contains(more, "{") && !strings.Contains(text, "}\n{") {
			t.Skip("rows must be one a line")
		}
		d, err := frame.NewJSONRowDecoder(nil, frame.JSONSchema(riverSchema()))
		check.NoError(t, err)
		got, gotErr := decodeAll(d, text)
		wantSame(t, got, gotErr, want, wantErr)
	})
}

// errorsOf decodes lines one by one, as those of a file, and returns the rows and the errors.
func errorsOf(d *frame.RowDecoder, lines ...string) (f frame.Frame, errs []error) {
	for i, line := range lines {
		if _, err := d.Append(line, i+1); err != nil {
			errs = append(errs, err)
		}
	}
	return d.Take(), errs
}

// wantErrors compares the texts of errors.
func wantErrors(t *testing.T, got []error, want ...string) {
	t.Helper()
	var texts []string
	for _, err := range got {
		texts = append(texts, err.Error())
	}
	check.Values(t, texts, want...)
}

// A bad row leaves the rows before it as they are, and its error names the line, the column and the cell.
func TestRowDecoderAfterBadRows(t *testing.T) {
	d, err := frame.NewCSVRowDecoder(nil, frame.CSVSchema(riverSchema()))
	check.NoError(t, err)
	got, errs := errorsOf(d, "time,level,gauge,count,ok", "2026-01-01,1,a,1,true", "2026-01-02,x,b,,true", "2026-01-02,1", "",
		"2026-01-03,3,,3,maybe", "1600-01-01,3,c,3,true", "2026-01-03,3,\"c,3,true", "2026-01-04,4,d,,false")
	wantErrors(t, errs, `value not allowed: line 3, column "level" must be float64, got "x"`,
		"wrong number of fields: line 4 must have 5 fields, got 2",
		`value not allowed: line 6, column "ok" must be bool, got "maybe"`,
		`value not allowed: line 7, column "time" must be a time between 1677-09-21 and 2262-04-11, got "1600-01-01"`,
		`value not allowed: line 8, column "gauge": a quoted cell must end with a quote, got "\"c,3,true"; `+
			`a cell with line ends must be in one element`)
	want, err := frame.ReadCSV(strings.NewReader(riverHeader+"2026-01-01,1,a,1,true\n2026-01-04,4,d,,false\n"), frame.CSVSchema(riverSchema()))
	check.NoError(t, err)
	if !got.Equal(want) {
		t.Errorf("got\n%v\nwant\n%v", got, want)
	}
}

// A header that comes again may have the columns in another order, and more of them.
func TestCSVRowDecoderHeaders(t *testing.T) {
	schema := frame.Must(frame.New(frame.Col("x", []float64{}), frame.Col("name", []string{}))).Schema()
	for _, c := range []struct {
		name  string
		opts  []frame.CSVOption
		lines []string
		want  string // x and name of each row
		errs  []string
	}{
		{"none", nil, []string{"1,a", "2,b"}, "1 a 2 b", nil},
		{"first", nil, []string{"x,name", "1,a"}, "1 a", nil},
		{"other order", nil, []string{"name,x", "a,1"}, "1 a", nil},
		{"more columns", nil, []string{"q,name,p,x", ",a,5,1"}, "1 a", nil},
		{"again", nil, []string{"x,name", "1,a", "x,name", "2,b"}, "1 a 2 b", nil},
		{"again, in another order", nil, []string{"x,name", "1,a", "name,x", "b,2"}, "1 a 2 b", nil},
		{"with a byte order mark", nil, []string{"\ufeffx,name", "1,a", "\ufeffx,name", "2,b"}, "1 a 2 b", nil},
		{"quoted", nil, []string{`"x","name"`, "1,a"}, "1 a", nil},
		{"after a comment", []frame.CSVOption{frame.CSVComment('#')}, []string{"# x,name", "name,x", "a,1"}, "1 a", nil},
		{"semicolons", nil, []string{"x;name", "1;a,b"}, "1 a,b", nil},
		{"tabs without header", nil, []string{"1\ta"}, "1 a", nil},
		{"semicolons and a decimal comma", []frame.CSVOption{frame.CSVDecimal(',')}, []string{"x;name", "1,5;a"}, "1.5 a", nil},
		{"names given", []frame.CSVOption{frame.CSVNoHeader("name", "q", "x")}, []string{"a,5,1"}, "1 a", nil},
		{"a column is missing", nil, []string{"x,title", "1,a"}, "1 a",
			[]string{`line 1 is a header: no such column "name" in [x title]`}},
		{"names given, no header", []frame.CSVOption{frame.CSVNoHeader("name", "x")}, []string{"name,x", "a,1"}, "1 a",
			[]string{`value not allowed: line 1, column "x" must be float64, got "x"`}},
		{"a column twice", nil, []string{"x,name,x"}, "",
			[]string{`column names must be unique and not empty, got "x" for columns 0 and 2 (CSVNumberNames numbers such columns)`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := frame.NewCSVRowDecoder(nil, append([]frame.CSVOption{frame.CSVSchema(schema)}, c.opts...)...)
			check.NoError(t, err)
			f, errs := errorsOf(d, c.lines...)
			wantErrors(t, errs, c.errs...)
			var got []string
			x, _ := f.Floats("x")
			names, _ := f.Strings("name")
			for i := range f.Len() {
				got = append(got, fmt.Sprint(x[i]), names[i])
			}
			if text := strings.Join(got, " "); text != c.want {
				t.Errorf("got %q, want %q", text, c.want)
			}
		})
	}
}

// Columns of strings alone do not tell a header from a row, so each row is compared.
func TestCSVRowDecoderHeadersOfStrings(t *testing.T) {
	schema := frame.Must(frame.New(frame.Col("a", []string{}), frame.Col("b", []string{}))).Schema()
	d, err := frame.NewCSVRowDecoder(nil, frame.CSVSchema(schema))
	check.NoError(t, err)
	f, errs := errorsOf(d, "a,b", "1,2", "b,a", "4,3", "a,x")
	wantErrors(t, errs)
	a, err := f.Strings("a")
	check.NoError(t, err)
	check.Values(t, a, "1", "3", "x")
}

// The columns of a sample are those of its header, with the types of its rows; the last line may be incomplete.
func TestCSVRowDecoderOfSample(t *testing.T) {
	sample := "time;level;n\n2026-01-01;1,5;3\n2026-01-02;2,5;4\n2026-01-0"
	d, err := frame.NewCSVRowDecoder(strings.NewReader(sample), frame.CSVDecimal(','), frame.CSVIndex("time"))
	check.NoError(t, err)
	if got := d.Schema().String(); got != "time time (index), level float64, n int64" {
		t.Errorf("got %s", got)
	}
	check.Values(t, d.Layout(), ";", "time", "level", "n")
	f, err := decodeAll(d, "2026-01-03;3,5;5\n")
	check.NoError(t, err)
	check.Values(t, first(f.Floats("level")), 3.5)
}

func first[T any](v []T, _ error) []T { return v }

// The columns of a sample of JSON lines are its keys; a later key is an error.
func TestJSONRowDecoderOfSample(t *testing.T) {
	sample := `{"t":1,"pos":{"lat":1.5}}` + "\n" + `{"t":2,"s":"a"}` + "\n" + `{"t":`
	d, err := frame.NewJSONRowDecoder(strings.NewReader(sample), frame.JSONEpoch("t", time.Second), frame.JSONIndex("t"))
	check.NoError(t, err)
	if got := d.Schema().String(); got != "t time (index), pos.lat float64, s string" {
		t.Errorf("got %s", got)
	}
	f, errs := errorsOf(d, `{"t":3,"pos":{"lat":2},"s":"b"}`, `{"t":4,"new":1}`, `{"t":5}`, `{"t":"x"}`, `{"t":6`, `[1]`)
	wantErrors(t, errs, `line 2 has a new key: no such column "new" in [t pos.lat s]`,
		`value not allowed: line 4, column "t" must be a number of seconds since 1970 (JSONEpoch), got "x"`,
		`value not allowed: line 5 must be a JSON object, got {"t":6`, `value not allowed: line 6 must be a JSON object, unless JSONColumns or JSONHeader names the columns of arrays, got [1]`)
	times, err := f.Times("t")
	check.NoError(t, err)
	check.Values(t, times, 3e9, 5e9)
}

// Split gives the elements of an array, a value of several lines, and lines, each with its line.
func TestRowDecoderSplit(t *testing.T) {
	csv, err := frame.NewCSVRowDecoder(nil, frame.CSVSchema(riverSchema()))
	check.NoError(t, err)
	json, err := frame.NewJSONRowDecoder(nil, frame.JSONSchema(riverSchema()))
	check.NoError(t, err)
	for _, c := range []struct {
		d    *frame.RowDecoder
		text string
		want []string
	}{
		{csv, "a,b", []string{"1 a,b"}},
		{csv, "a\n\nb\r\nc\rd", []string{"1 a", "2 ", "3 b", "4 c", "5 d"}},
		{csv, "a,\"x\ny\"\nb,\"z\"\r\n", []string{"1 a,\"x\ny\"", "3 b,\"z\""}},
		{csv, "a,\"x\nb,1\n", []string{"1 a,\"x", "2 b,1"}},
		{json, `{"a":1}`, []string{`1 {"a":1}`}},
		{json, "{\"a\":1}\n{\"a\":\n{\"a\":3}", []string{`1 {"a":1}`, `2 {"a":`, `3 {"a":3}`}},
		{json, "{\n\"a\":1}", []string{"1 {\n\"a\":1}"}},
		{json, " [{\"a\":1},\n\n {\"a\":\n2}, {\"a\":3}]", []string{`1 {"a":1}`, "3 {\"a\":\n2}", `4 {"a":3}`}},
		{json, `[]`, nil},
		{json, `[{"a":1}, `, []string{`1 [{"a":1}, `}},
	} {
		var got []string
		c.d.Split(c.text, func(row string, line int) { got = append(got, fmt.Sprint(line, " ", row)) })
		check.Values(t, got, c.want...)
	}
}

// A decoder that continues in the middle of a file knows the order of the columns from the one before.
func TestRowDecoderLayout(t *testing.T) {
	opts := []frame.CSVOption{frame.CSVSchema(riverSchema())}
	before, err := frame.NewCSVRowDecoder(nil, opts...)
	check.NoError(t, err)
	_, errs := errorsOf(before, "ok;count;gauge;level;time")
	wantErrors(t, errs)
	after, err := frame.NewCSVRowDecoder(nil, opts...)
	check.NoError(t, err)
	check.NoError(t, after.SetLayout(before.Layout()))
	f, errs := errorsOf(after, "true;1;a;2.5;2026-01-01")
	wantErrors(t, errs)
	check.Values(t, first(f.Floats("level")), 2.5)
	check.Error(t, after.SetLayout([]string{",", "time", "levels"}), frame.ErrColumn, `"level"`)
}

// What cannot be decoded row by row is an error, or a panic if the program says so.
func TestRowDecoderMisuse(t *testing.T) {
	_, err := frame.NewCSVRowDecoder(nil)
	check.Error(t, err, frame.ErrEmpty, "frame.NewCSVRowDecoder: no columns: CSVSchema must set them")
	_, err = frame.NewCSVRowDecoder(nil, frame.CSVNoHeader("x", "y"), frame.CSVTypes(map[string]frame.Type{"x": frame.Float64}))
	check.Error(t, err, frame.ErrEmpty)
	_, err = frame.NewCSVRowDecoder(strings.NewReader("x,y\n"))
	check.Error(t, err, frame.ErrType, `the type of column "x"`)
	_, err = frame.NewCSVRowDecoder(strings.NewReader("\x1f\x8b\x08\x00"))
	check.Error(t, err, frame.ErrValue, "gzip")
	_, err = frame.NewCSVRowDecoder(nil, frame.CSVSchema(riverSchema()), frame.CSVIndex("level2"))
	check.Error(t, err, frame.ErrColumn, "level2")
	_, err = frame.NewJSONRowDecoder(nil)
	check.Error(t, err, frame.ErrEmpty, "frame.NewJSONRowDecoder: no columns: JSONSchema must set them")
	_, err = frame.NewJSONRowDecoder(nil, frame.JSONSchema(riverSchema()), frame.JSONIndex("x"))
	check.Error(t, err, frame.ErrColumn)
	csv := func(opt frame.CSVOption) func() {
		return func() { _, _ = frame.NewCSVRowDecoder(nil, frame.CSVSchema(riverSchema()), opt) }
	}
	json := func(opt frame.JSONOption) func() { return func() { _, _ = frame.NewJSONRowDecoder(nil, opt) } }
	for says, misuse := range map[string]func(){
		"got CSVSkip; frame.OpenCSV has it": csv(frame.CSVSkip(1)), "got CSVSkipFooter;": csv(frame.CSVSkipFooter(1)),
		"got CSVStrict;": csv(frame.CSVStrict()), "got CSVRows;": csv(frame.CSVRows(1)), "got CSVHeader;": csv(frame.CSVHeader(1)),
		"got CSVHeaderRows;": csv(frame.CSVHeaderRows(2)), "got CSVBatch;": csv(frame.CSVBatch(1)), "got CSVInfer;": csv(frame.CSVInfer(1)),
		"got JSONBatch; frame.OpenJSON has it": json(frame.JSONBatch(1)), "got JSONRecords;": json(frame.JSONRecords("x")),
		"got JSONMaxDecompressed;": json(frame.JSONMaxDecompressed(1)), "got JSONHeader;": json(frame.JSONHeader()),
	} {
		check.Panics(t, says, misuse)
	}
}

// Decoding allocates nothing for a row, except for the columns of a frame.
func TestRowDecoderAllocations(t *testing.T) {
	csv, err := frame.NewCSVRowDecoder(nil, frame.CSVSchema(riverSchema()))
	check.NoError(t, err)
	json, err := frame.NewJSONRowDecoder(nil, frame.JSONSchema(riverSchema()))
	check.NoError(t, err)
	for row, d := range map[string]*frame.RowDecoder{
		`2026-01-01T10:00:00Z,1.25,"north, 5",17,true`:                                                    csv,
		`{"time":"2026-01-01T00:00:00Z","level":1.5,"gauge":"north","count":3,"ok":true,"pos":{"lat":1}}`: json,
	} {
		const rows = 1000
		n := testing.AllocsPerRun(5, func() {
			for range rows {
				if _, e := d.Append(row, 1); e != nil {
					err = errors.Join(err, e)
				}
			}
			d.Take()
		})
		check.NoError(t, err)
		if n > 100 {
			t.Errorf("%s: %v allocations for %d rows", row, n, rows)
		}
	}
}

// With JSONColumns rows are arrays, alone or in an array.
func TestJSONRowDecoderOfArrays(t *testing.T) {
	d, err := frame.NewJSONRowDecoder(nil, frame.JSONColumns("t", "x"), frame.JSONEpoch("t", time.Second),
		frame.JSONSchema(frame.Must(frame.New(frame.Index("t", []time.Time{}), frame.Col("x", []float64{}))).Schema()))
	check.NoError(t, err)
	var parts []frame.Frame
	for _, text := range []string{"[1,0.5]\n[2,1.5]", "[[3,2.5],[4,3.5]]", " [5,4.5]"} {
		f, err := decodeAll(d, text)
		check.NoError(t, err)
		parts = append(parts, f)
	}
	f := frame.Must(frame.Concat(parts))
	check.Values(t, first(f.Times("t")), 1e9, 2e9, 3e9, 4e9, 5e9)
	check.Values(t, first(f.Floats("x")), 0.5, 1.5, 2.5, 3.5, 4.5)
	_, errs := errorsOf(d, `{"t":1}`, `[1]`)
	wantErrors(t, errs, `value not allowed: line 1 must be an array, as JSONColumns says, got {"t":1}`,
		`wrong number of fields: line 2 must have 2 values, got 1 in [1]`)
}

// Rows are UTF-8, or in the encoding that an option sets.
func TestRowDecoderEncodings(t *testing.T) {
	schema := frame.Must(frame.New(frame.Col("s", []string{}))).Schema()
	d, err := frame.NewCSVRowDecoder(nil, frame.CSVSchema(schema))
	check.NoError(t, err)
	_, errs := errorsOf(d, "gr\xfcn")
	wantErrors(t, errs, `value not allowed: line 1 must be UTF-8, but has the byte 0xfc, which is 'ü' in Windows-1252 and in Latin-1 (CSVEncoding), got "gr\xfcn"`)
	d, err = frame.NewCSVRowDecoder(nil, frame.CSVSchema(schema), frame.CSVEncoding(charmap.ISO8859_1))
	check.NoError(t, err)
	f, err := decodeAll(d, "gr\xfcn\n")
	check.NoError(t, err)
	check.Values(t, first(f.Strings("s")), "grün")
}
