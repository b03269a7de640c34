package text_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/text"
	"github.com/streamgage/streamgage/internal/check"
)

// testPrograms are what this test binary does when a test starts it as a process.
var testPrograms = map[string]func() int{
	"lines": func() int { fmt.Print("0\n1\r\n2\n3\n"); return 0 },
	"rest":  func() int { fmt.Print("0\n123"); return 0 },
	"many": func() int {
		for i := range 20_000 {
			fmt.Println("line", i)
		}
		return 0
	},
	"fails": func() int {
		fmt.Println("a")
		for i := range 100 {
			fmt.Fprintln(os.Stderr, "reason", i)
		}
		return 3
	},
	"both": func() int {
		fmt.Println("out")
		fmt.Fprintln(os.Stderr, "err")
		fmt.Println("out again")
		return 0
	},
	"waits": func() int {
		fmt.Print("a\nb")
		time.Sleep(time.Hour)
		return 0
	},
	"echoes": func() int {
		_, err := io.Copy(os.Stdout, os.Stdin)
		if err != nil {
			return 1
		}
		return 0
	},
	"leaves": leaveChild,
	"lingers": func() int {
		fmt.Println("child")
		time.Sleep(20 * time.Second)
		return 0
	},
	"leaves and waits": func() int {
		leaveChild()
		time.Sleep(time.Hour)
		return 0
	},
}

// leaveChild exits while a child process still holds the outputs open, for longer than the tests may take.
func leaveChild() int {
	child := testProgram("lingers")
	child.Stdout, child.Stderr = os.Stdout, os.Stderr
	fmt.Println("parent")
	if err := child.Start(); err != nil {
		return 1
	}
	time.Sleep(20 * time.Millisecond)
	return 0
}

// testProgram makes a command that runs one of testPrograms.
func testProgram(name string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "TEXT_TEST_PROGRAM="+name)
	return cmd
}

func TestProcess(t *testing.T) {
	for name, lines := range map[string][]string{
		"lines": {"0", "1", "2", "3"},
		"rest":  {"0", "123"},
	} {
		s := text.Process(testProgram(name))
		out := flow.ToSlice(s)
		check.NoError(t, flow.Run(t.Context(), s))
		check.Values(t, out.All(), lines...)
	}

	cmd := testProgram("echoes")
	cmd.Stdin = strings.NewReader("in\nout")
	s := text.Process(cmd)
	out := flow.ToSlice(s)
	check.NoError(t, flow.Run(t.Context(), s))
	check.Values(t, out.All(), "in", "out")
}

func TestProcessStderr(t *testing.T) {
	s := text.Process(testProgram("both"), text.MergeStderr())
	out := flow.ToSlice(s)
	check.NoError(t, flow.Run(t.Context(), s))
	check.Values(t, out.All(), "out", "err", "out again")

	var stderr strings.Builder
	cmd := testProgram("both")
	cmd.Stderr = &stderr
	s = text.Process(cmd)
	out = flow.ToSlice(s)
	check.NoError(t, flow.Run(t.Context(), s))
	check.Values(t, out.All(), "out", "out again")
	if stderr.String() != "err\n" {
		t.Errorf("got %q on standard error", stderr.String())
	}
}

func TestProcessErrors(t *testing.T) {
	s := text.Process(testProgram("fails"), flow.SourceName("job"))
	out := flow.ToSlice(s)
	err := flow.Run(t.Context(), s)
	check.Error(t, err, text.ErrExit, `node "job"`, "text.Process", os.Args[0], "exit status 3", "reason 90\n", "reason 99")
	if strings.Contains(err.Error(), "reason 89") {
		t.Errorf("more than the last 10 lines: %v", err)
	}
	if e := new(exec.ExitError); !errors.As(err, &e) || e.ExitCode() != 3 {
		t.Errorf("got %v, want an *exec.ExitError of 3", err)
	}
	check.Values(t, out.All(), "a")

	err = flow.Run(t.Context(), text.Process(exec.Command("./no-such-program")))
	check.Error(t, err, os.ErrNotExist, "text.Process", "no-such-program")

	err = flow.Run(t.Context(), text.Process(testProgram("many"), text.MaxLine(7)))
	check.Error(t, err, text.ErrLongLine, "line 101 of "+os.Args[0])

	set := exec.Command("x")
	set.Stdout = io.Discard
	for message, cmd := range map[string]*exec.Cmd{
		"text.Process: the command must not be nil":          nil,
		"text.Process: the command's output must not be set": set,
	} {
		check.PanicsWith(t, message, func() { text.Process(cmd) })
	}
}

func TestProcessIsKilled(t *testing.T) {
	cmd := testProgram("waits")
	r := run(t, text.Process(cmd))
	r.wait(t, "a")
	r.stop(t)
	check.Values(t, r.All(), "a", "b")
	if cmd.ProcessState == nil || cmd.ProcessState.Success() {
		t.Errorf("got state %v, want killed", cmd.ProcessState)
	}

	s := text.Process(testProgram("waits"), flow.Limit(1))
	check.NoError(t, flow.Run(t.Context(), s))

	cmd = testProgram("waits")
	s = text.Process(cmd)
	flow.Sink(s, func(_ context.Context, line string) error {
		if line == "a" {
			return cmd.Process.Kill()
		}
		return nil
	})
	check.Error(t, flow.Run(t.Context(), s), text.ErrExit, "killed")
}

// A child process that holds the outputs open does not prevent the end. Its output within WaitDelay is emitted.
func TestProcessThatLeavesAChild(t *testing.T) {
	cmd := testProgram("leaves")
	cmd.WaitDelay = 500 * time.Millisecond
	s := text.Process(cmd)
	out := flow.ToSlice(s)
	begun := time.Now()
	check.NoError(t, flow.Run(t.Context(), s))
	check.Values(t, out.All(), "parent", "child")
	if d := time.Since(begun); d > 15*time.Second {
		t.Errorf("waited %v, as long as the child", d)
	}

	cmd = testProgram("leaves and waits")
	cmd.WaitDelay = 50 * time.Millisecond
	r := run(t, text.Process(cmd))
	r.wait(t, "parent", "child")
	r.stop(t)
}

// A graph that is slower than WaitDelay receives everything that the process has written.
func TestProcessWithASlowGraph(t *testing.T) {
	cmd := testProgram("many")
	cmd.WaitDelay = 10 * time.Millisecond
	s := text.Process(cmd)
	n := 0
	flow.Sink(s, func(_ context.Context, line string) error {
		if want := fmt.Sprint("line ", n); line != want {
			t.Errorf("got %q, want %q", line, want)
		}
		if n++; n%5000 == 0 {
			time.Sleep(50 * time.Millisecond)
		}
		return nil
	})
	check.NoError(t, flow.Run(t.Context(), s))
	if n != 20_000 {
		t.Errorf("got %d lines, want 20,000", n)
	}
}
