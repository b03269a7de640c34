package ops_test

import (
	"time"

	"github.com/streamgage/streamgage/ops"
)

func ExampleDataFrame_EWM() {
	printed(stage().DropIndex().EWM(ops.Alpha(0.5)).Mean())
	// Output:
	// level
	//       1
	// 1.66667
	// 4.14286
	//   level
	// 4.06667
	// 6.09677
}

// Alpha is 1/(1+1).
func ExampleCenterOfMass() {
	printed(stage().DropIndex().EWM(ops.CenterOfMass(1)).Mean())
	// Output:
	// level
	//       1
	// 1.66667
	// 4.14286
	//   level
	// 4.06667
	// 6.09677
}

// Alpha is 2/(1+3).
func ExampleSpanOf() {
	printed(stage().DropIndex().EWM(ops.SpanOf(3)).Mean())
	// Output:
	// level
	//       1
	// 1.66667
	// 4.14286
	//   level
	// 4.06667
	// 6.09677
}

func ExampleHalfLife() {
	printed(stage().DropIndex().EWM(ops.HalfLife(1)).Mean())
	// Output:
	// level
	//       1
	// 1.66667
	// 4.14286
	//   level
	// 4.06667
	// 6.09677
}

func ExampleAlpha() {
	printed(stage().DropIndex().EWM(ops.Alpha(0.25)).Mean())
	// Output:
	// level
	//       1
	// 1.57143
	// 3.48649
	//   level
	// 3.67429
	// 5.09219
}

// The first value weighs as much as all before it would.
func ExampleAdjust() {
	printed(stage().DropIndex().EWM(ops.Alpha(0.5), ops.Adjust(false)).Mean())
	// Output:
	// level
	//     1
	//   1.5
	//  3.75
	//  level
	//  3.875
	// 5.9375
}

func ExampleEWMMinPeriods() {
	printed(stage().DropIndex().EWM(ops.Alpha(0.5), ops.EWMMinPeriods(2)).Mean())
	// Output:
	// level
	//     NaN
	// 1.66667
	// 4.14286
	//   level
	// 4.06667
	// 6.09677
}

func ExampleBias() {
	printed(stage().DropIndex().EWM(ops.Alpha(0.5), ops.Bias(true)).Var())
	// Output:
	// level
	//        0
	// 0.222222
	//  4.69388
	//   level
	// 2.19556
	// 4.92612
}

func ExampleEWM_Mean() {
	printed(stage().DropIndex().EWM(ops.SpanOf(3)).Mean())
	// Output:
	// level
	//       1
	// 1.66667
	// 4.14286
	//   level
	// 4.06667
	// 6.09677
}

func ExampleEWM_Var() {
	printed(stage().DropIndex().EWM(ops.SpanOf(3)).Var())
	// Output:
	// level
	//     NaN
	//     0.5
	// 8.21429
	//   level
	// 3.52857
	// 7.63548
}

func ExampleEWM_Std() {
	printed(stage().DropIndex().EWM(ops.SpanOf(3)).Std())
	// Output:
	// level
	//      NaN
	// 0.707107
	//  2.86606
	//   level
	// 1.87845
	// 2.76324
}

// A value that is an hour old weighs half.
func ExampleHalfLifeOf() {
	printed(stage().EWM(ops.HalfLifeOf(time.Hour)).Mean().DropIndex())
	// Output:
	// level
	//       1
	// 1.55751
	// 3.26747
	//   level
	// 3.52567
	// 5.01408
}

// The missing value makes the first one fade, or it does not.
func ExampleIgnoreNA() {
	printed(levels().Col("level").DropIndex().EWM(ops.Alpha(0.5), ops.IgnoreNA(true)).Mean())
	printed(levels().Col("level").DropIndex().EWM(ops.Alpha(0.5)).Mean())
	// Output:
	// level
	//     1.5
	//     1.5
	// 3.33333
	// level
	//   1.5
	//   1.5
	//   3.7
}

// The newest value has weight 1.
func ExampleEWM_Sum() {
	printed(stage().DropIndex().EWM(ops.Alpha(0.5)).Sum())
	// Output:
	// level
	//     1
	//   2.5
	//  7.25
	//   level
	//   7.625
	// 11.8125
}

func ExampleEWM_Cov() {
	d := stage().DropIndex()
	printed(d.With("flow", d.Mul(2)).EWM(ops.Alpha(0.5)).Cov("level", "flow"))
	// Output:
	// level_flow_cov
	//            NaN
	//              1
	//        16.4286
	// level_flow_cov
	//        7.05714
	//         15.271
}

func ExampleEWM_Corr() {
	d := stage().DropIndex()
	printed(d.With("square", d.Times(d)).EWM(ops.Alpha(0.5)).Corr("level", "square"))
	// Output:
	// level_square_corr
	//               NaN
	//                 1
	//          0.996279
	// level_square_corr
	//           0.97492
	//          0.986081
}

func ExampleEWM_Aggregate() {
	printed(stage().DropIndex().EWM(ops.Alpha(0.5)).Aggregate(ops.Mean("level"), ops.Std("level").As("spread")))
	// Output:
	// level_mean    spread
	//          1       NaN
	//    1.66667  0.707107
	//    4.14286   2.86606
	// level_mean   spread
	//    4.06667  1.87845
	//    6.09677  2.76324
}

// The third value is 6/0. Without SkipInf, the mean of its row is infinite; those of the next rows are the same.
func ExampleSkipInf() {
	printed(ratios().EWM(ops.Alpha(0.5)).Mean())
	printed(ratios().EWM(ops.Alpha(0.5), ops.SkipInf()).Mean())
	// Output:
	// level
	//  -0.2
	//  -0.4
	//   inf
	//    level
	// -1.56364
	//  1.73333
	// level
	//  -0.2
	//  -0.4
	//  -0.4
	//    level
	// -1.56364
	//  1.73333
}

func ratios() ops.DataFrame {
	d := stage().DropIndex()
	return d.Over(d.Sub(6))
}
