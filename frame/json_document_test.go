package frame_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
)

func readDocument(text string, opts ...frame.JSONOption) (frame.Frame, error) {
	return frame.ReadJSON(strings.NewReader(text), opts...)
}

// The same two rows in each form.
func TestReadJSONForms(t *testing.T) {
	want := frame.Must(frame.New(frame.Col("x", []int{1, -2}), frame.Col("s", []string{"a", "[{\"}"})))
	names := frame.JSONColumns("x", "s")
	for text, opts := range map[string][]frame.JSONOption{
		"{\"x\":1,\"s\":\"a\"}\n\n {\"x\":-2,\"s\":\"[{\\\"}\"}":                      nil,
		"\xef\xbb\xbf{\n  \"x\": 1,\n  \"s\": \"a\"\n}{\"x\":-2,\"s\":\"[{\\\"}\"}\n": nil,
		` [ {"x":1,"s":"a"} , {"s":"[{\"}","x":-2} ] ` + "\n":                         nil,
		`[[1,"a"],[-2,"[{\"}"]]`:           {names},
		`[["x","s"],[1,"a"],[-2,"[{\"}"]]`: {frame.JSONHeader()},
		`[["i","j"],[1,"a"],[-2,"[{\"}"]]`: {names, frame.JSONHeader()},
		`{"meta":{"rows":[1,{}]},"rows":[{"x":1,"s":"a"},{"x":-2,"s":"[{\"}"}],"end":[[],[1,2]]}`: {frame.JSONRecords("rows")},
		`{"a":1,"data":{"n":2,"rows.all":[[1,"a"],[-2,"[{\"}"]],"m":null},"z":"}"}`:               {frame.JSONRecords("data.rows.all"), names},
	} {
		f, err := readDocument(text, opts...)
		wantFrame(t, check.Must(t, f, err), want)
		f, err = frame.ReadJSON(iotest.OneByteReader(strings.NewReader(text)), opts...)
		wantFrame(t, check.Must(t, f, err), want)
		for _, compress := range compressors {
			path := filepath.Join(t.TempDir(), "x.json.gz")
			check.NoError(t, os.WriteFile(path, compress(text), 0o600))
			f, err = frame.ReadFile(path, frame.OpenJSON(append(opts, frame.JSONInfer(1), frame.JSONBatch(1))...))
			wantFrame(t, check.Must(t, f, err), want)
		}
	}
}

func TestReadJSONFlattens(t *testing.T) {
	f, err := readDocument(`[{"id":1,"pos":{"lat":48.5,"at":{"h":2}}},
		{"pos":null,"id":2,"gone":null},
		{"id":3,"pos":{"at":{},"lon":12},"gone":{"why":"x"}},
		{"id":4,"pos.lat":-1}]`)
	want := frame.Must(frame.New(frame.Col("id", []int{1, 2, 3, 4}), frame.Col("pos.lat", []float64{48.5, nan, nan, -1}),
		frame.Col("pos.at.h", []int{2, 0, 0, 0}).WithValid([]bool{true, false, false, false}),
		frame.Col("pos.lon", []int{0, 0, 12, 0}).WithValid([]bool{false, false, true, false}),
		frame.Col("gone.why", []string{"", "", "x", ""}).WithValid([]bool{false, false, true, false})))
	wantFrame(t, check.Must(t, f, err), want)

	schema := frame.Must(frame.New(frame.Index[float64]("pos.at.h", nil), frame.Col[string]("id", nil))).Schema()
	f, err = readDocument(`{"pos":{"lat":[1],"at":{"h":2,"m":{}}},"id":18446744073709551615,"more":[{}]}`+
		`{"pos":7,"id":"b"}`, frame.JSONSchema(schema))
	wantFrame(t, check.Must(t, f, err), frame.Must(frame.New(frame.Index("pos.at.h", []float64{2, nan}),
		frame.Col("id", []string{"18446744073709551615", "b"}))))

	f, err = readDocument(`{"tags":["a", {"b":[1]}],"s":"x"}`+"\n"+`{"tags":[],"s":"y"}`+"\n"+`{"tags":"none","s":"z"}`,
		frame.JSONKeepArrays())
	wantFrame(t, check.Must(t, f, err), frame.Must(frame.New(frame.Col("tags", []string{`["a", {"b":[1]}]`, `[]`, "none"}),
		frame.Col("s", []string{"x", "y", "z"}))))
}

func TestReadJSONTypes(t *testing.T) {
	f, err := readDocument(`[{"f":18446744073709551615,"s":18446744073709551615,"n":null},{"f":1,"s":true,"n":2},`+
		`{"f":null,"s":"x"}]`,
		frame.JSONTypes(map[string]frame.Type{"f": frame.Float64, "s": frame.String}), frame.JSONTypes(map[string]frame.Type{"n": frame.Int64}),
		frame.JSONIndex("n"))
	wantFrame(t, check.Must(t, f, err), frame.Must(frame.New(
		frame.Index("n", []int{0, 2, 0}).WithValid([]bool{false, true, false}),
		frame.Col("f", []float64{18446744073709551616, 1, nan}), frame.Col("s", []string{"18446744073709551615", "true", "x"}))))
	_, err = readDocument(`{"level":1}`, frame.JSONTypes(map[string]frame.Type{"levl": frame.Int64}))
	check.Error(t, err, frame.ErrColumn, `no such column "levl" in [level]; did you mean "level"?`)
	_, err = readDocument(`{"x":1}`, frame.JSONTypes(map[string]frame.Type{"x": 77}))
	check.Error(t, err, frame.ErrType, "Type(77)")
}

// noon is 1767268800 s after the epoch.
func TestJSONEpoch(t *testing.T) {
	for _, c := range []struct {
		unit   time.Duration
		number string
		want   time.Time
	}{
		{time.Second, "1767268800", noon},
		{time.Second, "1767268800.25", noon.Add(250 * time.Millisecond)},
		{time.Second, "1767268800.0000000019", noon.Add(time.Nanosecond)},
		{time.Second, "1.7672688e9", noon},
		{time.Second, "-0.5", time.Unix(-1, 5e8)},
		{time.Second, "-9223372036.854775808", time.Unix(0, -1<<63)},
		{time.Millisecond, "1767268800001", noon.Add(time.Millisecond)},
		{time.Millisecond, "1767268800001.5", noon.Add(1500 * time.Microsecond)},
		{time.Microsecond, "1767268800000001", noon.Add(time.Microsecond)},
		{time.Nanosecond, "1767268800000000001", noon.Add(time.Nanosecond)},
		{time.Nanosecond, "1767268800000000001.9", noon.Add(time.Nanosecond)},
		{time.Nanosecond, "9223372036854775807", time.Unix(0, 1<<63-1)},
	} {
		f, err := readDocument(`[{"a":{"t":`+c.number+`}},{}]`, frame.JSONEpoch("a.t", c.unit))
		wantFrame(t, check.Must(t, f, err), frame.Must(frame.New(frame.Col("a.t", []time.Time{c.want, {}}))))
		f, err = readJSON(`{"t":`+c.number+`}`, frame.JSONEpoch("t", c.unit), frame.JSONIndex("t"))
		wantFrame(t, check.Must(t, f, err), frame.Must(frame.New(frame.Index("t", []time.Time{c.want}))))
	}
	names := map[time.Duration]string{time.Second: "seconds", time.Millisecond: "milliseconds", time.Nanosecond: "nanoseconds"}
	for unit, number := range map[time.Duration]string{
		time.Second: "9223372036.854775808", time.Millisecond: "1e300", time.Nanosecond: "9223372036854775808",
	} {
		_, err := readDocument(`[{"t":`+number+`}]`, frame.JSONEpoch("t", unit))
		check.Error(t, err, frame.ErrValue, `record 1 (line 1), column "t" must be a number of `+
			names[unit]+" since 1970 (JSONEpoch), a time between 1677-09-21 and 2262-04-11, got "+number)
	}
	_, err := readDocument(`{"at":1}`, frame.JSONEpoch("t", time.Second))
	check.Error(t, err, frame.ErrColumn, `"t" in [at]`)
	_, err = readDocument(`{"t":1}`, frame.JSONEpoch("t", time.Second), frame.JSONTypes(map[string]frame.Type{"t": frame.Int64}))
	check.Error(t, err, frame.ErrType, "frame.ReadJSON", `column "t" of JSONEpoch must be time, got int64`)
	_, err = readDocument(`{"t":"5"}`, frame.JSONEpoch("t", time.Second))
	check.Error(t, err, frame.ErrValue, `column "t" must be a number of seconds since 1970 (JSONEpoch), got "5"`)
	check.Panics(t, "frame.JSONEpoch: unit must be a second, millisecond, microsecond or nanosecond, got 1m0s",
		func() { frame.JSONEpoch("t", time.Minute) })
}

func TestReadJSONErrors(t *testing.T) {
	long := strings.Repeat("a", 200)
	names := frame.JSONColumns("x", "y")
	for _, c := range []struct {
		text string
		opts []frame.JSONOption
		kind error
		says string
	}{
		{`1`, nil, frame.ErrValue, `line 1: the text must be an array or objects, got 1`},
		{"\n\nhello\nworld", nil, frame.ErrValue, `line 3: the text must be an array or objects, got hello`},
		{`{"x":1}` + "\n" + `[1]`, nil, frame.ErrValue,
			`line 2 must be a JSON object, unless JSONColumns or JSONHeader names the columns of arrays, got [1]`},
		{`{"x":1},{"x":2}`, nil, frame.ErrValue, `line 1 must be a value, got ,{"x":2}`},
		{`{"x":1}` + "\n" + `{"x":1,}`, nil, frame.ErrValue, `line 2 must be valid JSON, got {"x":1,}`},
		{"{\"x\":1}\n{\"x\":\n\"" + long, nil, frame.ErrValue, `line 2 must be complete, but the text ends in it, got {"x":`},
		{`[{"x":1}` + "\n" + `,{"x":"` + long, nil, frame.ErrValue, `record 2 (line 2) must be complete, but the text ends in it, got {"x":"aaa`},
		{`[{"x":1} {"x":2}]`, nil, frame.ErrValue, `line 1: a comma or the end of the array must follow, got {"x":2}]`},
		{`[{"x":1},]`, nil, frame.ErrValue, `record 2 (line 1) must be a value, got ]`},
		{`[{"x":1}] [`, nil, frame.ErrValue, `line 1: the text must end after the array, got [`},
		{`[{"x":1},`, nil, frame.ErrValue, `line 1: the array must end, got the end of the text after record 1`},
		{`[{"x":1},2]`, nil, frame.ErrValue, `record 2 (line 1) must be a JSON object, got 2`},
		{`[[1,2]]`, nil, frame.ErrValue,
			`record 1 (line 1) must be a JSON object, unless JSONColumns or JSONHeader names the columns of arrays, got [1,2]`},
		{`[{"x":1}]`, []frame.JSONOption{names}, frame.ErrValue,
			`record 1 (line 1) must be an array, as JSONColumns says, got {"x":1}`},
		{`[["x"],{"x":1}]`, []frame.JSONOption{frame.JSONHeader()}, frame.ErrValue,
			`record 1 (line 1) must be an array, as the header is`},
		{`[["x",1]]`, []frame.JSONOption{frame.JSONHeader()}, frame.ErrName, `the header in line 1 (JSONHeader) must have other texts, got 1`},
		{`[["x","x"]]`, []frame.JSONOption{frame.JSONHeader()}, frame.ErrName, `got "x"`},
		{`[[1,2],` + "\n" + `[1]]`, []frame.JSONOption{names}, frame.ErrFields, `record 2 (line 2) must have 2 values, got 1 in [1]`},
		{`[[1,2,3]]`, []frame.JSONOption{names}, frame.ErrFields, `record 1 (line 1) must have 2 values, got 3`},
		{`[{"x":1,"x":2}]`, nil, frame.ErrValue, `record 1 (line 1) must have a key once, got "x" twice`},
		{`[{"p":{"x":1},"p":{"y":2}}]`, nil, frame.ErrValue, `got "p" twice`},
		{`[{"p":{"x":1},"p.x":2}]`, nil, frame.ErrValue, `got "p.x" twice`},
		{`[{"x":1,"\u0078":2}]`, nil, frame.ErrValue, `got "x" twice`},
		{`[{"x":1},{"x":"` + long + `"}]`, nil, frame.ErrValue,
			`record 2 (line 1), column "x" must be of one type in all rows, got "` + long[:79] + "..."},
		{`{"x":{"y":[1,2]}}`, nil, frame.ErrValue,
			`line 1 must have no arrays, unless JSONKeepArrays keeps their text, got [1,2] for key "x.y"`},
		{"[{\"x\":1},\n{\"x\":18446744073709551615}]", nil, frame.ErrValue,
			`record 2 (line 2), column "x" must be in int64's range, -9223372036854775808 to 9223372036854775807, ` +
				`or declared float64 or string, got 18446744073709551615`},
		{`{"x":` + long[:20] + `}`, nil, frame.ErrValue, `must be valid JSON`},
		{`{"x":"` + long + `"}`, []frame.JSONOption{frame.JSONMaxRecord(100)}, frame.ErrValue,
			`line 1 must have at most 100 bytes (JSONMaxRecord), got more`},
		{`[{},{"x":"` + long + `"}]`, []frame.JSONOption{frame.JSONMaxRecord(100)}, frame.ErrValue,
			`record 2 (line 1) must have at most 100 bytes`},
		{strings.Repeat(`{"a":`, 101) + "1" + strings.Repeat("}", 101), nil, frame.ErrValue, `line 1 must have at most 100 nested objects`},
		{`{"":1}`, nil, frame.ErrName, "column 0"},
		{``, nil, frame.ErrEmpty, "got none in 0 records"},
		{`[]`, nil, frame.ErrEmpty, "got none in 0 records"},
		{`[{},{}]`, nil, frame.ErrEmpty, "got none in 2 records"},
		{`{"x":1}`, []frame.JSONOption{frame.JSONIndex("y")}, frame.ErrColumn, `"y"`},
	} {
		_, err := readDocument(c.text, c.opts...)
		check.Error(t, err, c.kind, "frame.ReadJSON: ", c.says)
	}
	_, err := readJSON(`{"x":` + long + `}`)
	check.Error(t, err, frame.ErrValue, "line 1")
	_, err = readJSON(`{"x":1}`+"\n"+`{"x":"`+long+`"}`, frame.JSONMaxRecord(100))
	check.Error(t, err, frame.ErrValue, `line 2 must have at most 100 bytes (JSONMaxRecord), got more`)
	broken := errors.New("broken pipe")
	_, err = frame.ReadJSON(io.MultiReader(strings.NewReader(`[{"x":1},{"x"`), iotest.ErrReader(broken)))
	check.Error(t, err, broken, "frame.ReadJSON")
	f, err := readDocument(`[]`, names)
	if f = check.Must(t, f, err); f.Len() != 0 || f.Schema().String() != "x float64, y float64" {
		t.Errorf("no records: got %v", f.Schema())
	}
}

func TestJSONRecordsErrors(t *testing.T) {
	for text, says := range map[string]string{
		`[{"x":1}]`:                          `the text must be an object with the member "d.rows" (JSONRecords), got [{"x":1}]`,
		`{"d":{"row":[]},"n":1}`:             `the object must have the member "rows" (JSONRecords), got keys ["row"]; did you mean "row"?`,
		"{\"n\":[1,2],\n\"m\":{\"d\":{}}}":   `line 2: the object must have the member "d.rows" (JSONRecords), got keys ["n" "m"]`,
		`{"d":{"rows":{}}}`:                  `the member "d.rows" (JSONRecords) must be an array, got {}}}`,
		`{"d":{"rows":[{"x":1}]`:             `the object must end, got the end of the text`,
		`{"d":{"rows":[{"x":1}],"rows":[]}}`: `an object must have a key once, got "rows" twice`,
		`{"d":{"rows":[{"x":1}]},"d":1}`:     `got "d" twice`,
		`{"d":{"rows":[{"x":1}]}} 1`:         `the text must end after the array, got 1`,
		`{"d":{"rows":[{"x":1}] 1}}`:         `a comma or the end of the object must follow, got 1}}`,
		`{"a":[1 2],"d":{"rows":[]}}`:        `a comma or the end of the array must follow, got 2]`,
		`{"a":[1,],"d":{"rows":[]}}`:         `must be a value, got ]`,
		`{"a":{1:2},"d":{"rows":[]}}`:        `a key must follow, got 1:2}`,
		`{"a" 1}`:                            `a colon must follow the key "a", got 1}`,
		`{"a":tru,"d":{"rows":[]}}`:          `must be valid JSON, got tru`,
	} {
		_, err := readDocument(text, frame.JSONRecords("d.rows"))
		check.Error(t, err, frame.ErrValue, "frame.ReadJSON: ", says)
	}
	deep := strings.Repeat("[", 10_001)
	_, err := readDocument(`{"a":`+deep, frame.JSONRecords("d"))
	check.Error(t, err, frame.ErrValue, "at most 10000 deep")
}

// Rows before a fault are returned, then the error.
func TestOpenJSONFaults(t *testing.T) {
	for text, says := range map[string]string{
		`[{"x":1},{"x":2},{"x":3,"x":4}]`:                  `record 3 (line 1) must have a key once`,
		"{\"x\":1}\n{\"x\":2}\n{\"x\":3":                   `line 3 must be complete`,
		`[{"x":1},{"x":2}`:                                 `the array must end, got the end of the text after record 2`,
		`[{"x":1},{"x":2},{"x":"a"}]`:                      `record 3 (line 1), column "x" must be int64, as in the first rows, got "a"`,
		`[{"x":1},{"x":2},{"x":3,"y":{"z":2}}]`:            `record 3 (line 1) has a new key: no such column "y.z" in [x]`,
		`[{"x":1},{"x":2},{"x":18446744073709551615}, {}]`: `column "x" must be in int64's range`,
	} {
		path := tempFile(t, text)
		r := mustValue(frame.OpenJSON(frame.JSONInfer(1), frame.JSONBatch(1))(path))
		for x := range int64(2) {
			f, err := r.Read()
			check.Values(t, mustValue(check.Must(t, f, err).Ints("x")), x+1)
		}
		_, err := r.Read()
		kind := frame.ErrValue
		if strings.Contains(says, "new key") {
			kind = frame.ErrColumn
		}
		check.Error(t, err, kind, "frame.OpenJSON: "+path+": ", says)
		check.NoError(t, r.Close())
	}
	_, err := frame.OpenJSON()(tempFile(t, `[{"x":1,"x":2}]`))
	check.Error(t, err, frame.ErrValue, `got "x" twice`)
}

func TestJSONOptionMisuse(t *testing.T) {
	check.Panics(t, "frame.JSONColumns: there must be names, got none", func() { frame.JSONColumns() })
	check.Panics(t, `frame.JSONColumns: names must be unique and not empty, got ["a" "a"]`, func() { frame.JSONColumns("a", "a") })
	check.Panics(t, "got none", func() { frame.JSONRecords("") })
	check.Panics(t, "frame.JSONMaxRecord: n must be positive, got 0", func() { frame.JSONMaxRecord(0) })
	check.Panics(t, "frame.ReadJSONLines: the options must be those of lines, got JSONRecords; use frame.ReadJSON",
		func() { _, _ = readJSON("", frame.JSONRecords("x")) })
	check.Panics(t, "frame.OpenJSONLines: the options must be those of lines, got JSONRecords",
		func() { frame.OpenJSONLines(frame.JSONRecords("x")) })
	check.Panics(t, "frame.JSONTimeZone: needs a zone, got nil", func() { frame.JSONTimeZone(nil) })
	check.Panics(t, "frame.JSONReport: needs a report, got nil", func() { frame.JSONReport(nil) })
}
