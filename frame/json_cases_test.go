package frame_test

import (
	"math"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
)

// TestFieldCasesJSON reads texts as APIs and programs write them. The values were read from the texts by hand.
func TestFieldCasesJSON(t *testing.T) {
	type cols = []frame.Column
	options := func(o ...frame.JSONOption) []frame.JSONOption { return o }
	typed := func(typ frame.Type) []frame.JSONOption {
		return options(frame.JSONTypes(map[string]frame.Type{"x": typ}))
	}
	inf := math.Inf(1)
	for name, c := range map[string]struct {
		text    string
		options []frame.JSONOption
		want    cols
	}{
		"Python's NaN and Infinity": {`[{"x":1.5,"n":NaN},{"x":NaN,"n":2},{"x":Infinity},{"x":-Infinity,"n":null}]`, nil, cols{
			frame.Col("x", []float64{1.5, nan, inf, -inf}), frame.Col("n", []int{0, 2, 0, 0}).WithValid([]bool{false, true, false, false})}},
		"only NaN":                    {`{"x":NaN}`, nil, cols{frame.Col("x", []float64{nan})}},
		"NaN in a text":               {`{"x":"NaN"}`, nil, cols{frame.Col("x", []string{"NaN"})}},
		"NaN in quotes, for a number": {`{"x":"NaN"}` + "\n" + `{"x":1.5}`, typed(frame.Float64), cols{frame.Col("x", []float64{nan, 1.5})}},
		"a number in quotes":          {`{"x":"1"}`, typed(frame.Int64), cols{frame.Col("x", []int{1})}},
		"objects without line ends":   {`{"x":1}{"x":2}`, nil, cols{frame.Col("x", []int{1, 2})}},
		"carriage returns, a mark":    {"\ufeff{\"x\":1}\r\n{\"x\":2}\r\n", nil, cols{frame.Col("x", []int{1, 2})}},
		"an indented array":           {"[\n  {\n    \"x\": 1\n  },\n  {\n    \"x\": 2.5\n  }\n]\n", nil, cols{frame.Col("x", []float64{1, 2.5})}},
		"1 and 1.0":                   {`[{"x":1},{"x":1.0}]`, nil, cols{frame.Col("x", []float64{1, 1})}},
		"exponents":                   {`[{"x":1e3},{"x":-2.5E-1}]`, nil, cols{frame.Col("x", []float64{1000, -0.25})}},
		"beyond 2^53": {`[{"x":9007199254740993},{"x":-9223372036854775808}]`, nil,
			cols{frame.Col("x", []int64{9007199254740993, math.MinInt64})}},
		"beyond int64, as floats": {`{"x":18446744073709551615}`, typed(frame.Float64), cols{frame.Col("x", []float64{1 << 64})}},
		"beyond int64, as texts":  {`{"x":18446744073709551615}`, typed(frame.String), cols{frame.Col("x", []string{"18446744073709551615"})}},
		"escapes":                 {`{"x":"\ud83d\ude00 \u00e9 \"q\" \/"}`, nil, cols{frame.Col("x", []string{`😀 é "q" /`})}},
		"times": {`{"x":"2024-01-01T00:00:00.000Z","u":1704067200000}`, options(frame.JSONEpoch("u", time.Millisecond)), cols{
			frame.Col("x", []time.Time{utc(2024, 1, 1, 0, 0, 0)}), frame.Col("u", []time.Time{utc(2024, 1, 1, 0, 0, 0)})}},
		"candles of an exchange": {`[[1499040000000,"0.0163",true],[1499040060000,"0.0164",false]]`,
			options(frame.JSONColumns("t", "x", "b"), frame.JSONEpoch("t", time.Millisecond), typed(frame.Float64)[0]), cols{
				frame.Col("t", []time.Time{time.UnixMilli(1499040000000), time.UnixMilli(1499040060000)}),
				frame.Col("x", []float64{0.0163, 0.0164}), frame.Col("b", []bool{true, false})}},
		"pandas, orient='split'": {`{"columns":["x"],"index":[0,1],"data":[[1],[2]]}`,
			options(frame.JSONRecords("data"), frame.JSONColumns("x")), cols{frame.Col("x", []int{1, 2})}},
		"GeoJSON": {`{"type":"FeatureCollection","features":[{"properties":{"x":1},"geometry":{"type":"Point","coordinates":[1,2]}}]}`,
			options(frame.JSONRecords("features"), frame.JSONKeepArrays()), cols{frame.Col("properties.x", []int{1}),
				frame.Col("geometry.type", []string{"Point"}), frame.Col("geometry.coordinates", []string{"[1,2]"})}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := readDocument(c.text, c.options...)
			want := frame.Must(frame.New(c.want...))
			wantFrame(t, check.Must(t, got, err), want)
			got, err = frame.ReadFile(tempFile(t, c.text), frame.OpenJSON(append(c.options, frame.JSONBatch(1))...))
			wantFrame(t, check.Must(t, got, err), want)
		})
	}
}

// Texts that cannot be read say why.
func TestFieldCasesJSONErrors(t *testing.T) {
	times := []frame.JSONOption{frame.JSONTypes(map[string]frame.Type{"t": frame.Time})}
	for name, c := range map[string]struct {
		text    string
		options []frame.JSONOption
		says    string
	}{
		"beyond int64": {`{"x":18446744073709551615}`, nil,
			`line 1, column "x" must be in int64's range, -9223372036854775808 to 9223372036854775807, or declared float64 or string`},
		"beyond float64":   {`{"x":1E400}`, nil, `column "x" must be in float64's range, up to 1.7976931348623157e+308, or declared string, got 1E400`},
		"the year 1066":    {`{"t":"1066-10-14"}`, times, `column "t" must be a time between 1677-09-21 and 2262-04-11, got "1066-10-14"`},
		"two types":        {`[{"x":"a"},{"x":1}]`, nil, `record 2 (line 1), column "x" must be of one type in all rows, got 1`},
		"a key twice":      {`{"x":1,"x":2}`, nil, `a key once, got "x" twice`},
		"cut off":          {`{"x":1}` + "\n" + `{"x":`, nil, "line 2 must be complete"},
		"an array":         {`{"a":[1]}`, nil, `JSONKeepArrays keeps their text, got [1] for key "a"`},
		"a text of Python": {`{'x': 1}`, nil, "must be valid JSON"},
		"nan":              {`{"x":nan}`, nil, "must be valid JSON"},
		"+Infinity":        {`{"x":+Infinity}`, nil, "must be valid JSON"},
		"a key NaN":        {`{NaN:1}`, nil, "must be valid JSON"},
		"NaNs":             {`{"x":NaNs}`, nil, "must be valid JSON"},
		"an event":         {"data: {\"x\":1}\n\n", nil, "line 1: the text must be an array or objects, got data: "},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := readDocument(c.text, c.options...)
			check.Error(t, err, frame.ErrValue, "frame.ReadJSON: ", c.says)
		})
	}
}
