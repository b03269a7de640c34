package ops_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

// recordedGaps holds what bench/pandas/record_gaps.py has recorded.
type recordedGaps struct {
	Start                string
	Millis               []int64
	Keys                 []*string
	X                    []*float64
	Rows                 map[string][]*float64
	Kept                 map[string][]int
	Resampled, Upsampled map[string]map[string]recordedGrid
	Asfreq               map[string]recordedGrid
}

// recordedGrid is a resampled series.
type recordedGrid struct {
	Millis []int64
	Keys   []string
	X      []*float64
}

func readGaps(t *testing.T) (r recordedGaps, start time.Time, in []frame.Frame) {
	t.Helper()
	readJSON(t, "pandas-gaps.json", &r)
	start, err := time.Parse("2006-01-02T15:04:05.999999", r.Start)
	check.NoError(t, err)
	n := len(r.X)
	times, keys, keyed, x, row := make([]time.Time, n), make([]string, n), make([]bool, n), make([]float64, n), make([]float64, n)
	for i := range n {
		times[i] = start.Add(time.Duration(r.Millis[i]) * time.Millisecond)
		if keyed[i] = r.Keys[i] != nil; keyed[i] {
			keys[i] = *r.Keys[i]
		}
		x[i], row[i] = valueOrNaN(r.X[i]), float64(i)
	}
	all := table(frame.Index("t", times), frame.Col("k", keys).WithValid(keyed), frame.Col("x", x), frame.Col("row", row))
	rng := rand.New(rand.NewPCG(1, 2))
	for from := 0; from < n; {
		to := min(n, from+rng.IntN(20))
		in = append(in, all.Slice(from, to))
		from = to
	}
	return r, start, in
}

// rowGapCases are the cases with a result for each row.
var rowGapCases = map[string]func(ops.DataFrame) ops.DataFrame{
	"ffill":              func(d ops.DataFrame) ops.DataFrame { return d.FFill() },
	"ffill 2":            func(d ops.DataFrame) ops.DataFrame { return d.FFill(ops.Limit(2)) },
	"bfill":              func(d ops.DataFrame) ops.DataFrame { return d.BFill() },
	"bfill 2":            func(d ops.DataFrame) ops.DataFrame { return d.BFill(ops.Limit(2)) },
	"interpolate":        func(d ops.DataFrame) ops.DataFrame { return d.Interpolate() },
	"interpolate 1":      func(d ops.DataFrame) ops.DataFrame { return d.Interpolate(ops.Limit(1)) },
	"interpolate time":   func(d ops.DataFrame) ops.DataFrame { return d.Interpolate(ops.ByTime()) },
	"interpolate, ffill": func(d ops.DataFrame) ops.DataFrame { return d.Interpolate().FFill() },
	"group ffill 1":      func(d ops.DataFrame) ops.DataFrame { return d.GroupBy("k").FFill(ops.Limit(1)) },
	"group bfill":        func(d ops.DataFrame) ops.DataFrame { return d.GroupBy("k").BFill() },
	"group bfill 1":      func(d ops.DataFrame) ops.DataFrame { return d.GroupBy("k").BFill(ops.Limit(1)) },
	"group interpolate":  func(d ops.DataFrame) ops.DataFrame { return d.GroupBy("k").Interpolate() },
	"group interpolate time": func(d ops.DataFrame) ops.DataFrame {
		return d.GroupBy("k").Interpolate(ops.ByTime())
	},
}

// rankCase returns the case of a name such as "group rank min down pct", or nil.
func rankCase(name string) func(ops.DataFrame) ops.DataFrame {
	words, ok := strings.CutPrefix(name, "group rank ")
	if !ok {
		return nil
	}
	var opts []ops.RankOption
	for _, word := range strings.Fields(words) {
		switch word {
		case "down":
			opts = append(opts, ops.RankDescending())
		case "pct":
			opts = append(opts, ops.RankPct())
		default:
			opts = append(opts, ops.RankBy(rankMethods[word]))
		}
	}
	return func(d ops.DataFrame) ops.DataFrame { return d.Select("k", "x").GroupBy("k").Rank(opts...) }
}

func TestRowsMatchPandas(t *testing.T) {
	r, _, in := readGaps(t)
	for name, want := range r.Rows {
		op := rowGapCases[name]
		if op == nil {
			op = rankCase(name)
		}
		t.Run(name, func(t *testing.T) {
			if op == nil {
				t.Fatal("no test knows this case")
			}
			got := frame.Must(frame.Concat(resultsOf(t, op, in...)))
			wantValues(t, floats(t, got, "x"), want)
		})
	}
}

// keptCases are the cases that keep rows.
var keptCases = map[string]func(ops.DataFrame) ops.DataFrame{
	"duplicates of k":    func(d ops.DataFrame) ops.DataFrame { return d.DropDuplicates(ops.Columns("k")) },
	"duplicates of k, x": func(d ops.DataFrame) ops.DataFrame { return d.DropDuplicates(ops.Columns("k", "x")) },
}

func TestKeptRowsMatchPandas(t *testing.T) {
	r, _, in := readGaps(t)
	for name, op := range keptCases {
		t.Run(name, func(t *testing.T) {
			var got []int
			for _, row := range floats(t, frame.Must(frame.Concat(resultsOf(t, op, in...))), "row") {
				got = append(got, int(row))
			}
			if !slices.Equal(got, r.Kept[name]) {
				t.Errorf("got %v, want %v", got, r.Kept[name])
			}
		})
	}
	t.Run("duplicates", func(t *testing.T) {
		got := frame.Must(frame.Concat(resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Drop("row").DropDuplicates() }, in...)))
		all := frame.Must(frame.Concat(in))
		if want := frame.Must(all.Take(r.Kept["duplicates"]).Drop("row")); !got.Equal(want) {
			t.Errorf("got\n%v\nwant\n%v", got, want)
		}
	})
}

// binOptions are the recorded options in our names.
func binOptions(start time.Time) map[string]struct {
	every time.Duration
	opts  []ops.ResampleOption
} {
	type c = struct {
		every time.Duration
		opts  []ops.ResampleOption
	}
	seven, at := 7*time.Second, time.Date(2026, 1, 3, 1, 2, 3, 0, time.UTC)
	return map[string]c{
		"10s":            {10 * time.Second, nil},
		"7s":             {seven, nil},
		"7s right":       {seven, []ops.ResampleOption{ops.ClosedRight, ops.LabelRight}},
		"7s right, left": {seven, []ops.ResampleOption{ops.ClosedRight, ops.LabelLeft}},
		"7s label right": {seven, []ops.ResampleOption{ops.ClosedLeft, ops.LabelRight}},
		"7s start":       {seven, []ops.ResampleOption{ops.OriginStart()}},
		"7s start right": {seven, []ops.ResampleOption{ops.OriginStart(), ops.ClosedRight}},
		"7s epoch":       {seven, []ops.ResampleOption{ops.OriginEpoch()}},
		"7s offset":      {seven, []ops.ResampleOption{ops.Offset(2500 * time.Millisecond), ops.OriginStartDay()}},
		"7s at":          {seven, []ops.ResampleOption{ops.OriginAt(at)}},
		"11h":            {11 * time.Hour, nil},
		"7s start offset": {seven, []ops.ResampleOption{ops.OriginStart(), ops.Offset(-1500 * time.Millisecond), ops.ClosedRight,
			ops.LabelRight}},

		"1s":           {time.Second, nil},
		"1250ms right": {1250 * time.Millisecond, []ops.ResampleOption{ops.ClosedRight}},
		"3s start":     {3 * time.Second, []ops.ResampleOption{ops.OriginStart()}},
		"2s offset":    {2 * time.Second, []ops.ResampleOption{ops.Offset(250 * time.Millisecond)}},
	}
}

var resampleReductions = map[string]func(ops.Resampled) ops.DataFrame{
	"sum":    func(r ops.Resampled) ops.DataFrame { return r.Sum() },
	"count":  func(r ops.Resampled) ops.DataFrame { return r.Count() },
	"mean":   func(r ops.Resampled) ops.DataFrame { return r.Mean() },
	"size":   func(r ops.Resampled) ops.DataFrame { return r.Size().Rename("size", "x") },
	"prod":   func(r ops.Resampled) ops.DataFrame { return r.Prod() },
	"max":    func(r ops.Resampled) ops.DataFrame { return r.Max() },
	"first":  func(r ops.Resampled) ops.DataFrame { return r.First() },
	"std":    func(r ops.Resampled) ops.DataFrame { return r.Std() },
	"median": func(r ops.Resampled) ops.DataFrame { return r.Median() },
}

func TestResampleMatchesPandas(t *testing.T) {
	r, start, in := readGaps(t)
	options := binOptions(start)
	for name, cases := range r.Resampled {
		for reduction, want := range cases {
			t.Run(name+" "+reduction, func(t *testing.T) {
				op, grouped := strings.CutPrefix(reduction, "group ")
				got := frame.Must(frame.Concat(resultsOf(t, func(d ops.DataFrame) ops.DataFrame {
					o := options[name]
					all := d.Select("x").Resample(o.every, o.opts...)
					if grouped {
						all = d.Select("k", "x").Resample(o.every, o.opts...).GroupBy("k")
					}
					return resampleReductions[op](all)
				}, in...)))
				wantGrid(t, got, start, want)
			})
		}
	}
}

var upsampleCases = map[string]func(ops.Resampled) ops.DataFrame{
	"asfreq":      ops.Resampled.AsFreq,
	"ffill":       func(r ops.Resampled) ops.DataFrame { return r.FFill() },
	"ffill 2":     func(r ops.Resampled) ops.DataFrame { return r.FFill(ops.Limit(2)) },
	"bfill":       func(r ops.Resampled) ops.DataFrame { return r.BFill() },
	"bfill 2":     func(r ops.Resampled) ops.DataFrame { return r.BFill(ops.Limit(2)) },
	"nearest":     ops.Resampled.Nearest,
	"interpolate": ops.Resampled.Interpolate,
}

func TestUpsampleMatchesPandas(t *testing.T) {
	r, start, in := readGaps(t)
	options := binOptions(start)
	for name, cases := range r.Upsampled {
		for method, want := range cases {
			t.Run(name+" "+method, func(t *testing.T) {
				op, grouped := strings.CutPrefix(method, "group ")
				got := frame.Must(frame.Concat(resultsOf(t, func(d ops.DataFrame) ops.DataFrame {
					o := options[name]
					if grouped {
						return upsampleCases[op](d.Select("k", "x").DropNA("k").Resample(o.every, o.opts...).GroupBy("k"))
					}
					return upsampleCases[op](d.Select("x").Resample(o.every, o.opts...))
				}, in...)))
				wantGrid(t, got, start, want)
			})
		}
	}
	for every, want := range r.Asfreq {
		t.Run("asfreq "+every, func(t *testing.T) {
			length, err := time.ParseDuration(every)
			check.NoError(t, err)
			got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Select("x").AsFreq(length) }, in...)
			wantGrid(t, frame.Must(frame.Concat(got)), start, want)
		})
	}
}

// wantGrid compares resampled rows. If there are keys, both are sorted by time and key.
func wantGrid(t *testing.T, got frame.Frame, start time.Time, want recordedGrid) {
	t.Helper()
	times, err := got.Times("t")
	check.NoError(t, err)
	x, err := got.Numeric("x")
	check.NoError(t, err)
	rows := make([]int, len(times))
	for i := range rows {
		rows[i] = i
	}
	keys := make([]string, len(times))
	if len(want.Keys) > 0 {
		keys, err = got.Strings("k")
		check.NoError(t, err)
	} else {
		want.Keys = make([]string, len(want.Millis))
	}
	if !slices.IsSorted(times) || len(keys) > 0 {
		slices.SortStableFunc(rows, func(a, b int) int {
			if times[a] != times[b] {
				return int(max(-1, min(1, times[a]-times[b])))
			}
			return strings.Compare(keys[a], keys[b])
		})
	}
	if len(rows) != len(want.Millis) {
		t.Fatalf("got %d rows, want %d\n%v", len(rows), len(want.Millis), got)
	}
	for i, row := range rows {
		at := start.Add(time.Duration(want.Millis[i]) * time.Millisecond).UnixNano()
		w := valueOrNaN(want.X[i])
		same := x[row] != x[row] && w != w || math.Abs(x[row]-w) <= 1e-9*max(1, math.Abs(w))
		if times[row] != at || keys[row] != want.Keys[i] || !same {
			t.Fatalf("row %d: got %v %q %v, want %v %q %v", i, time.Unix(0, times[row]).UTC(), keys[row], x[row],
				time.Unix(0, at).UTC(), want.Keys[i], w)
		}
	}
}
