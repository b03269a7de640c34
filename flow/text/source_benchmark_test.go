package text_test

import (
	"bufio"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/text"
)

const benchLines = 100_000

// logFile makes a file of benchLines lines of 80 bytes, and sets the bytes of the benchmark.
func logFile(b *testing.B) string {
	path := filepath.Join(b.TempDir(), "log")
	content := strings.Repeat(strings.Repeat("x", 79)+"\n", benchLines)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(content)))
	b.ReportAllocs()
	return path
}

// reportPerLine reports the time of one line.
func reportPerLine(b *testing.B) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*benchLines), "ns/line")
}

func BenchmarkLines(b *testing.B) {
	path := logFile(b)
	for b.Loop() {
		s := text.Lines(path)
		n := count(s)
		if err := flow.Run(b.Context(), s); err != nil || *n != benchLines {
			b.Fatal(*n, err)
		}
	}
	reportPerLine(b)
}

// BenchmarkScanner reads the same file with a bufio.Scanner, without a graph.
func BenchmarkScanner(b *testing.B) {
	path := logFile(b)
	for b.Loop() {
		f, err := os.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for s := bufio.NewScanner(f); s.Scan(); {
			n += min(1, len(s.Text()))
		}
		_ = f.Close()
		if n != benchLines {
			b.Fatal(n)
		}
	}
	reportPerLine(b)
}

func BenchmarkFrom(b *testing.B) {
	path := logFile(b)
	for b.Loop() {
		f, err := os.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		s := text.From(f)
		n := count(s)
		if err := flow.Run(b.Context(), s); err != nil || *n != benchLines {
			b.Fatal(*n, err)
		}
	}
	reportPerLine(b)
}

func BenchmarkTCP(b *testing.B) {
	content, err := os.ReadFile(logFile(b))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		s := text.TCP(":0", flow.Limit(benchLines), text.Listening(func(addr net.Addr) {
			go func() {
				conn, err := net.Dial("tcp", addr.String())
				if err == nil {
					_, err = conn.Write(content)
				}
				if err != nil {
					fmt.Println(err)
				}
				_ = conn.Close()
			}()
		}))
		n := count(s)
		if err := flow.Run(b.Context(), s); err != nil || *n != benchLines {
			b.Fatal(*n, err)
		}
	}
	reportPerLine(b)
}

// count counts the lines of a stream.
func count(s flow.Stream[string]) *int {
	n := new(int)
	flow.Map(s, func(line string) int { *n++; return len(line) })
	return n
}
