package frame_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
)

// utc returns a time in UTC.
func utc(year, month, day, hour, minute, second int) time.Time {
	return time.Date(year, time.Month(month), day, hour, minute, second, 0, time.UTC)
}

// csvCase is a file and the frame that it holds.
type csvCase struct {
	text    string
	options []frame.CSVOption
	want    []frame.Column
}

// runCSVCases reads each file in whole, and in batches.
func runCSVCases(t *testing.T, cases map[string]csvCase) {
	t.Helper()
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := readCSV(c.text, c.options...)
			want := frame.Must(frame.New(c.want...))
			wantFrame(t, check.Must(t, got, err), want)
			got, err = frame.ReadFile(tempFile(t, c.text), frame.OpenCSV(append(c.options, frame.CSVBatch(1))...))
			wantFrame(t, check.Must(t, got, err), want)
		})
	}
}

// asUTF16 encodes a text with a byte order mark.
func asUTF16(text string, littleEndian bool) string {
	var out []byte
	for _, unit := range append([]uint16{0xfeff}, utf16.Encode([]rune(text))...) {
		if littleEndian {
			out = append(out, byte(unit), byte(unit>>8))
		} else {
			out = append(out, byte(unit>>8), byte(unit))
		}
	}
	return string(out)
}

var (
	oneAndHalf = frame.Col("x", []float64{nan, 1.5})
	newYear    = frame.Col("t", []time.Time{utc(2024, 1, 1, 0, 0, 0)})
	asText     = frame.CSVTypes(map[string]frame.Type{"country": frame.String})
)

// Files of the field that were read wrongly once. The values were read from the texts by hand, after pandas' documentation.
func TestReadCSVCases(t *testing.T) {
	options := func(o ...frame.CSVOption) []frame.CSVOption { return o }
	text := func(values ...string) frame.Column { return frame.Col("country", values) }
	cases := map[string]csvCase{
		"time with a zone": {"t,x\n2018-01-04 09:01:00+09:00,1\n", nil,
			[]frame.Column{frame.Col("t", []time.Time{utc(2018, 1, 4, 0, 1, 0)}), frame.Col("x", []int{1})}},
		"time with T, without a zone": {"t\n2024-01-01T00:00:00\n", nil, []frame.Column{newYear}},
		"time without seconds":        {"t\n2024-01-01 00:00\n", nil, []frame.Column{newYear}},
		"day first is not guessed":    {"t\n01/02/2024\n", nil, []frame.Column{frame.Col("t", []string{"01/02/2024"})}},
		"typed text without missing texts": {"country\nNA\nDE\n", options(asText, frame.CSVMissingFor("country")),
			[]frame.Column{text("NA", "DE")}},
		"typed text": {"country\nNA\nDE\n", options(asText),
			[]frame.Column{text("NA", "DE").WithValid([]bool{false, true})}},
		"quoted NA is text":                {"country\n\"NA\"\nDE\n", nil, []frame.Column{text("NA", "DE")}},
		"quoted NA in a column of numbers": {"x\n\"NA\"\n1.5\n", nil, []frame.Column{oneAndHalf}},
		"index without a name": {",x\n0,1.5\n", options(frame.CSVIndexAt(0)),
			[]frame.Column{frame.Index("index", []int{0}), frame.Col("x", []float64{1.5})}},
		"number for a name": {",x\n0,1.5\n", options(frame.CSVNumberNames()),
			[]frame.Column{frame.Col("Unnamed: 0", []int{0}), frame.Col("x", []float64{1.5})}},
		"number for equal names": {"x,x.1,x,x\n1,2,3,4\n", options(frame.CSVNumberNames()),
			[]frame.Column{frame.Col("x", []int{1}), frame.Col("x.1", []int{2}), frame.Col("x.2", []int{3}), frame.Col("x.3", []int{4})}},
		"decimal comma": {"t;x\n2024-01-01;1,5\n", options(frame.CSVDecimal(',')),
			[]frame.Column{newYear, frame.Col("x", []float64{1.5})}},
		"decimal comma and points": {"x;y\n1.234,5;1\n-1.234.567;2\n", options(frame.CSVDecimal(','), frame.CSVThousands('.')),
			[]frame.Column{frame.Col("x", []float64{1234.5, -1234567}), frame.Col("y", []int{1, 2})}},
		"thousands with commas": {"x\n\"1,234\"\n1234567\n", options(frame.CSVThousands(',')),
			[]frame.Column{frame.Col("x", []int{1234, 1234567})}},
		"thousands with spaces": {"x\n1 234\n1\u2009234\n1\u00a0234\n1\u202f234\n", options(frame.CSVThousands(' ')),
			[]frame.Column{frame.Col("x", []int{1234, 1234, 1234, 1234})}},
		"groups of two are no number": {"x\n\"1,23\"\n", options(frame.CSVThousands(',')),
			[]frame.Column{frame.Col("x", []string{"1,23"})}},
		"carriage returns": {"x,y\r1,a\r2,\"b\rc\"\r", nil,
			[]frame.Column{frame.Col("x", []int{1, 2}), frame.Col("y", []string{"a", "b\rc"})}},
		"carriage return and line feed": {"x,y\r\n\r\n1,a\r\n2,\"b\r\nc\"", nil,
			[]frame.Column{frame.Col("x", []int{1, 2}), frame.Col("y", []string{"a", "b\r\nc"})}},
		"preamble": {"Logger 7, \"north\nunits: mm\n\nt,x\n2024-01-01,1\n", options(frame.CSVSkip(2)),
			[]frame.Column{newYear, frame.Col("x", []int{1})}},
		"preamble by the header's row": {"Logger 7, \"north\n\nunits: mm\nt,x\n2024-01-01,1\n", options(frame.CSVHeader(2)),
			[]frame.Column{newYear, frame.Col("x", []int{1})}},
		"footer": {"x,y\n1,2\n\nsource: a \"bureau\"\n\ntotal,1,2\n", options(frame.CSVSkipFooter(2)),
			[]frame.Column{frame.Col("x", []int{1}), frame.Col("y", []int{2})}},
		"comments": {"# logger\nx\n1\n# pause\n2\n", options(frame.CSVComment('#')), []frame.Column{frame.Col("x", []int{1, 2})}},
		"no header": {"1,a\n2,b\n", options(frame.CSVNoHeader("x", "y")),
			[]frame.Column{frame.Col("x", []int{1, 2}), frame.Col("y", []string{"a", "b"})}},
		"no header, no names": {"1,a\n", options(frame.CSVNoHeader()), []frame.Column{frame.Col("0", []int{1}), frame.Col("1", []string{"a"})}},
		"several header rows": {"t,flow,flow\n,mean,max\n2024-01-01,1,2\n", options(frame.CSVHeaderRows(2)),
			[]frame.Column{newYear, frame.Col("flow_mean", []int{1}), frame.Col("flow_max", []int{2})}},
		"tabs":  {"x\ty, z\n1\ta, b\n2\tc\n", nil, []frame.Column{frame.Col("x", []int{1, 2}), frame.Col("y, z", []string{"a, b", "c"})}},
		"pipes": {"x|y\n1|2\n", nil, []frame.Column{frame.Col("x", []int{1}), frame.Col("y", []int{2})}},
		"text with semicolons": {"x;y\n1;2\n1\n3\n", nil,
			[]frame.Column{frame.Col("x;y", []string{"1;2", "1", "3"})}},
		"quotes of another kind": {"x,y\n'a,b',1\n", options(frame.CSVQuote('\'')),
			[]frame.Column{frame.Col("x", []string{"a,b"}), frame.Col("y", []int{1})}},
		"quotes are text": {"x,y\n5\" pipe,1\n", options(frame.CSVQuote(0)),
			[]frame.Column{frame.Col("x", []string{`5" pipe`}), frame.Col("y", []int{1})}},
		"UTF-16, little endian": {asUTF16("x,y\n1,é\n", true), nil, []frame.Column{frame.Col("x", []int{1}), frame.Col("y", []string{"é"})}},
		"UTF-16, big endian": {asUTF16("x,y\n1,𝄞\n", false), nil,
			[]frame.Column{frame.Col("x", []int{1}), frame.Col("y", []string{"𝄞"})}},
		"epoch seconds": {"t\n1514764860\n1514764860.25\n", options(frame.CSVEpoch("t", time.Second)),
			[]frame.Column{frame.Col("t", []time.Time{time.Unix(1514764860, 0), time.Unix(1514764860, 25e7)})}},
		"epoch milliseconds": {"t\n1.51476486e12\nNA\n", options(frame.CSVEpoch("t", time.Millisecond)),
			[]frame.Column{frame.Col("t", []time.Time{time.Unix(1514764860, 0), {}})}},
		"own missing texts": {"x\n-999\n1\n", options(frame.CSVMissing("-999")), []frame.Column{
			frame.Col("x", []int{0, 1}).WithValid([]bool{false, true})}},
		"own missing texts of one column": {"x,y\n-999,-999\n", options(frame.CSVMissingFor("x", "-999")),
			[]frame.Column{frame.Col("x", []float64{nan}), frame.Col("y", []int{-999})}},
		"zone": {"t\n2024-01-01 09:00\n", options(frame.CSVTimeZone(time.FixedZone("", 9*3600))), []frame.Column{newYear}},
	}
	for _, missing := range []string{"NULL", "N/A", "None", "<NA>", "-nan", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN",
		"-NaN", "1.#IND", "1.#QNAN", "NA", "NaN", "n/a", "nan", "null", `""`} {
		cases["missing text "+missing] = csvCase{"x\n" + missing + "\n1.5\n", nil, []frame.Column{oneAndHalf}}
	}
	runCSVCases(t, cases)
}

// Files that cannot be read say why.
func TestReadCSVCaseErrors(t *testing.T) {
	typed := func(name string, typ frame.Type) frame.CSVOption {
		return frame.CSVTypes(map[string]frame.Type{name: typ})
	}
	long := strings.Repeat("ä", 1000)
	for name, c := range map[string]struct {
		text    string
		options []frame.CSVOption
		kind    error
		says    string
	}{
		"index without a name": {",x\n0,1.5\n", nil, frame.ErrName, "column 0 (CSVNumberNames numbers such columns)"},
		"duplicate names":      {"x,x\n0,1.5\n", nil, frame.ErrName, `"x" for columns 0 and 1 (CSVNumberNames`},
		"year 1066": {"t\n1066-10-14\n", []frame.CSVOption{typed("t", frame.Time)}, frame.ErrValue,
			`line 2, column "t" must be a time between 1677-09-21 and 2262-04-11, got "1066-10-14"`},
		"year 9999": {"t\n9999-12-31T23:59:59Z\n", []frame.CSVOption{typed("t", frame.Time)}, frame.ErrValue, "2262-04-11"},
		"epoch beyond": {"t\n9223372037\n", []frame.CSVOption{frame.CSVEpoch("t", time.Second)}, frame.ErrValue,
			`a time between 1677-09-21 and 2262-04-11, got "9223372037"`},
		"UTF-16 without a mark": {"x\x00,\x00y\x00", nil, frame.ErrValue, "UTF-16 with a byte order mark, got UTF-16 without one"},
		"UTF-32":                {"\xff\xfe\x00\x00x\x00\x00\x00", nil, frame.ErrValue, "got UTF-32"},
		"bare quote": {"x,y\n1,5\" pipe\n", nil, frame.ErrValue,
			`line 2, column "y": a cell with a quote must be quoted, or CSVQuote set, got "5\" pipe"`},
		"text after a quote": {"x,y\n1,\"a\"b\n", nil, frame.ErrValue, `line 2, column "y": a closing quote must end the cell`},
		"open quote":         {"x\n1\n\"2\n3\n", nil, frame.ErrValue, `line 3, column "x": a quoted cell must end with a quote, got "\"2"`},
		"long cell":          {"x\n" + long + "\n", []frame.CSVOption{typed("x", frame.Int64)}, frame.ErrValue, `ääää"...`},
		"long line": {"x\n" + long + "\n", []frame.CSVOption{frame.CSVMaxLine(1999)}, frame.ErrValue,
			"line 2 must have at most 1999 bytes"},
		"many columns":  {"a,b,c\n", []frame.CSVOption{frame.CSVMaxColumns(2)}, frame.ErrFields, "line 1 must have at most 2 columns"},
		"no such index": {"x\n1\n", []frame.CSVOption{frame.CSVIndexAt(1)}, frame.ErrColumn, "CSVIndexAt: no such column at position 1"},
		"no such epoch": {"time\n1\n", []frame.CSVOption{frame.CSVEpoch("tme", time.Second)}, frame.ErrColumn,
			`CSVEpoch: no such column "tme" in [time]; did you mean "time"?`},
		"no such missing": {"x\n1\n", []frame.CSVOption{frame.CSVMissingFor("y")}, frame.ErrColumn, `CSVMissingFor: no such column "y"`},
		"epoch of numbers": {"x\n1\n", []frame.CSVOption{frame.CSVEpoch("x", 1), typed("x", frame.Int64)}, frame.ErrType,
			`CSVEpoch: wrong column type: column "x"`},
		"names for two": {"1,2\n", []frame.CSVOption{frame.CSVNoHeader("x")}, frame.ErrFields,
			"line 1 must have 1 fields, as CSVNoHeader has names, got 2"},
		"header that is data": {"1.5,2024-01-01\n2,2024-01-02\n", []frame.CSVOption{frame.CSVStrict()}, frame.ErrName, "CSVNoHeader"},
		"mostly numbers": {"x\n1\n2\n?\n", []frame.CSVOption{frame.CSVStrict()}, frame.ErrValue,
			`column "x": 2 of 3 cells are float64, the first other is "?" in line 4`},
		"levels of other lengths": {"a,b\nc\n", []frame.CSVOption{frame.CSVHeaderRows(2)}, frame.ErrFields, "line 2 must have 2 fields"},
		"skipped to the end":      {"a,b\nc\n", []frame.CSVOption{frame.CSVSkip(5)}, frame.ErrEmpty, "empty file"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := readCSV(c.text, c.options...)
			check.Error(t, err, c.kind, "frame.ReadCSV: ", c.says)
			path := tempFile(t, c.text)
			_, err = frame.ReadFile(path, frame.OpenCSV(c.options...))
			check.Error(t, err, c.kind, "frame.OpenCSV: "+path+": ", c.says)
			if len(err.Error()) > len(path)+400 {
				t.Errorf("an error of %d bytes", len(err.Error()))
			}
		})
	}
}
