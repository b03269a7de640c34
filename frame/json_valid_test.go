package frame

import (
	"encoding/json"
	"strings"
	"testing"
)

// validJSON says what package json says.
func FuzzValidJSON(f *testing.F) {
	for _, text := range []string{
		`{}`, `[]`, ` {"a" : 1 , "b":[true,false,null,"x"]} `, `{"a":1,}`, `[1,]`, `{"a"}`, `{"a":}`, `{a:1}`, `[1 2]`, `01`, `-`, `-0`, `1.`,
		`.5`, `1.5e+10`, `1e`, `1E-3`, `"\u00e9"`, `"\x"`, "\"\x01\"", "\"\xff\"", `tru`, `nullx`, ``, ` `, `1 2`, `{"a":{"b":[[]]}}`, `"open`, `[`,
		strings.Repeat("[", 200) + strings.Repeat("]", 200), `{"a":"b\\"}`, "\v1", `+1`, `1..2`, `{"a":1 "b":2}`, `{,}`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got, want := validJSON(text), json.Valid([]byte(text)); got != want {
			t.Errorf("%q: got %v, package json says %v", text, got, want)
		}
		if plainJSONEnd(text, 0, 0) == len(text) && !json.Valid([]byte(text)) {
			t.Errorf("%q: is not valid", text)
		}
	})
}
