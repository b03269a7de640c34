package viz

import (
	"slices"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
)

func TestTimesOfATable(t *testing.T) {
	at := func(s string) time.Time {
		v, err := time.Parse(time.DateTime, s)
		return check.Must(t, v, err)
	}
	for name, c := range map[string]struct {
		times []time.Time
		valid []bool
		want  []string
	}{
		"one day":              {[]time.Time{at("2026-03-01 09:30:00"), at("2026-03-01 23:00:00")}, nil, []string{"09:30:00", "23:00:00"}},
		"two days":             {[]time.Time{at("2026-03-01 23:00:00"), at("2026-03-02 01:00:00")}, nil, []string{"2026-03-01 23:00:00", "2026-03-02 01:00:00"}},
		"dates":                {[]time.Time{at("1969-12-31 00:00:00"), at("1970-01-01 00:00:00")}, nil, []string{"1969-12-31", "1970-01-01"}},
		"around 1970":          {[]time.Time{at("1969-12-31 23:00:00"), at("1970-01-01 01:00:00")}, nil, []string{"1969-12-31 23:00:00", "1970-01-01 01:00:00"}},
		"one day before 1970":  {[]time.Time{at("1969-12-30 00:00:00"), at("1969-12-30 12:00:00")}, nil, []string{"00:00:00", "12:00:00"}},
		"the first is missing": {[]time.Time{at("1999-01-01 00:00:01"), at("2026-03-01 09:30:00"), at("2026-03-01 23:00:00")}, []bool{false, true, true}, []string{"", "09:30:00", "23:00:00"}},
		"all are missing":      {[]time.Time{at("1999-01-01 00:00:01")}, []bool{false}, []string{""}},
	} {
		col := frame.Col("t", c.times)
		if c.valid != nil {
			col = col.WithValid(c.valid)
		}
		f := frame.Must(frame.New(col))
		if got := formatColumn(f, f.Schema().Fields()[0], nil); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

// Only the rows for which there is room are made into text; the others are counted.
func TestATableFormatsVisibleRowsOnly(t *testing.T) {
	e := chartOf(t, Table(), xs(make([]float64, 1_000_000)...))
	r := render(t, e, View{})
	if tab := r.panels[0].table; len(tab.Rows) > 400/minRowHeight+1 || len(tab.Rows)+tab.More != 1_000_000 {
		t.Errorf("%d rows and %d more", len(tab.Rows), tab.More)
	}
}
