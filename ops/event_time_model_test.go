package ops_test

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
	"pgregory.net/rapid"
)

// timedRow is a row of the model; its time is in seconds.
type timedRow struct {
	time int
	key  string // "": missing
	x    float64
	n    int64
}

// modelWindow is a window with all its rows.
type modelWindow struct {
	start, end int
	key        string
	rows       []timedRow
}

// windowModel is a straightforward implementation of windows: it looks at all windows for each row.
type windowModel struct {
	width, every, offset int // of a session, width is the gap and every 0
	lateness             int
	keyed                bool

	mark   int
	open   []*modelWindow
	closed []*modelWindow
	late   []timedRow
}

func (m *windowModel) add(e timedRow) {
	if m.keyed && e.key == "" {
		m.advance(e.time)
		return
	}
	group := e.key
	if !m.keyed {
		group = ""
	}
	add := m.addToGrid
	if m.every == 0 {
		add = m.addToSession
	}
	if late := add(e, group); late {
		m.late = append(m.late, e)
		return
	}
	m.advance(e.time)
}

func (m *windowModel) addToGrid(e timedRow, group string) (late bool) {
	for start := m.offset - 1000*m.every; start <= e.time; start += m.every {
		if e.time >= start+m.width {
			continue
		}
		if start+m.width <= m.mark {
			late = true
			continue
		}
		i := slices.IndexFunc(m.open, func(w *modelWindow) bool { return w.start == start && w.key == group })
		if i < 0 {
			i = len(m.open)
			m.open = append(m.open, &modelWindow{start: start, end: start + m.width, key: group})
		}
		m.open[i].rows = append(m.open[i].rows, e)
		late = false
	}
	return late
}

func (m *windowModel) addToSession(e timedRow, group string) (late bool) {
	all := &modelWindow{e.time, e.time + m.width, group, nil}
	var others []*modelWindow
	for _, w := range m.open {
		if w.key == group && e.time < w.end && w.start < e.time+m.width {
			all.start, all.end = min(all.start, w.start), max(all.end, w.end)
			all.rows = append(all.rows, w.rows...)
		} else {
			others = append(others, w)
		}
	}
	if all.end <= m.mark {
		return true
	}
	all.rows = append(all.rows, e)
	m.open = append(others, all)
	return false
}

// advance moves the watermark for a row's time.
func (m *windowModel) advance(t int) { m.close(max(m.mark, t-m.lateness)) }

func (m *windowModel) close(mark int) {
	m.mark = mark
	var due, rest []*modelWindow
	for _, w := range m.open {
		if w.end <= mark {
			due = append(due, w)
		} else {
			rest = append(rest, w)
		}
	}
	slices.SortFunc(due, func(a, b *modelWindow) int {
		return cmp.Or(cmp.Compare(a.end, b.end), cmp.Compare(a.start, b.start), cmp.Compare(a.key, b.key))
	})
	m.open, m.closed = rest, append(m.closed, due...)
}

// windows returns the model's windows of a DataFrame.
func (m *windowModel) windows(d ops.DataFrame, opts ...ops.EventOption) ops.Reductions[ops.DataFrame] {
	second := func(n int) time.Duration { return time.Duration(n) * time.Second }
	opts = append(opts, ops.Lateness(second(m.lateness)))
	var w ops.Windows
	switch {
	case m.every == 0:
		w = d.Session(second(m.width), opts...)
	case m.every == m.width:
		w = d.Tumbling(second(m.width), append(opts, ops.Offset(second(m.offset)))...)
	default:
		w = d.Sliding(second(m.width), second(m.every), append(opts, ops.Offset(second(m.offset)))...)
	}
	if m.keyed {
		return w.GroupBy("k")
	}
	return w.Reductions
}

// reductions are one of each sort that there is in a window.
var reductions = []ops.Reduction{
	ops.Size(), ops.Count("x"), ops.Sum("n"), ops.Mean("x"), ops.First("x"), ops.Last("x"), ops.First("n"), ops.Last("k").As("s"),
	ops.Median("x"), ops.NUnique("x"), ops.NUnique("k"), ops.Max("n"), ops.By("path", "x", path), ops.Cov("x", "n"),
}

// path is a reduction that depends on the order of values.
var path = ops.Custom[float64]{
	Init:   func() float64 { return 1 },
	Add:    func(s, v float64) float64 { return math.Mod(s*3+v, 1009) },
	Result: func(s float64) float64 { return s },
}

// row returns the model's results of a window as they are printed.
func (w *modelWindow) row(keyed bool) string {
	rows := slices.Clone(w.rows)
	slices.SortStableFunc(rows, func(a, b timedRow) int { return cmp.Compare(a.time, b.time) })
	var xs, ns []float64
	sum, last, most := int64(0), "", int64(math.MinInt64)
	distinct, keys := map[float64]bool{}, map[string]bool{}
	way := path.Init()
	for _, e := range rows {
		sum += e.n
		most = max(most, e.n)
		if e.key != "" {
			keys[e.key], last = true, e.key
		}
		if e.x == e.x {
			xs, ns = append(xs, e.x), append(ns, float64(e.n))
			distinct[e.x] = true
			way = path.Add(way, e.x)
		}
	}
	first, newest := nan, nan
	if len(xs) > 0 {
		first, newest = xs[0], xs[len(xs)-1]
	}
	key := ""
	if keyed {
		key = w.key + " "
	}
	return fmt.Sprintf("%d-%d %s%d %d %s %s %s %s %d %s %s %d %d %d %s %s", w.start, w.end, key, len(rows), len(xs), roundedText(float64(sum)),
		roundedText(mean(xs)), roundedText(first), roundedText(newest), rows[0].n, last, roundedText(median(xs)), len(distinct), len(keys), most, roundedText(way), roundedText(covariance(xs, ns)))
}

// roundedText rounds off the last digits, which may differ.
func roundedText(v float64) string {
	if math.Abs(v) < 1e-9 {
		v = 0
	}
	return fmt.Sprintf("%.9g", v)
}

func mean(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(len(xs))
}

func median(xs []float64) float64 {
	s := slices.Sorted(slices.Values(xs))
	if len(s) == 0 {
		return nan
	}
	return (s[(len(s)-1)/2] + s[len(s)/2]) / 2
}

func covariance(xs, ys []float64) float64 {
	if len(xs) < 2 {
		return nan
	}
	sum, mx, my := 0.0, mean(xs), mean(ys)
	for i := range xs {
		sum += (xs[i] - mx) * (ys[i] - my)
	}
	return sum / float64(len(xs)-1)
}

// drawTimedRows draws rows that are mostly in order, some of them at the same time.
func drawTimedRows(t *rapid.T) []timedRow {
	now, disorder := rapid.IntRange(-50, 50).Draw(t, "from"), rapid.IntRange(0, 30).Draw(t, "disorder")
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) timedRow {
		now += rapid.SampledFrom([]int{0, 1, 1, 2, 3, 25}).Draw(t, "step")
		e := timedRow{now - rapid.IntRange(0, disorder).Draw(t, "back"), rapid.SampledFrom([]string{"a", "b", "c", ""}).Draw(t, "key"),
			float64(rapid.IntRange(-5, 5).Draw(t, "x")), int64(rapid.IntRange(-9, 9).Draw(t, "n"))}
		if e.x == 5 {
			e.x = nan
		}
		return e
	}), 0, 60).Draw(t, "rows")
}

// timedFrame returns a frame of rows.
func timedFrame(rows []timedRow) frame.Frame {
	times, keys, valid := make([]int64, len(rows)), make([]string, len(rows)), make([]bool, len(rows))
	xs, ns := make([]float64, len(rows)), make([]int64, len(rows))
	for i, e := range rows {
		times[i], keys[i], valid[i], xs[i], ns[i] = int64(e.time)*1e9, e.key, e.key != "", e.x, e.n
	}
	return table(frame.Nanos("t", times).AsIndex(), frame.Col("k", keys).WithValid(valid), frame.Col("x", xs), frame.Col("n", ns))
}
