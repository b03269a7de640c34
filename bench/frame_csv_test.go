package bench

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"
	"time"

	arrowcsv "github.com/apache/arrow-go/v18/arrow/csv"
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

// flightRows is the number of rows of BenchmarkReadCSVFlights.
const flightRows = 200_000

// BenchmarkReadCSVFlights measures reading a file like vega's flights-200k: two columns of whole numbers and one of floats, with
// inferred types; the same with a schema; and arrow-go's reader, which infers types too.
func BenchmarkReadCSVFlights(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	var out bytes.Buffer
	out.WriteString("delay,distance,time\n")
	for range flightRows {
		fmt.Fprintf(&out, "%d,%d,%v\n", random.IntN(180)-20, 100+random.IntN(2500), float32(random.IntN(1440))/60)
	}
	text := out.Bytes()
	schema := frame.Must(frame.New(frame.Col[int]("delay", nil), frame.Col[int]("distance", nil), frame.Col[float64]("time", nil))).Schema()
	ours := func(opts ...frame.CSVOption) func() (int, error) {
		return func() (int, error) {
			f, err := frame.ReadCSV(bytes.NewReader(text), opts...)
			return f.Len(), err
		}
	}
	for _, c := range []struct {
		name string
		read func() (int, error)
	}{
		{"ours", ours()},
		{"ours-schema", ours(frame.CSVSchema(schema))},
		{"arrow-go", func() (rows int, err error) {
			r := arrowcsv.NewInferringReader(bytes.NewReader(text), arrowcsv.WithHeader(true), arrowcsv.WithChunk(65_536))
			defer r.Release()
			for r.Next() {
				rows += int(r.RecordBatch().NumRows())
			}
			return rows, r.Err()
		}},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if rows, err := c.read(); err != nil || rows != flightRows {
					b.Fatal(rows, err)
				}
			}
		})
	}
}
