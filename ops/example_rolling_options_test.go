package ops_test

import (
	"math"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// Every second row has a result.
func ExampleStep() {
	printed(stage().DropIndex().Rolling(ops.Rows(2), ops.MinPeriods(1), ops.Step(2)).Mean())
	// Output:
	// level
	//     1
	//     4
	// level
	//     6
}

// hann is gonum.org/v1/gonum/dsp/window.Hann.
func hann(seq []float64) []float64 {
	for i := range seq {
		seq[i] *= 0.5 * (1 - math.Cos(2*math.Pi*float64(i)/float64(len(seq)-1)))
	}
	return seq
}

// The weights of five rows are 0, 0.5, 1, 0.5 and 0.
func ExampleWeighted() {
	printed(stage().DropIndex().Rolling(ops.Rows(5), ops.MinPeriods(2), ops.Centered(), ops.Weighted(hann)).Mean())
	// Output:
	// level
	// 1.33333
	// level
	//  2.75
	//   4.5
	//   level
	//     5.5
	// 6.66667
}

// The rank of each level among the last three.
func ExampleRolling_Rank() {
	printed(stage().DropIndex().Rolling(ops.Rows(3), ops.MinPeriods(1)).Rank())
	// Output:
	// level
	//     1
	//     2
	//     3
	// level
	//     2
	//     3
}

func scores() ops.DataFrame {
	all := frame.Must(frame.New(frame.Index("who", []string{"Ada", "Ben", "Cas", "Dee"}), frame.Col("score", []int{7, 9, 7, 0})))
	return ops.From(flow.FromSlice([]frame.Frame{all}), all.Empty())
}

// The two sevens share the ranks 1 and 2: each has the higher one.
func ExampleRankBy() {
	printed(scores().Expanding().Rank(ops.RankBy(ops.RankMax)))
	// Output:
	// who  score
	// Ada      1
	// Ben      2
	// Cas      2
	// Dee      1
}

// The two sevens have one rank, and the nine the one after it.
func ExampleRankBy_dense() {
	printed(scores().Expanding().Rank(ops.RankBy(ops.RankDense)))
	// Output:
	// who  score
	// Ada      1
	// Ben      2
	// Cas      1
	// Dee      1
}

// The rank of each level among those of its station so far.
func ExampleGrouped_Rank() {
	all := frame.Must(frame.New(frame.Col("station", []string{"a", "b", "a", "a"}), frame.Col("level", []float64{2.5, 7, 2.1, 3})))
	levels := ops.From(flow.FromSlice([]frame.Frame{all}), all.Empty())
	printed(levels.GroupBy("station").Rank(ops.RankDescending()))
	// Output:
	// station  level
	// a            1
	// b            1
	// a            2
	// a            1
}

func ExampleRankDescending() {
	printed(scores().Expanding().Rank(ops.RankDescending()))
	// Output:
	// who  score
	// Ada      1
	// Ben      1
	// Cas    2.5
	// Dee      4
}

func ExampleRankPct() {
	printed(scores().Expanding().Rank(ops.RankPct()))
	// Output:
	// who  score
	// Ada      1
	// Ben      1
	// Cas    0.5
	// Dee   0.25
}

func ExampleIdxMin() {
	printedTable(scores().Aggregate(ops.IdxMin("score"), ops.Min("score")))
	// Output:
	// score_idxmin  score_min
	// Dee                   0
}

// Who had the highest score so far.
func ExampleIdxMax() {
	printed(scores().Expanding().Aggregate(ops.IdxMax("score").As("leader")))
	// Output:
	// who  leader
	// Ada  Ada
	// Ben  Ben
	// Cas  Ben
	// Dee  Ben
}

// Without an index the result is the number of the row.
func ExampleDataFrame_IdxMax() {
	printedTable(scores().DropIndex().IdxMax())
	// Output:
	// score
	//     1
}

func ExampleDataFrame_IdxMin() {
	printedTable(scores().IdxMin())
	// Output:
	// score
	// Dee
}

func ExampleReductions_IdxMin() {
	printedTable(scores().Window(ops.Rows(3)).IdxMin())
	// Output:
	// score
	// Dee
}

func ExampleReductions_IdxMax() {
	printedTable(scores().Window(ops.Rows(2)).IdxMax())
	// Output:
	// score
	// Cas
}

func ExampleAny() {
	printedTable(scores().Aggregate(ops.Any("score"), ops.All("score")))
	// Output:
	// score_any  score_all
	// true       false
}

func ExampleAll() {
	printedTable(scores().Window(ops.Rows(1)).Aggregate(ops.All("score")))
	// Output:
	// score_all
	// false
}

func ExampleDataFrame_Any() {
	printedTable(scores().Gt(8).Any())
	// Output:
	// score
	// true
}

func ExampleDataFrame_All() {
	printedTable(scores().Lt(10).All())
	// Output:
	// score
	// true
}

func ExampleReductions_Any() {
	printed(scores().Rolling(ops.Rows(2)).Any())
	// Output:
	// who  score
	// Ada  NA
	// Ben  true
	// Cas  true
	// Dee  true
}

func ExampleReductions_All() {
	printed(scores().Rolling(ops.Rows(2)).All())
	// Output:
	// who  score
	// Ada  NA
	// Ben  true
	// Cas  true
	// Dee  false
}

func ExampleMode() {
	printedTable(scores().Aggregate(ops.Mode("score")))
	// Output:
	// score_mode
	//          7
}

func ExampleDataFrame_Mode() {
	printedTable(scores().Mode())
	// Output:
	// score
	//     7
}

// All scores are different: the smallest one is the mode.
func ExampleReductions_Mode() {
	printedTable(scores().Window(ops.Rows(3)).Mode())
	// Output:
	// score
	//     0
}

func ExampleDescribe() {
	printedTable(scores().Window(ops.Rows(3)).Aggregate(ops.Describe("score").As("s")))
	// Output:
	// s_count   s_mean    s_std  s_min  s_25%  s_50%  s_75%  s_max
	//       3  5.33333  4.72582      0    3.5      7      8      9
}

func ExampleDataFrame_Describe() {
	printedTable(scores().Describe())
	// Output:
	// score_count  score_mean  score_std  score_min  score_25%  score_50%  score_75%  score_max
	//           4        5.75    3.94757          0       5.25          7        7.5          9
}

func ExampleReductions_Describe() {
	printedTable(scores().Window(ops.Rows(1)).Describe())
	// Output:
	// score_count  score_mean  score_std  score_min  score_25%  score_50%  score_75%  score_max
	//           1           0        NaN          0          0          0          0          0
}

// All values are kept, so the median is exact, however many there are.
func ExampleReduction_ExactUpTo() {
	printedTable(scores().Aggregate(ops.Median("score").ExactUpTo(math.MaxInt)))
	// Output:
	// score_median
	//            7
}
