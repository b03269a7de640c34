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
)

// roles are what this test program does as a process of its own.
var roles = map[string]func() int{
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
	"leaves": leave,
	"lingers": func() int {
		fmt.Println("child")
		time.Sleep(20 * time.Second)
		return 0
	},
	"leaves and waits": func() int {
		leave()
		time.Sleep(time.Hour)
		return 0
	},
}

// leave leaves a child that holds the outputs for longer than the tests may take.
func leave() int {
	child := role("lingers")
	child.Stdout, child.Stderr = os.Stdout, os.Stderr
	fmt.Println("parent")
	if err := child.Start(); err != nil {
		return 1
	}
	time.Sleep(20 * time.Millisecond)
	return 0
}

// role is this program in another role.
func role(name string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "TEXT_TEST_ROLE="+name)
	return cmd
}

func TestProcess(t *testing.T) {
	for name, lines := range map[string][]string{
		"lines": {"0", "1", "2", "3"},
		"rest":  {"0", "123"},
	} {
		s := text.Process(role(name))
		out := flow.Gather(s)
		noError(t, flow.Run(t.Context(), s))
		want(t, out.All(), lines...)
	}

	cmd := role("echoes")
	cmd.Stdin = strings.NewReader("in\nout")
	s := text.Process(cmd)
	out := flow.Gather(s)
	noError(t, flow.Run(t.Context(), s))
	want(t, out.All(), "in", "out")
}

func TestProcessStderr(t *testing.T) {
	s := text.Process(role("both"), text.MergeStderr())
	out := flow.Gather(s)
	noError(t, flow.Run(t.Context(), s))
	want(t, out.All(), "out", "err", "out again")

	var stderr strings.Builder
	cmd := role("both")
	cmd.Stderr = &stderr
	s = text.Process(cmd)
	out = flow.Gather(s)
	noError(t, flow.Run(t.Context(), s))
	want(t, out.All(), "out", "out again")
	if stderr.String() != "err\n" {
		t.Errorf("got %q on standard error", stderr.String())
	}
}

func TestProcessErrors(t *testing.T) {
	s := text.Process(role("fails"), flow.SourceName("job"))
	out := flow.Gather(s)
	err := flow.Run(t.Context(), s)
	wantErr(t, err, text.ErrExit, `node "job"`, "text.Process", os.Args[0], "exit status 3", "reason 90\n", "reason 99")
	if strings.Contains(err.Error(), "reason 89") {
		t.Errorf("more than the last 10 lines: %v", err)
	}
	if e := new(exec.ExitError); !errors.As(err, &e) || e.ExitCode() != 3 {
		t.Errorf("got %v, want an *exec.ExitError of 3", err)
	}
	want(t, out.All(), "a")

	err = flow.Run(t.Context(), text.Process(exec.Command("./no-such-program")))
	wantErr(t, err, os.ErrNotExist, "text.Process", "no-such-program")

	err = flow.Run(t.Context(), text.Process(role("many"), text.MaxLine(7)))
	wantErr(t, err, text.ErrLongLine, "line 101 of "+os.Args[0])

	set := exec.Command("x")
	set.Stdout = io.Discard
	for message, cmd := range map[string]*exec.Cmd{
		"text.Process: the command must not be nil":          nil,
		"text.Process: the command's output must not be set": set,
	} {
		func() {
			defer func() {
				if p := recover(); p != message {
					t.Errorf("got panic %v, want %s", p, message)
				}
			}()
			text.Process(cmd)
		}()
	}
}

func TestProcessIsKilled(t *testing.T) {
	cmd := role("waits")
	r := run(t, text.Process(cmd))
	r.wait(t, "a")
	r.stop(t)
	want(t, r.All(), "a", "b")
	if cmd.ProcessState == nil || cmd.ProcessState.Success() {
		t.Errorf("got state %v, want killed", cmd.ProcessState)
	}

	s := text.Process(role("waits"), flow.Limit(1))
	noError(t, flow.Run(t.Context(), s))

	cmd = role("waits")
	s = text.Process(cmd)
	flow.Sink(s, func(_ context.Context, line string) error {
		if line == "a" {
			return cmd.Process.Kill()
		}
		return nil
	})
	wantErr(t, flow.Run(t.Context(), s), text.ErrExit, "killed")
}

// A child that holds the outputs does not hold up the end: what comes within WaitDelay is waited for.
func TestProcessThatLeavesAChild(t *testing.T) {
	cmd := role("leaves")
	cmd.WaitDelay = 500 * time.Millisecond
	s := text.Process(cmd)
	out := flow.Gather(s)
	begun := time.Now()
	noError(t, flow.Run(t.Context(), s))
	want(t, out.All(), "parent", "child")
	if d := time.Since(begun); d > 15*time.Second {
		t.Errorf("waited %v, as long as the child", d)
	}

	cmd = role("leaves and waits")
	cmd.WaitDelay = 50 * time.Millisecond
	r := run(t, text.Process(cmd))
	r.wait(t, "parent", "child")
	r.stop(t)
}

// A graph that is slower than WaitDelay gets all that the process had written.
func TestProcessBeforeASlowGraph(t *testing.T) {
	cmd := role("many")
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
	noError(t, flow.Run(t.Context(), s))
	if n != 20_000 {
		t.Errorf("got %d lines, want 20,000", n)
	}
}
