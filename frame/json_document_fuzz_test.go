package frame_test

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"pgregory.net/rapid"
)

// decodeRows returns the rows of a text as encoding/json reads them, each with the names of nested members joined by dots.
// It is false if the text is neither an array of objects nor objects one after the other.
func decodeRows(text string) (rows []map[string]any, ok bool) {
	text = strings.TrimPrefix(text, "\xef\xbb\xbf")
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var records []any
	for {
		var v any
		if err := d.Decode(&v); err == io.EOF {
			break
		} else if err != nil {
			return nil, false
		}
		records = append(records, v)
	}
	if len(records) == 1 {
		if array, isArray := records[0].([]any); isArray {
			records = array
		}
	}
	for _, record := range records {
		object, isObject := record.(map[string]any)
		if !isObject {
			return nil, false
		}
		row := map[string]any{}
		flattenInto(row, "", object)
		rows = append(rows, row)
	}
	return rows, true
}

func flattenInto(row map[string]any, prefix string, object map[string]any) {
	for key, v := range object {
		if inner, ok := v.(map[string]any); ok {
			flattenInto(row, prefix+key+".", inner)
		} else {
			row[prefix+key] = v
		}
	}
}

// sameValue reports whether a cell has the value that encoding/json read.
func sameValue(f frame.Frame, name string, row int, v any) bool {
	if v == nil {
		return !f.Valid(name, row)
	}
	if !f.Valid(name, row) {
		return false
	}
	field, _ := f.Schema().Lookup(name)
	switch v := v.(type) {
	case json.Number:
		if field.Type == frame.Int64 {
			n, err := v.Int64()
			return err == nil && mustValue(f.Ints(name))[row] == n
		}
		x, err := v.Float64()
		return err == nil && mustValue(f.Floats(name))[row] == x
	case bool:
		return mustValue(f.Bools(name))[row] == v
	case string:
		if field.Type == frame.Time {
			at, err := time.Parse(time.RFC3339, strings.TrimSpace(v))
			return err == nil && mustValue(f.Times(name))[row] == at.UnixNano()
		}
		return mustValue(f.Strings(name))[row] == v
	}
	return false
}

// What is read has the values that encoding/json reads, and what is refused as bad JSON is bad JSON.
func FuzzReadJSON(f *testing.F) {
	for _, seed := range []string{
		`[{"a":1,"b":"x\"}"},{"a":2.5,"c":{"d":true,"e":{}}}]`, `{"a":1}` + "\n" + `{ "a" : null , "b" : "\u0000\ud800" }`,
		`{"a":{"b":1}}{"a.b":2,"a":null}`, `[{"t":"2026-01-01T12:00:00Z"}]`, `[{"a":9223372036854775808,"a":-0}]`, `[[1,2]]`,
		"[{\"a\":\"\\\\\"} , {}\n]", `[{"a":[]}]`, `{"a":null}{"a":{"b":1}}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.HasPrefix(text, "\x1f\x8b") || len(text) > 3 && text[1:4] == "\x2a\x4d\x18" || strings.HasPrefix(text, "\x28\xb5") {
			t.Skip()
		}
		if strings.Contains(text, "NaN") || strings.Contains(text, "Infinity") {
			t.Skip() // encoding/json does not read them
		}
		rows, ok := decodeRows(text)
		got, err := frame.ReadJSON(strings.NewReader(text))
		if err != nil {
			for _, says := range []string{"valid JSON", "complete", "comma", "must end", "a value"} {
				if ok && strings.Contains(err.Error(), " "+says) {
					t.Fatalf("encoding/json reads it: %v", err)
				}
			}
			return
		}
		if !ok || got.Len() != len(rows) {
			t.Fatalf("read %d rows, want %d, %v", got.Len(), len(rows), ok)
		}
		for i, row := range rows {
			for _, name := range got.Schema().Names() {
				if !sameValue(got, name, i, row[name]) {
					t.Fatalf("row %d, column %q: got\n%v\nwant %v", i, name, got.Slice(i, i+1), row[name])
				}
			}
			for name, v := range row {
				if _, there := got.Schema().Lookup(name); !there && v != nil {
					t.Fatalf("row %d: no column %q", i, name)
				}
			}
		}
		checkRoundTrip(t, got)
	})
}

// checkRoundTrip writes a frame, and reads it as lines and as an array.
func checkRoundTrip(t interface{ Fatalf(string, ...any) }, f frame.Frame) {
	var out bytes.Buffer
	if err := frame.WriteJSONLines(&out, f); err != nil {
		t.Fatalf("what was read cannot be written: %v", err)
	}
	lines := out.String()
	array := "[" + strings.Join(strings.Split(strings.TrimSpace(lines), "\n"), ",") + "]"
	for _, text := range []string{lines, array} {
		again, err := frame.ReadJSON(strings.NewReader(text), frame.JSONSchema(f.Schema()))
		if err != nil || !again.Equal(f) {
			t.Fatalf("wrote %q: read\n%v, %v, want\n%v", text, again, err, f)
		}
	}
}

func TestReadJSONRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkRoundTrip(t, anyFrame(t, rapid.IntRange(0, 30).Draw(t, "rows"))) })
}
