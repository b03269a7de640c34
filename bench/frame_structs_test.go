package bench

import (
	"fmt"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
)

// trade is a row of five fields, each of another type.
type trade struct {
	Time   time.Time `frame:"time,index"`
	Price  float64   `frame:"price"`
	Size   int32     `frame:"size"`
	Symbol string    `frame:"symbol"`
	Buy    bool      `frame:"buy"`
}

// structRows are the numbers of rows that are measured.
var structRows = []int{1, 100, 10_000}

func trades(n int) []trade {
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	rows := make([]trade, n)
	for i := range rows {
		rows[i] = trade{start.Add(time.Duration(i) * time.Second), float64(i) / 8, int32(i), "ABC", i%2 == 0}
	}
	return rows
}

// BenchmarkFromStructs makes a frame of structs.
//
//   - streamgage: frame.FromStructs.
//   - handwritten: one loop that fills five slices, then frame.New. It checks no times, and knows no missing values.
func BenchmarkFromStructs(b *testing.B) {
	for _, n := range structRows {
		rows := trades(n)
		b.Run(fmt.Sprintf("streamgage/rows=%d", n), func(b *testing.B) { benchFromStructs(b, rows, frame.FromStructs[trade]) })
		b.Run(fmt.Sprintf("handwritten/rows=%d", n), func(b *testing.B) { benchFromStructs(b, rows, frameOfTrades) })
	}
}

func benchFromStructs(b *testing.B, rows []trade, convert func([]trade) (frame.Frame, error)) {
	b.ReportAllocs()
	for b.Loop() {
		if f, err := convert(rows); err != nil || f.Len() != len(rows) {
			b.Fatalf("%d rows, %v", f.Len(), err)
		}
	}
}

// frameOfTrades is FromStructs, written by hand.
func frameOfTrades(rows []trade) (frame.Frame, error) {
	times, prices, sizes := make([]int64, len(rows)), make([]float64, len(rows)), make([]int64, len(rows))
	symbols, buys := make([]string, len(rows)), make([]bool, len(rows))
	for i := range rows {
		r := &rows[i]
		times[i], prices[i], sizes[i], symbols[i], buys[i] = r.Time.UnixNano(), r.Price, int64(r.Size), r.Symbol, r.Buy
	}
	return frame.New(frame.Nanos("time", times).AsIndex(), frame.Col("price", prices), frame.Col("size", sizes),
		frame.Col("symbol", symbols), frame.Col("buy", buys))
}

// BenchmarkInto makes structs of a frame.
//
//   - streamgage: frame.Into.
//   - handwritten: the five columns as slices, then one loop that fills the structs. It checks no ranges, and knows no
//     missing values.
func BenchmarkInto(b *testing.B) {
	for _, n := range structRows {
		f := frame.Must(frame.FromStructs(trades(n)))
		b.Run(fmt.Sprintf("streamgage/rows=%d", n), func(b *testing.B) { benchInto(b, f, frame.Into[trade]) })
		b.Run(fmt.Sprintf("handwritten/rows=%d", n), func(b *testing.B) { benchInto(b, f, tradesOfFrame) })
	}
}

func benchInto(b *testing.B, f frame.Frame, convert func(frame.Frame) ([]trade, error)) {
	b.ReportAllocs()
	for b.Loop() {
		if rows, err := convert(f); err != nil || len(rows) != f.Len() {
			b.Fatalf("%d rows, %v", len(rows), err)
		}
	}
}

// tradesOfFrame is Into, written by hand.
func tradesOfFrame(f frame.Frame) ([]trade, error) {
	times, err := f.Times("time")
	if err != nil {
		return nil, err
	}
	prices, err := f.Floats("price")
	if err != nil {
		return nil, err
	}
	sizes, err := f.Ints("size")
	if err != nil {
		return nil, err
	}
	symbols, err := f.Strings("symbol")
	if err != nil {
		return nil, err
	}
	buys, err := f.Bools("buy")
	if err != nil {
		return nil, err
	}
	rows := make([]trade, f.Len())
	for i := range rows {
		rows[i] = trade{time.Unix(0, times[i]).UTC(), prices[i], int32(sizes[i]), symbols[i], buys[i]}
	}
	return rows, nil
}
