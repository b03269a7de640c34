package frame_test

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
)

// ReadFile reads all batches of a file as one frame.
func ExampleReadFile() {
	f, err := frame.ReadFile("testdata/seattle-weather.csv", frame.OpenCSV())
	fmt.Println(f.Len(), err)
	_, err = frame.ReadFile("testdata/nothing.csv", frame.OpenCSV())
	fmt.Println(err)
	// Output:
	// 30 <nil>
	// frame.OpenCSV: testdata/nothing.csv: no such file or directory
}
