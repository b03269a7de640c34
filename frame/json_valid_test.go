package frame

import (
	"encoding/json"
	"strings"
	"testing"
)

// validJSON is json.Valid.
func FuzzValidJSON(f *testing.F) {
	for _, text := range []string{
		`{"a":[1,-0.5e+10,true,false,null,{}],"b\u00e9\n":"x"}`, ` [ ] `, `[[]`, `{"a":1,}`, `01`, `-`, `1.`, `1e`, `"\x"`, `"\u12g4"`,
		"\"\x1f\"", "\"a long text without an end", `{"a" 1}`, `tru`, ``, `1 2`, `{,}`, `[,]`, "\"\xff\"", `"\`, `"\u1`, `"1234567"`,
		`"12345678"`, `"1234567\"89"`, `{a:1}`, "\v1",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if got, want := validJSON(text), json.Valid(text); got != want {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	})
}

// The depth at which values are refused is that of encoding/json.
func TestValidJSONDepth(t *testing.T) {
	for _, depth := range []int{maxJSONNesting - 1, maxJSONNesting, maxJSONNesting + 1, maxJSONNesting + 2} {
		for _, text := range []string{
			strings.Repeat("[", depth) + strings.Repeat("]", depth), strings.Repeat(`{"a":`, depth) + "1" + strings.Repeat("}", depth),
		} {
			if got, want := validJSON([]byte(text)), json.Valid([]byte(text)); got != want {
				t.Errorf("%d deep: got %v, want %v", depth, got, want)
			}
		}
	}
}
