package ops_test

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
)

// data is a frame of pandas, as the generators of testdata write it. A missing value is null, or "NaN" in float columns.
type data struct {
	Index      []any
	IndexName  *string `json:"index_name"`
	IndexDtype string  `json:"index_dtype"`
	Columns    []string
	Dtypes     []string
	Rows       [][]any
}

// readPandas reads a file of testdata that pandas 3.1 has recorded.
func readPandas(t *testing.T, name string, into any) {
	t.Helper()
	var recorded struct{ Pandas string }
	readJSON(t, name, &recorded)
	checkPandasVersion(t, name, recorded.Pandas)
	readJSON(t, name, into)
}

// checkPandasVersion checks the version that a file names.
func checkPandasVersion(t *testing.T, file, version string) {
	t.Helper()
	if !strings.HasPrefix(version, "3.1.") {
		t.Fatalf("%s must be recorded with pandas 3.1, got version %q", file, version)
	}
}

// Every file of results names the version of pandas that has recorded it.
func TestRecordedWithPandas31(t *testing.T) {
	var files []string
	for _, pattern := range []string{"testdata/pandas*", "internal/*/testdata/pandas*"} {
		found, err := filepath.Glob(pattern)
		check.NoError(t, err)
		files = append(files, found...)
	}
	if len(files) < 8 {
		t.Fatalf("found %v", files)
	}
	for _, name := range files {
		checkPandasVersion(t, name, pandasVersion(t, name))
	}
}

// pandasVersion returns the version that a file names.
func pandasVersion(t *testing.T, name string) string {
	t.Helper()
	file, err := os.Open(name)
	check.NoError(t, err)
	defer file.Close()
	var text io.Reader = file
	if strings.HasSuffix(name, ".gz") {
		text, err = gzip.NewReader(file)
		check.NoError(t, err)
	}
	var recorded struct{ Pandas string }
	check.NoError(t, json.NewDecoder(text).Decode(&recorded))
	return recorded.Pandas
}

// readJSON reads a file of testdata.
func readJSON(t *testing.T, name string, into any) {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err == nil {
		err = json.Unmarshal(text, into)
	}
	check.NoError(t, err)
}

func (d *data) frame(t *testing.T) frame.Frame {
	t.Helper()
	var cols []frame.Column
	if d.Index != nil {
		name := "index"
		if d.IndexName != nil {
			name = *d.IndexName
		}
		cols = append(cols, column(t, name, d.indexDtype(), d.Index).AsIndex())
	}
	for j, name := range d.Columns {
		values := make([]any, len(d.Rows))
		for i := range values {
			values[i] = d.Rows[i][j]
		}
		cols = append(cols, column(t, name, d.Dtypes[j], values))
	}
	return table(cols...)
}

// indexDtype is the type of the index, which is inferred from the first value if it is not recorded.
func (d *data) indexDtype() string {
	if d.IndexDtype == "" && len(d.Index) > 0 {
		if _, ok := d.Index[0].(string); ok {
			return "datetime64[ns]"
		}
	}
	if d.IndexDtype == "" {
		return "int64"
	}
	return d.IndexDtype
}

func column(t *testing.T, name, dtype string, values []any) frame.Column {
	t.Helper()
	valid := make([]bool, len(values))
	for i, v := range values {
		valid[i] = v != nil
	}
	var c frame.Column
	switch dtype {
	case "float64":
		return frame.Col(name, decode(values, number)).WithValid(valid)
	case "int64":
		c = frame.Col(name, decode(values, func(v any) int64 { return int64(v.(float64)) }))
	case "bool":
		c = frame.Col(name, decode(values, func(v any) bool { return v.(bool) }))
	case "str", "object": // object before pandas 3
		c = frame.Col(name, decode(values, func(v any) string { return v.(string) }))
	case "datetime64[us]", "datetime64[ns]", "datetime64[s]": // any unit: values are texts
		c = frame.Col(name, decode(values, func(v any) time.Time {
			when, err := time.Parse("2006-01-02T15:04:05", v.(string))
			check.NoError(t, err)
			return when
		}))
	default:
		t.Fatalf("column %q is of type %q, which no test knows", name, dtype)
	}
	return c.WithValid(valid)
}

func decode[T any](values []any, as func(any) T) []T {
	out := make([]T, len(values))
	for i, v := range values {
		if v != nil {
			out[i] = as(v)
		}
	}
	return out
}

func number(v any) float64 {
	switch v {
	case "NaN":
		return nan
	case "Inf":
		return inf
	case "-Inf":
		return -inf
	}
	return v.(float64)
}

// wantClose compares batches; float values may differ by a fraction of them, or of 1.
func wantClose(t *testing.T, within float64, got []frame.Frame, want ...frame.Frame) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("got %d batches, want %d", len(got), len(want))
	}
	for i := range got {
		if rounded := rounded(t, within, got[i], want[i]); !rounded.Equal(want[i]) {
			t.Fatalf("batch %d: got [%v]\n%v\nwant [%v]\n%v", i, got[i].Schema(), got[i], want[i].Schema(), want[i])
		}
	}
}

// rounded returns f with the wanted values instead of those float values that are close to them.
func rounded(t *testing.T, within float64, f, want frame.Frame) frame.Frame {
	t.Helper()
	if !f.Schema().Equal(want.Schema()) || f.Len() != want.Len() {
		return f
	}
	for _, field := range f.Schema().Fields() {
		if field.Type != frame.Float64 {
			continue
		}
		g, w := floats(t, f, field.Name), floats(t, want, field.Name)
		out := make([]float64, len(g))
		for i := range g {
			out[i] = g[i]
			if math.Abs(g[i]-w[i]) <= within*max(1, math.Abs(w[i])) {
				out[i] = w[i]
			}
		}
		var err error
		if f, err = f.With(frame.Col(field.Name, out)); err != nil {
			t.Fatal(err)
		}
	}
	return f
}
