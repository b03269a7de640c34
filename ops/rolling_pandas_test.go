package ops_test

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

// recording is real data, and the results of each case for some of its rows; bench/pandas/record_conformance.py writes it.
type recording struct {
	Seconds       []int64
	Whole         bool // x and y are int64
	X, Y, Factors jsonFloats
	At            []int // the rows whose results are recorded
	Cases         []*recordedCase
}

// recordedCase is one operation. Fields that it does not use are zero.
type recordedCase struct {
	Op, Kind         string
	Rows             int
	Seconds          float64
	Least            *int
	Closed           string
	Center           bool
	Com, Span, Alpha float64
	HalfLife         float64
	HalfLifeSeconds  float64 `json:"halflife_seconds"`
	Adjust, Ignore   bool
	Out              jsonFloats
	High             jsonFloats // of an estimate; Out is the low end then
	Size             []float64  // of a covariance: the product of the deviations
}

// jsonFloats are numbers in JSON: null is NaN, and infinities are strings.
type jsonFloats []float64

func (r *jsonFloats) UnmarshalJSON(text []byte) error {
	var values []any
	if err := json.Unmarshal(text, &values); err != nil {
		return err
	}
	*r = decode(values, number)
	for i, v := range values {
		if v == nil {
			(*r)[i] = nan
		}
	}
	return nil
}

func readRecordings(t *testing.T) map[string]*recording {
	t.Helper()
	file, err := os.Open("testdata/pandas-conformance.json.gz")
	check.NoError(t, err)
	defer file.Close()
	text, err := gzip.NewReader(file)
	check.NoError(t, err)
	var all struct{ Sets map[string]*recording }
	check.NoError(t, json.NewDecoder(text).Decode(&all))
	return all.Sets
}

// TestWindowsMatchPandas runs each recorded operation on real data, split into random batches, some of them empty.
func TestWindowsMatchPandas(t *testing.T) {
	for name, r := range readRecordings(t) {
		for seed := range uint64(2) {
			t.Run(name, func(t *testing.T) {
				in := r.batches(rand.New(rand.NewPCG(seed, 7)))
				p := newPipeline(in[0])
				out := make([]*batches, len(r.Cases))
				for i, c := range r.Cases {
					out[i] = collect(c.build(t, p.rows))
				}
				p.feed(t, in...)
				for i, c := range r.Cases {
					c.check(t, r.At, in, out[i].got)
				}
			})
		}
	}
}

// batches splits the data into batches. Half of the recorded rows end a batch.
func (r *recording) batches(rng *rand.Rand) []frame.Frame {
	whole := r.frame()
	var out []frame.Frame
	from := 0
	for row := range whole.Len() {
		_, known := slices.BinarySearch(r.At, row)
		if row < whole.Len()-1 && rng.IntN(100) != 0 && (!known || rng.IntN(2) == 0) {
			continue
		}
		out = append(out, whole.Slice(from, row+1))
		for rng.IntN(8) == 0 {
			out = append(out, whole.Empty())
		}
		from = row + 1
	}
	return out
}

func (r *recording) frame() frame.Frame {
	times := make([]int64, len(r.Seconds))
	for i, s := range r.Seconds {
		times[i] = s * int64(time.Second)
	}
	cols := []frame.Column{frame.Nanos("t", times).AsIndex()}
	for _, c := range []struct {
		name   string
		values []float64
	}{{"x", r.X}, {"y", r.Y}, {"factors", r.Factors}} {
		if !r.Whole {
			cols = append(cols, frame.Col(c.name, c.values))
			continue
		}
		whole := make([]int64, len(c.values))
		for i, v := range c.values {
			whole[i] = int64(v)
		}
		cols = append(cols, frame.Col(c.name, whole))
	}
	return table(cols...)
}

// check compares the recorded rows with the results.
func (c *recordedCase) check(t *testing.T, at []int, in, out []frame.Frame) {
	t.Helper()
	got := map[int]float64{} // by row
	row := 0
	perBatch := c.Op == "window" || c.Op == "total" || c.Op == "estimate"
	for i, f := range out {
		v := lastColumn(t, f)
		if perBatch {
			row += in[i].Len()
			got[row-1] = v[0]
			continue
		}
		for _, x := range v {
			got[row] = x
			row++
		}
	}
	compared := 0
	for i, r := range at {
		g, ok := got[r]
		if !ok && perBatch {
			continue
		}
		compared++
		if !ok || !c.withinTolerance(g, i) {
			t.Errorf("%v: row %d: got %v, want %v", c, r, g, c.Out[i])
		}
	}
	if compared < len(at)/4 {
		t.Errorf("%v: compared %d rows of %d", c, compared, len(at))
	}
}

// withinTolerance allows an error of 1e-9 of the value, and of 1e-12 where values, which are of the order of 1 to 1,000,
// cancel out. Beside 1e17 a covariance may also lose the rounding error of the product of the deviations.
func (c *recordedCase) withinTolerance(got float64, i int) bool {
	slack := 1e-9*math.Abs(c.Out[i]) + 1e-12
	if c.Size != nil {
		slack += 1e-15 * c.Size[i]
	}
	if c.High != nil && got == got {
		return c.Out[i]-slack <= got && got <= c.High[i]+slack
	}
	return near(got, c.Out[i], slack)
}

// String describes the operation without its results.
func (c *recordedCase) String() string {
	least := "default"
	if c.Least != nil {
		least = fmt.Sprint(*c.Least)
	}
	return fmt.Sprintf("%s %s of %d rows, %vs, least %s, closed %s, center %v; com %v, span %v, alpha %v, half-life %v, %vs, adjust %v, ignore %v",
		c.Op, c.Kind, c.Rows, c.Seconds, least, c.Closed, c.Center, c.Com, c.Span, c.Alpha, c.HalfLife, c.HalfLifeSeconds, c.Adjust, c.Ignore)
}

// lastColumn returns the results as float64.
func lastColumn(t *testing.T, f frame.Frame) []float64 {
	t.Helper()
	fields := f.Schema().Fields()
	last := fields[len(fields)-1]
	return floats(t, f, last.Name)
}

// build applies the operation to a data frame with x, y and factors; its result is the last column.
func (c *recordedCase) build(t *testing.T, d ops.DataFrame) flow.Stream[frame.Frame] {
	xy := d.Select("x", "y")
	switch c.Op {
	case "rolling":
		return applyReduction(t, xy, c.Kind, func(d ops.DataFrame) ops.Reductions[ops.DataFrame] {
			return d.Rolling(c.span(), c.rolling()...).Reductions
		})
	case "expanding":
		return applyReduction(t, xy, c.Kind, func(d ops.DataFrame) ops.Reductions[ops.DataFrame] { return d.Expanding(c.rolling()...).Reductions })
	case "window":
		return applyReduction(t, xy, c.Kind, func(d ops.DataFrame) ops.Reductions[ops.Table] { return d.Window(c.span()).Reductions })
	case "total", "estimate":
		return xy.Aggregate(reductionByName(t, c.Kind))
	case "ewm":
		return c.ewm(d.Col("x").EWM(c.decay(), ops.Adjust(c.Adjust), ops.IgnoreNA(c.Ignore), ops.EWMMinPeriods(*c.Least), ops.Bias(strings.HasSuffix(c.Kind, " biased"))))
	}
	return c.running(t, d)
}

func (c *recordedCase) span() ops.Span {
	if c.Rows > 0 {
		return ops.Rows(c.Rows)
	}
	return ops.Within(time.Duration(c.Seconds * float64(time.Second)))
}

var ends = map[string]ops.Closed{"right": ops.ClosedRight, "left": ops.ClosedLeft, "both": ops.ClosedBoth, "neither": ops.ClosedNeither}

func (c *recordedCase) rolling() (opts []ops.RollingOption) {
	if c.Least != nil {
		opts = append(opts, ops.MinPeriods(*c.Least))
	}
	if c.Op == "rolling" {
		opts = append(opts, ops.CloseAt(ends[c.Closed]))
	}
	if c.Center {
		opts = append(opts, ops.Centered())
	}
	return opts
}
