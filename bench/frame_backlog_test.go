package bench

import (
	"runtime"
	"testing"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
	"github.com/streamgage/streamgage/frame"
)

const (
	backlogRows  = 1_000_000
	backlogBatch = 1_000
)

// BenchmarkBacklog measures a backlog of the last 1,000,000 rows of 2 floats, 16 bytes a row. One operation appends 1,000
// rows, and then
//
//   - Append: does nothing else.
//   - Spans: takes a snapshot of all rows, in chunks.
//   - Frame: takes a snapshot of all rows as one frame, which copies them once.
//   - gota: does the same with RBind and Subset, as one data frame.
//
// B/row is the memory in use at the end.
func BenchmarkBacklog(b *testing.B) {
	b.Run("streamgage/Append", benchBacklog(func(*frame.Backlog) {}))
	b.Run("streamgage/Spans", benchBacklog(func(l *frame.Backlog) { l.Spans() }))
	b.Run("streamgage/Frame", benchBacklog(func(l *frame.Backlog) { l.Frame() }))
	b.Run("gota", benchBacklogGota)
}

// heapInUse returns the bytes of reachable heap objects.
func heapInUse() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// benchBacklog measures an append followed by read.
func benchBacklog(read func(*frame.Backlog)) func(b *testing.B) {
	return func(b *testing.B) {
		x, y, _ := concatColumns(backlogBatch, 0)
		batch := frame.Must(frame.New(frame.Col("x", x), frame.Col("y", y)))
		before := heapInUse()
		log := frame.NewBacklog(backlogRows, batch.Schema())
		add := func() {
			if err := log.Append(batch); err != nil {
				b.Fatal(err)
			}
		}
		for log.Next() < 2*backlogRows {
			add()
		}
		b.ReportAllocs()
		for b.Loop() {
			add()
			read(log)
		}
		b.ReportMetric(float64(heapInUse()-before)/backlogRows, "B/row")
		runtime.KeepAlive(log)
	}
}

func benchBacklogGota(b *testing.B) {
	x, y, _ := concatColumns(backlogBatch, 0)
	batch := dataframe.New(series.New(x, series.Float, "x"), series.New(y, series.Float, "y"))
	last := make([]int, backlogRows)
	for i := range last {
		last[i] = backlogBatch + i
	}
	before := heapInUse()
	x, y, _ = concatColumns(backlogRows, 0)
	log := dataframe.New(series.New(x, series.Float, "x"), series.New(y, series.Float, "y"))
	x, y = nil, nil
	b.ReportAllocs()
	for b.Loop() {
		log = log.RBind(batch).Subset(last)
		if log.Error() != nil || log.Nrow() != backlogRows {
			b.Fatalf("%d rows, %v", log.Nrow(), log.Error())
		}
	}
	b.ReportMetric(float64(heapInUse()-before)/backlogRows, "B/row")
	runtime.KeepAlive(log)
	runtime.KeepAlive(last) // keeps it in the memory that is measured at the end, as in that at the beginning
}
