package frame

import (
	"strings"
	"testing"
	"time"
)

// The numbers were written by hand; "" is none.
func TestNumberFormat(t *testing.T) {
	german := numberFormat{decimal: ',', thousands: "."}
	english := numberFormat{decimal: '.', thousands: ","}
	french := numberFormat{decimal: ',', thousands: thousandsSpaces}
	comma := numberFormat{decimal: ','}
	for _, c := range []struct {
		format     numberFormat
		text, want string
	}{
		{german, "1.234,5", "1234.5"}, {german, "-1.234.567", "-1234567"}, {german, "1,5e3", "1.5e3"}, {german, "1.5", ""},
		{german, "1.23,5", ""}, {german, "1234.567", ""}, {german, ".123", ""}, {german, "1,234.5", ""}, {german, "1..234", ""},
		{german, "12.345.678,9", "12345678.9"}, {german, "1234,5", "1234.5"}, {german, ",5", ".5"}, {german, "inf", "inf"},
		{english, "1,234.5", "1234.5"}, {english, "+1,234", "+1234"}, {english, "1,2", ""}, {english, "1,234,5", ""},
		{english, "1.5", "1.5"}, {english, "1,234e3", ""},
		{french, "1\u202f234,5", "1234.5"}, {french, "1 234 567", "1234567"}, {french, "1\u00a0234", "1234"}, {french, "12 34", ""},
		{comma, "1,5", "1.5"}, {comma, "1.5", ""}, {comma, "1", "1"}, {comma, "-1,5e-3", "-1.5e-3"}, {comma, "1,5,5", "1.5,5"},
	} {
		if got, ok := c.format.plain(c.text); got != c.want || ok != (c.want != "") {
			t.Errorf("%v: %q is %q, %v; want %q", c.format, c.text, got, ok, c.want)
		}
	}
	if _, ok := comma.parseFloat("1,5,5"); ok {
		t.Error("1,5,5 is a number")
	}
}

func TestEpochFormat(t *testing.T) {
	plain := numberFormat{decimal: '.'}
	for _, c := range []struct {
		text   string
		unit   time.Duration
		want   int64
		status timeStatus
	}{
		{"1514764860", time.Second, 1514764860e9, timeFits},
		{"-1", time.Second, -1e9, timeFits},
		{" 1514764860.123456789 ", time.Second, 1514764860123456789, timeFits},
		{"1.51476486e9", time.Second, 1514764860e9, timeFits},
		{"0.9999999999", time.Second, 999999999, timeFits},
		{"1e-12", time.Second, 0, timeFits},
		{"0e999999999", time.Second, 0, timeFits},
		{"1514764860123", time.Millisecond, 1514764860123e6, timeFits},
		{"1514764860123456", time.Microsecond, 1514764860123456e3, timeFits},
		{"9223372036854775807", time.Nanosecond, 9223372036854775807, timeFits},
		{"9223372036", time.Second, 9223372036e9, timeFits},
		{"9223372037", time.Second, 0, timeBeyond},
		{"9223372036.9", time.Second, 0, timeBeyond},
		{"-9223372037", time.Second, 0, timeBeyond},
		{"1e300", time.Second, 0, timeBeyond},
		{"99999999999999999999", time.Nanosecond, 0, timeBeyond},
		{"1e999", time.Second, 0, notTime},
		{"inf", time.Second, 0, notTime},
		{"0x10", time.Second, 0, notTime},
		{"2024-01-01", time.Second, 0, notTime},
		{"", time.Second, 0, notTime},
	} {
		if got, status := (epochFormat{plain, c.unit}).parse(c.text); got != c.want || status != c.status {
			t.Errorf("%q in %v: got %d (%d), want %d (%d)", c.text, c.unit, got, status, c.want, c.status)
		}
	}
}

// The set holds exactly its texts.
func TestMissingTexts(t *testing.T) {
	for _, text := range defaultMissingTexts {
		if !defaultMissing.has(text) || !defaultMissing.hasTrimmed("\t"+text+"\u00a0") {
			t.Errorf("%q is no missing text", text)
		}
		if longer := text + "x"; defaultMissing.has(longer) {
			t.Errorf("%q is a missing text", longer)
		}
	}
	if defaultMissing.has(" ") || newMissingTexts(nil).has("") || defaultMissing.has(strings.ToLower("NULL")+"l") {
		t.Error("the set has too many texts")
	}
}
