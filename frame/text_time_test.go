package frame

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// isoLayouts are layouts of package time for what parseISOTime accepts. Package time accepts a fraction after each second.
var isoLayouts = []string{
	"2006-01-02", "20060102",
	"2006-01-02T15:04", "2006-01-02 15:04", "2006-01-02T15:04:05", "2006-01-02 15:04:05",
	"2006-01-02T15:04:05Z07:00", "2006-01-02 15:04:05Z07:00", "2006-01-02T15:04:05-0700", "2006-01-02 15:04:05 -07:00",
	"2006-01-02T15:04-07", "2006-01-02 15:04Z0700", "20060102T150405", "20060102T1504", "20060102T150405Z07", "20060102 15:04:05",
}

// Every time in any of the layouts is the one that package time reads, and so is every such text with one byte changed,
// if it is a time at all.
func TestParseISOTimeAsPackageTime(t *testing.T) {
	tokyo := time.FixedZone("", 9*3600)
	rapid.Check(t, func(t *rapid.T) {
		zone := rapid.SampledFrom([]*time.Location{time.UTC, tokyo, time.FixedZone("", -(3*3600 + 1800))}).Draw(t, "zone")
		at := time.Unix(rapid.Int64Range(-62_135_596_800, 253_402_300_799).Draw(t, "seconds"), 0).In(zone)
		layout := rapid.SampledFrom(isoLayouts).Draw(t, "layout")
		text := at.Format(layout)
		if strings.HasSuffix(layout, "05") && rapid.Bool().Draw(t, "fraction") {
			text += rapid.StringMatching(`[.,][0-9]{1,12}`).Draw(t, "digits")
		}
		if rapid.Bool().Draw(t, "change") {
			i := rapid.IntRange(0, len(text)-1).Draw(t, "position")
			text = text[:i] + rapid.StringMatching(`[-0-9T:Z+ .]?`).Draw(t, "byte") + text[i+1:]
		}
		var want time.Time
		found := false
		for _, layout := range isoLayouts {
			if parsed, err := time.ParseInLocation(layout, text, tokyo); err == nil {
				want, found = parsed, true
			}
		}
		ns, status := parseISOTime(text, newLocalTimes(tokyo))
		switch {
		case !found && status == notTime:
		case status == notTime && strings.Contains(text, "  "): // package time takes several spaces for one
		case !found && strings.ContainsAny(text, " :"): // digits that package time wants in pairs
		case !found:
			t.Fatalf("%q is a time, want none", text)
		case !timeInRange(want) && status != timeBeyond, timeInRange(want) && (status != timeFits || ns != want.UnixNano()):
			t.Fatalf("%q: got %d (status %d), want %v", text, ns, status, want)
		}
	})
}

func TestParseISOTime(t *testing.T) {
	for text, want := range map[string]string{
		"2024-02-29":                          "2024-02-29T00:00:00Z",
		"2018-01-04 09:01:00+09:00":           "2018-01-04T00:01:00Z",
		"2018-01-04T09:01+0900":               "2018-01-04T00:01:00Z",
		"2018-01-04 9:01":                     "2018-01-04T09:01:00Z",
		"20180104T090100.5Z":                  "2018-01-04T09:01:00.5Z",
		"2018-01-04 09:01:00.1234567899 -01":  "2018-01-04T10:01:00.123456789Z",
		"1677-09-21T00:12:43.145224192Z":      "1677-09-21T00:12:43.145224192Z",
		"2262-04-11 23:47:16.854775807":       "2262-04-11T23:47:16.854775807Z",
		"2262-04-12T01:00:00+02:00":           "2262-04-11T23:00:00Z",
		"1677-09-21T00:12:43.145224191Z":      "beyond",
		"2262-04-11T23:47:16.854775808Z":      "beyond",
		"0001-01-01":                          "beyond",
		"9999-12-31T23:59:59Z":                "beyond",
		"2023-02-29":                          "none",
		"1900-02-29":                          "none",
		"2024-13-01":                          "none",
		"2024-00-01":                          "none",
		"2024-01-32":                          "none",
		"2024-1-31":                           "none",
		"01/02/2024":                          "none",
		"2024-01-01T24:00":                    "none",
		"2024-01-01T12:60":                    "none",
		"2024-01-01T12:00:60":                 "none",
		"2024-01-01T12":                       "none",
		"2024-01-01T":                         "none",
		"2024-01-01Z":                         "none",
		"2024-01-01T12:00:00.":                "none",
		"2024-01-01T12:00:00+9":               "none",
		"2024-01-01T12:00:00+24:00":           "none",
		"2024-01-01T12:00:00 Z Z":             "none",
		"2024-01-0112:00":                     "none",
		"99991231":                            "beyond",
		"12345":                               "none",
		"":                                    "none",
		"２０２４-01-01":                          "none",
		"2024-01-01 12:00:00 +0000 UTC m=+1.": "none",
	} {
		ns, status := timeParser{}.parse(text)
		got := map[timeStatus]string{notTime: "none", timeBeyond: "beyond"}[status]
		if status == timeFits {
			got = time.Unix(0, ns).UTC().Format(time.RFC3339Nano)
		}
		if got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

// A layout of the user goes before the others: 2024-02-01 may be the second of January.
func TestTimeParserLayouts(t *testing.T) {
	p := newTimeParser([]string{"2006-02-01", "2.1.06"}, nil)
	for text, want := range map[string]int{"2024-02-01": 2, "2.1.24": 2, "2024-02-13": 13} {
		ns, ok := p.nanos(text)
		if got := time.Unix(0, ns).UTC(); !ok || got.Day() != want {
			t.Errorf("%s: got %v, %v, want day %d", text, got, ok, want)
		}
	}
}

func BenchmarkParseTime(b *testing.B) {
	parse := timeParser{}.nanos
	for b.Loop() {
		if _, ok := parse("2026-01-01T12:34:56Z"); !ok {
			b.Fatal("no time")
		}
	}
}

// berlin is the zone that benchmarks use.
func berlin(b *testing.B) *time.Location {
	loc, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		b.Fatal(err)
	}
	return loc
}

func BenchmarkParseLocalTime(b *testing.B) {
	parse := newTimeParser(nil, berlin(b)).nanos
	for b.Loop() {
		if _, ok := parse("2026-01-01T12:34:56"); !ok {
			b.Fatal("no time")
		}
	}
}

func BenchmarkParseLocalTimeStdlib(b *testing.B) {
	loc := berlin(b)
	for b.Loop() {
		if _, err := time.ParseInLocation("2006-01-02T15:04:05", "2026-01-01T12:34:56", loc); err != nil {
			b.Fatal("no time")
		}
	}
}

func BenchmarkParseTimeStdlib(b *testing.B) {
	for b.Loop() {
		if _, err := time.Parse(time.RFC3339, "2026-01-01T12:34:56Z"); err != nil {
			b.Fatal("no time")
		}
	}
}
