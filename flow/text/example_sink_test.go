package text_test

import (
	"context"
	"fmt"
	"os"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/text"
)

func ExampleFile() {
	path, remove := tempFile("")
	defer remove()
	lines := flow.FromSlice([]string{"one", "two"})
	flow.To(lines, text.File(path))
	runExample(lines)
	content, _ := os.ReadFile(path)
	fmt.Printf("%q\n", content)
	// Output: "one\ntwo\n"
}

func ExampleAppend() {
	path, remove := tempFile("one\n")
	defer remove()
	lines := flow.FromSlice([]string{"two"})
	flow.To(lines, text.File(path, text.Append()))
	runExample(lines)
	content, _ := os.ReadFile(path)
	fmt.Printf("%q\n", content)
	// Output: "one\ntwo\n"
}

// Each line can be read from the file at once.
func ExampleFlushEach() {
	path, remove := tempFile("")
	defer remove()
	lines := flow.FromSlice([]string{"one", "two"})
	flow.To(lines, text.File(path, text.FlushEach()))
	flow.Sink(lines, func(context.Context, string) error {
		content, err := os.ReadFile(path)
		fmt.Printf("%q\n", content)
		return err
	})
	runExample(lines)
	// Output:
	// "one\n"
	// "one\ntwo\n"
}
