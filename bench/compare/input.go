package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// input is the data that both programs process.
type input struct {
	X    []float64 `json:"x"`    // a random walk
	Y    []float64 `json:"y"`    // noise
	N    []int64   `json:"n"`    // whole numbers
	Keys []string  `json:"keys"` // 11 different texts
	CSV  string    `json:"csv"`  // a file of csvRows rows and three columns: delays, distances, and hours with a fraction
}

// rows is the length of the columns: that of the longest batch.
const rows = 2000

// csvRows is the number of rows of the CSV file.
const csvRows = 200_000

// newInput makes random data; it is the same each time.
func newInput() input {
	rng := rand.New(rand.NewPCG(1, 1))
	var in input
	walk := 0.0
	for range rows {
		walk += rng.NormFloat64()
		in.X, in.Y = append(in.X, walk), append(in.Y, rng.NormFloat64())
		in.N, in.Keys = append(in.N, rng.Int64N(1000)), append(in.Keys, fmt.Sprintf("symbol-%d", rng.IntN(11)))
	}
	var text strings.Builder
	text.WriteString("delay,distance,time\n")
	for range csvRows {
		fmt.Fprintf(&text, "%d,%d,%v\n", rng.IntN(180)-20, 100+rng.IntN(2500), float32(rng.IntN(1440))/60)
	}
	in.CSV = text.String()
	return in
}
