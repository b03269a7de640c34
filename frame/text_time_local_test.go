package frame_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // zones, also on machines without their database

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
)

// All readers of local times follow Python's fold=0, as bench/pandas/record_local_times.py has recorded it.
func TestLocalTimesAreThoseOfZoneinfo(t *testing.T) {
	const layout = "02.01.2006 15h04:05"
	var recorded struct{ Zones map[string][][2]int64 }
	text, err := os.ReadFile("../internal/zone/testdata/local-times.json")
	check.NoError(t, err)
	check.NoError(t, json.Unmarshal(text, &recorded))
	for name, rows := range recorded.Zones {
		loc, err := time.LoadLocation(name)
		check.NoError(t, err)
		var csv, csvLayout, jsonText, jsonLayout strings.Builder
		csv.WriteString("t\n")
		csvLayout.WriteString("t\n")
		var iso, own []string
		instants := make([]int64, len(rows))
		for i, row := range rows {
			local := time.Unix(row[0], 0).UTC()
			instants[i] = row[1] * int64(time.Second)
			iso, own = append(iso, local.Format("2006-01-02T15:04:05")), append(own, local.Format(layout))
			csv.WriteString(iso[i] + "\n")
			csvLayout.WriteString(own[i] + "\n")
			jsonText.WriteString(`{"t":"` + iso[i] + "\"}\n")
			jsonLayout.WriteString(`{"t":"` + own[i] + "\"}\n")
		}
		want := frame.Must(frame.New(frame.Nanos("t", instants)))
		texts := frame.Must(frame.New(frame.Col("t", iso)))
		compare := func(how string) func(frame.Frame, error) {
			return func(got frame.Frame, err error) {
				t.Helper()
				check.NoError(t, err)
				if !got.Equal(want) {
					t.Errorf("%s, %s: got %v, want %v", name, how, got, want)
				}
			}
		}
		compare("CSV")(frame.ReadCSV(strings.NewReader(csv.String()), frame.CSVTimeZone(loc)))
		compare("CSV with a layout")(frame.ReadCSV(strings.NewReader(csvLayout.String()),
			frame.CSVTimeZone(loc), frame.CSVTimeLayout(layout)))
		compare("JSON")(frame.ReadJSON(strings.NewReader(jsonText.String()), frame.JSONTimeZone(loc)))
		compare("JSON with a layout")(frame.ReadJSON(strings.NewReader(jsonLayout.String()),
			frame.JSONTimeLayout(layout), frame.JSONTimeZone(loc)))
		compare("ParseTimesIn")(texts.ParseTimesIn(loc, "t"))
		compare("ParseTimeLayout")(frame.Must(frame.New(frame.Col("t", own))).ParseTimeLayout("t", layout, loc))
	}
}

// A layout with an offset, or with the name of a zone, has no local times.
func TestTimesWithZoneInLayouts(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	check.NoError(t, err)
	second := time.Date(2026, 10, 25, 1, 30, 0, 0, time.UTC)
	for layout, text := range map[string]string{
		"02/01/2006 15:04 -0700":  "25/10/2026 02:30 +0100",
		"02/01/2006 15:04Z07:00":  "25/10/2026 01:30Z",
		"02/01/2006 15:04 MST":    "25/10/2026 02:30 CET",
		"02/01/2006 15:04 UTC-07": "25/10/2026 02:30 UTC+01",
	} {
		f := frame.Must(frame.New(frame.Col("t", []string{text})))
		got, err := f.ParseTimeLayout("t", layout, berlin)
		wantFrame(t, check.Must(t, got, err), frame.Must(frame.New(frame.Col("t", []time.Time{second}))))
	}
}

func TestParseTimesIn(t *testing.T) {
	tokyo := time.FixedZone("", 9*3600)
	f := frame.Must(frame.New(frame.Col("s", []string{"2024-02-01 09:30", "2024-02-01T00:30:00Z", ""}).WithValid([]bool{true, true, false})))
	at := time.Date(2024, 2, 1, 0, 30, 0, 0, time.UTC)
	got, err := f.ParseTimesIn(tokyo, "s")
	wantFrame(t, check.Must(t, got, err), frame.Must(frame.New(frame.Col("s", []time.Time{at, at, {}}))))
	got, err = f.ParseTimesIn(nil, "s")
	wantFrame(t, check.Must(t, got, err), frame.Must(frame.New(frame.Col("s", []time.Time{at.Add(9 * time.Hour), at, {}}))))
	for _, text := range []string{"1066-10-14", "2262-04-13", "9999-12-31T23:59:59", "1677-09-20"} {
		_, err = frame.Must(frame.New(frame.Col("s", []string{text}))).ParseTimesIn(tokyo, "s")
		check.Error(t, err, frame.ErrValue, "frame.ParseTimesIn", "between 1677-09-21 and 2262-04-11", "row 0")
	}
	_, err = f.ParseTimesIn(tokyo, "z")
	check.Error(t, err, frame.ErrColumn, "frame.ParseTimesIn", `"z"`)
}
