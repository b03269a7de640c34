package frame_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/frame"
)

// A plain file has the texts that encoding/csv reads: with the comma given, texts without missing values, and LF at line ends.
func FuzzReadCSVAsEncodingCSV(f *testing.F) {
	for _, text := range []string{"a,b\n1,2\n", "a\n\"x\ny\"\n\n\"\"\"\"\n", "a,b\n1\n", "a,\"b\"\n\"1\"x,2\n", "é\nNA\n", "a\n\"\"\n", "a,b\n,\n"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.ContainsAny(text, "\r\x00") || strings.Trim(text, " ") == "" || text[0] >= 0xe0 || text[0] < ' ' || text[0] == 'P' || text[0] == '(' {
			t.Skip("another line end, a byte order mark, or compressed")
		}
		want, wantErr := csv.NewReader(strings.NewReader(text)).ReadAll()
		if len(want) == 0 {
			t.Skip()
		}
		types := map[string]frame.Type{}
		for _, name := range want[0] {
			types[name] = frame.String
		}
		got, err := readCSV(text, frame.CSVComma(','), frame.CSVMissing(), frame.CSVTypes(types))
		if err != nil {
			if says := err.Error(); wantErr == nil && !strings.Contains(says, "names must be unique") && !strings.Contains(says, "must be UTF-8") {
				t.Fatalf("encoding/csv reads it: %v", err)
			}
			return
		}
		if wantErr != nil || got.Len() != len(want)-1 {
			t.Fatalf("read %d rows, want %d, %v", got.Len(), len(want)-1, wantErr)
		}
		for col, name := range want[0] {
			texts := mustValue(got.Strings(name))
			for row := range texts {
				if texts[row] != want[row+1][col] {
					t.Fatalf("row %d, column %q: got %q, want %q", row, name, texts[row], want[row+1][col])
				}
			}
		}
	})
}

// A frame that is read from CSV is the same after it has gone through JSON, and back through CSV.
func FuzzCSVAndJSON(f *testing.F) {
	for _, text := range []string{"a,b\n1,2.5\n,x\n", "t\n2026-01-01\n", "a\nNA\n\"NA\"\n", "b\ntrue\n", "x\n1e308\n5e-324\n-0\n", "n\n9223372036854775807\n"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		first, err := readCSV(text)
		if err != nil {
			return
		}
		schema := first.Schema()
		var lines, again bytes.Buffer
		if err := frame.WriteJSONLines(&lines, first); err != nil {
			if strings.Contains(err.Error(), "infinities") {
				t.Skip()
			}
			t.Fatal(err)
		}
		second, err := frame.ReadJSONLines(&lines, frame.JSONSchema(schema))
		if err != nil || !second.Equal(first) {
			t.Fatalf("JSON: %v; got\n%v\nwant\n%v", err, second, first)
		}
		if err := frame.WriteCSV(&again, second); err != nil {
			t.Fatal(err)
		}
		third, err := frame.ReadCSV(&again, frame.CSVSchema(schema))
		if err != nil || !third.Equal(first) {
			t.Fatalf("CSV: %v; got\n%v\nwant\n%v", err, third, first)
		}
	})
}
