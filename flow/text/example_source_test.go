package text_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/text"
)

// printLines prints each line.
func printLines(s flow.Stream[string]) {
	flow.Sink(s, func(_ context.Context, line string) error {
		fmt.Println(line)
		return nil
	})
}

func runExample(s flow.Node) {
	if err := flow.Run(context.Background(), s); err != nil {
		fmt.Println(err)
	}
}

// tempFile makes a directory with one file, and returns the file's path.
func tempFile(content string) (path string, remove func()) {
	dir, err := os.MkdirTemp("", "text")
	if err != nil {
		panic(err)
	}
	path = filepath.Join(dir, "app.log")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		panic(err)
	}
	return path, func() { _ = os.RemoveAll(dir) }
}

func ExampleLines() {
	path, remove := tempFile("INFO up\nERROR no disk\nINFO down\n")
	defer remove()
	lines := text.Lines(path)
	printLines(flow.Filter(lines, func(line string) bool { return strings.HasPrefix(line, "ERROR") }))
	runExample(lines)
	// Output: ERROR no disk
}

// Follow emits the lines that are there, and those that are appended later.
func ExampleFollow() {
	path, remove := tempFile("one\n")
	defer remove()
	lines := text.Lines(path, text.Follow(), text.Poll(time.Millisecond), flow.Limit(2))
	flow.Sink(lines, func(_ context.Context, line string) error {
		fmt.Println(line)
		if line != "one" {
			return nil
		}
		return os.WriteFile(path, []byte("one\ntwo\n"), 0o600)
	})
	runExample(lines)
	// Output:
	// one
	// two
}

func ExampleFromEnd() {
	path, remove := tempFile("old\n")
	defer remove()
	lines := text.Lines(path, text.FromEnd())
	printLines(lines)
	runExample(lines)
	// Output:
}

func ExampleMaxLine() {
	lines := text.From(strings.NewReader("short\nmuch longer\n"), text.MaxLine(5))
	printLines(lines)
	err := flow.Run(context.Background(), lines)
	fmt.Println(errors.Is(err, text.ErrLongLine))
	// Output:
	// short
	// true
}

func ExampleFrom() {
	lines := text.From(strings.NewReader("one\r\ntwo\nthree"))
	printLines(lines)
	runExample(lines)
	// Output:
	// one
	// two
	// three
}

// Without Follow, Files emits the files that are there now.
func ExampleFiles() {
	path, remove := tempFile("one\ntwo\n")
	defer remove()
	names := text.Files(filepath.Join(filepath.Dir(path), "*.log"))
	printLines(flow.Map(names, filepath.Base))
	runExample(names)
	// Output: app.log
}

// A directory is listed every minute, here of a virtual clock.
func ExamplePoll() {
	path, remove := tempFile("")
	defer remove()
	names := text.Files(filepath.Dir(path), text.Follow(), text.Poll(time.Minute),
		flow.For(time.Hour), flow.WithClock(flow.Virtual(time.Unix(0, 0))))
	printLines(flow.Map(names, filepath.Base))
	runExample(names)
	// Output: app.log
}

func ExampleProcess() {
	lines := text.Process(exec.Command("go", "env", "GOMOD"))
	printLines(flow.Map(lines, filepath.Base))
	runExample(lines)
	// Output: go.mod
}

func ExampleMergeStderr() {
	lines := text.Process(exec.Command("go", "no-such-command"), text.MergeStderr())
	printLines(flow.Slice(lines, 0, 1, 1))
	err := flow.Run(context.Background(), lines)
	fmt.Println(errors.Is(err, text.ErrExit))
	// Output:
	// go no-such-command: unknown command
	// true
}

// sendLineTo sends one line to addr.
func sendLineTo(addr net.Addr, line string) {
	conn, err := net.Dial("tcp", addr.String())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Fprintln(conn, line)
	_ = conn.Close()
}

func ExampleTCP() {
	lines := text.TCP("127.0.0.1:0", flow.Limit(1), text.MaxConns(10),
		text.Listening(func(addr net.Addr) { go sendLineTo(addr, "hello") }))
	printLines(lines)
	runExample(lines)
	// Output: hello
}

func ExampleListening() {
	lines := text.TCP(":0", flow.Limit(1), text.Listening(func(addr net.Addr) {
		fmt.Println(addr.(*net.TCPAddr).IP)
		go sendLineTo(addr, "hello")
	}))
	runExample(lines)
	// Output: 127.0.0.1
}

// One client is served at a time; the other waits.
func ExampleMaxConns() {
	lines := text.TCP(":0", flow.Limit(2), text.MaxConns(1), text.Listening(func(addr net.Addr) {
		go func() {
			sendLineTo(addr, "one")
			sendLineTo(addr, "two")
		}()
	}))
	printLines(lines)
	runExample(lines)
	// Output:
	// one
	// two
}

// The client with a line that is too long is disconnected; other clients are not affected.
func ExampleOnBadLine() {
	var lines flow.Stream[string]
	lines = text.TCP(":0", text.MaxLine(5),
		text.Listening(func(addr net.Addr) { go sendLineTo(addr, "much too long") }),
		text.OnBadLine(func(_ net.Addr, err error) {
			fmt.Println(errors.Is(err, text.ErrLongLine))
			flow.Stop(lines)
		}))
	runExample(lines)
	// Output: true
}
