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

// show prints what comes.
func show(s flow.Stream[string]) {
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

// temporary makes a directory with one file, and gives the file's path.
func temporary(content string) (path string, remove func()) {
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
	path, remove := temporary("INFO up\nERROR no disk\nINFO down\n")
	defer remove()
	lines := text.Lines(path)
	show(flow.Filter(lines, func(line string) bool { return strings.HasPrefix(line, "ERROR") }))
	runExample(lines)
	// Output: ERROR no disk
}

// A log is followed: the lines that are there, and those that come.
func ExampleFollow() {
	path, remove := temporary("one\n")
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
	path, remove := temporary("old\n")
	defer remove()
	lines := text.Lines(path, text.FromEnd())
	show(lines)
	runExample(lines)
	// Output:
}

func ExampleMaxLine() {
	lines := text.From(strings.NewReader("short\nmuch longer\n"), text.MaxLine(5))
	show(lines)
	err := flow.Run(context.Background(), lines)
	fmt.Println(errors.Is(err, text.ErrLongLine))
	// Output:
	// short
	// true
}

func ExampleFrom() {
	lines := text.From(strings.NewReader("one\r\ntwo\nthree"))
	show(lines)
	runExample(lines)
	// Output:
	// one
	// two
	// three
}

// New files in a directory are read as they come: here, those that are there.
func ExampleFiles() {
	path, remove := temporary("one\ntwo\n")
	defer remove()
	names := text.Files(filepath.Join(filepath.Dir(path), "*.log"))
	show(flow.Map(names, filepath.Base))
	runExample(names)
	// Output: app.log
}

// An inbox is looked at every minute, of a virtual clock here.
func ExamplePoll() {
	path, remove := temporary("")
	defer remove()
	names := text.Files(filepath.Dir(path), text.Follow(), text.Poll(time.Minute),
		flow.For(time.Hour), flow.WithClock(flow.Virtual(time.Unix(0, 0))))
	show(flow.Map(names, filepath.Base))
	runExample(names)
	// Output: app.log
}

func ExampleProcess() {
	lines := text.Process(exec.Command("go", "env", "GOMOD"))
	show(flow.Map(lines, filepath.Base))
	runExample(lines)
	// Output: go.mod
}

func ExampleMergeStderr() {
	lines := text.Process(exec.Command("go", "no-such-command"), text.MergeStderr())
	show(flow.Slice(lines, 0, 1, 1))
	err := flow.Run(context.Background(), lines)
	fmt.Println(errors.Is(err, text.ErrExit))
	// Output:
	// go no-such-command: unknown command
	// true
}

// client sends one line to addr.
func client(addr net.Addr, line string) {
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
		text.Listening(func(addr net.Addr) { go client(addr, "hello") }))
	show(lines)
	runExample(lines)
	// Output: hello
}

func ExampleListening() {
	lines := text.TCP(":0", flow.Limit(1), text.Listening(func(addr net.Addr) {
		fmt.Println(addr.(*net.TCPAddr).IP)
		go client(addr, "hello")
	}))
	runExample(lines)
	// Output: 127.0.0.1
}

// One client at a time; the other waits.
func ExampleMaxConns() {
	lines := text.TCP(":0", flow.Limit(2), text.MaxConns(1), text.Listening(func(addr net.Addr) {
		go func() {
			client(addr, "one")
			client(addr, "two")
		}()
	}))
	show(lines)
	runExample(lines)
	// Output:
	// one
	// two
}

// Who sends too much is cut off; the others do not notice.
func ExampleOnBadLine() {
	var lines flow.Stream[string]
	lines = text.TCP(":0", text.MaxLine(5),
		text.Listening(func(addr net.Addr) { go client(addr, "much too long") }),
		text.OnBadLine(func(_ net.Addr, err error) {
			fmt.Println(errors.Is(err, text.ErrLongLine))
			flow.Stop(lines)
		}))
	runExample(lines)
	// Output: true
}

func ExampleFile() {
	path, remove := temporary("")
	defer remove()
	lines := flow.FromSlice([]string{"one", "two"})
	flow.To(lines, text.File(path))
	runExample(lines)
	content, _ := os.ReadFile(path)
	fmt.Printf("%q\n", content)
	// Output: "one\ntwo\n"
}

func ExampleAppend() {
	path, remove := temporary("one\n")
	defer remove()
	lines := flow.FromSlice([]string{"two"})
	flow.To(lines, text.File(path, text.Append()))
	runExample(lines)
	content, _ := os.ReadFile(path)
	fmt.Printf("%q\n", content)
	// Output: "one\ntwo\n"
}

// Somebody reads along.
func ExampleFlushEach() {
	path, remove := temporary("")
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
