package bench

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
)

// csvBenchRows is the number of rows of the file that BenchmarkReadCSV reads.
const csvBenchRows = 50_000

// csvBenchFile returns a file of 5 columns: times, floats, whole numbers, bools and texts. One cell in fifty is missing.
func csvBenchFile() []byte {
	random := rand.New(rand.NewPCG(1, 2))
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	var out bytes.Buffer
	out.WriteString("time,level,count,ok,name\n")
	for i := range csvBenchRows {
		level := fmt.Sprintf("%.3f", random.NormFloat64()*10)
		if random.IntN(50) == 0 {
			level = ""
		}
		fmt.Fprintf(&out, "%s,%s,%d,%t,station %d\n", at.Add(time.Duration(i)*time.Second).Format(time.RFC3339),
			level, random.IntN(1_000_000), random.IntN(2) == 0, random.IntN(100))
	}
	return out.Bytes()
}

// BenchmarkReadCSV measures reading 5 columns and 50,000 rows with inferred types, and for comparison encoding/csv
// without the conversion of any cell.
func BenchmarkReadCSV(b *testing.B) {
	text := csvBenchFile()
	b.Run("ours", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			if f, err := frame.ReadCSV(bytes.NewReader(text)); err != nil || f.Len() != csvBenchRows {
				b.Fatal(f.Len(), err)
			}
		}
	})
	b.Run("encoding-csv", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			r := csv.NewReader(bytes.NewReader(text))
			r.ReuseRecord = true
			for err := error(nil); err != io.EOF; {
				if _, err = r.Read(); err != nil && err != io.EOF {
					b.Fatal(err)
				}
			}
		}
	})
}
