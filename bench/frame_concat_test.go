package bench

import (
	"testing"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
	"github.com/streamgage/streamgage/frame"
)

const (
	windowFrames = 20
	frameRows    = 100
	windowRows   = windowFrames * frameRows
)

// BenchmarkSlidingConcat concatenates the last 20 frames of 100 rows and 3 columns (float64, float64, int64), once for each
// new frame: 48,000 bytes an operation.
//
//   - streamgage: frame.Concat of the 20 frames.
//   - gota: RBind the new frame to the last window, then Subset its last 2,000 rows. This is the fastest way that we found.
//   - gota-fold: RBind the 20 frames one after the other. gota's Concat costs more.
//   - memcpy: the lower bound: copy the same bytes, already contiguous, into new memory.
func BenchmarkSlidingConcat(b *testing.B) {
	b.Run("streamgage", benchConcat)
	b.Run("gota", benchGotaSlide)
	b.Run("gota-fold", benchGotaFold)
	b.Run("memcpy", benchMemcpy)
}

// concatColumns makes the columns of a frame whose first row has number from.
func concatColumns(rows, from int) (x, y []float64, n []int64) {
	x, y, n = make([]float64, rows), make([]float64, rows), make([]int64, rows)
	for i := range rows {
		x[i], y[i], n[i] = float64(from+i), float64(from+i)/3, int64(from+i)
	}
	return x, y, n
}

func benchConcat(b *testing.B) {
	frames := make([]frame.Frame, 2*windowFrames)
	for i := range frames {
		x, y, n := concatColumns(frameRows, i*frameRows)
		frames[i] = frame.Must(frame.New(frame.Col("x", x), frame.Col("y", y), frame.Col("count", n)))
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		from := i % windowFrames
		f, err := frame.Concat(frames[from : from+windowFrames])
		if err != nil || f.Len() != windowRows {
			b.Fatalf("%d rows, %v", f.Len(), err)
		}
	}
}

func gotaFrames() []dataframe.DataFrame {
	frames := make([]dataframe.DataFrame, 2*windowFrames)
	for i := range frames {
		x, y, n := concatColumns(frameRows, i*frameRows)
		count := make([]int, len(n))
		for j, v := range n {
			count[j] = int(v)
		}
		frames[i] = dataframe.New(series.New(x, series.Float, "x"), series.New(y, series.Float, "y"), series.New(count, series.Int, "count"))
	}
	return frames
}

func benchGotaSlide(b *testing.B) {
	frames := gotaFrames()
	window := frames[0]
	for _, f := range frames[1:windowFrames] {
		window = window.RBind(f)
	}
	last := make([]int, windowRows)
	for i := range last {
		last[i] = frameRows + i
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		window = window.RBind(frames[i%len(frames)]).Subset(last)
		if window.Error() != nil || window.Nrow() != windowRows {
			b.Fatalf("%d rows, %v", window.Nrow(), window.Error())
		}
	}
}

func benchGotaFold(b *testing.B) {
	frames := gotaFrames()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		from := i % windowFrames
		window := frames[from]
		for _, f := range frames[from+1 : from+windowFrames] {
			window = window.RBind(f)
		}
		if window.Error() != nil || window.Nrow() != windowRows {
			b.Fatalf("%d rows, %v", window.Nrow(), window.Error())
		}
	}
}

// memcpyResult is a global variable, so that the compiler cannot remove the copies.
var memcpyResult struct {
	x, y []float64
	n    []int64
}

func benchMemcpy(b *testing.B) {
	x, y, n := concatColumns(windowRows, 0)
	b.ReportAllocs()
	for b.Loop() {
		memcpyResult.x = make([]float64, len(x))
		copy(memcpyResult.x, x)
		memcpyResult.y = make([]float64, len(y))
		copy(memcpyResult.y, y)
		memcpyResult.n = make([]int64, len(n))
		copy(memcpyResult.n, n)
	}
}
