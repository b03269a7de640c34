package text

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"

	"github.com/streamgage/streamgage/flow"
)

// linger is how long the outputs of a process that has exited are waited for, unless its WaitDelay says otherwise.
const defaultWaitDelay = time.Second

// Process makes a source of the lines that a command writes to its standard output: exec.Command makes one, in which
// directory, environment and input can be set. It is started when the source is run; when the graph is slow, it waits
// in its writes.
//
// The source ends when the command has exited and its output is read. Where the command has left another process behind
// that holds the output open, that is once nothing has come for the command's WaitDelay, 1 s unless set. Another exit
// code than 0 is an ErrExit with the command, the code and the last lines of standard error; errors.As finds the
// *exec.ExitError. When the source is stopped, the command is killed, but not what it has started; a line that it had
// begun is given.
//
// It takes MergeStderr and MaxLine. It panics if command is nil, or if its Stdout, or with MergeStderr its Stderr, is
// set. Where Stderr is set, the error cannot tell what was written there.
func Process(command *exec.Cmd, opts ...flow.SourceOption) flow.Stream[string] {
	if command == nil {
		panic("text.Process: the command must not be nil")
	}
	c := &config{op: "Process", accepted: []string{"MergeStderr", "MaxLine"}}
	s := newSource(c, "text process", opts, func(ctx context.Context, emit func(string) error) error {
		return (&process{config: c, cmd: command}).run(ctx, emit)
	})
	if command.Stdout != nil || c.mergeStderr && command.Stderr != nil {
		panic("text.Process: the command's output must not be set")
	}
	return s
}

type process struct {
	*config
	cmd    *exec.Cmd
	stdout    *os.File // the end that is read
	stderr  tailBuffer
	exited chan struct{}
	exitErr    error // set before exited is closed
}

func (p *process) run(ctx context.Context, emit func(string) error) error {
	if err := p.start(); err != nil {
		return p.wrapError(err)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer p.kill(ctx)
	if err := p.emitLines(ctx, p, p.cmd.String(), emit); err != nil {
		return err
	}
	p.waitForExit(ctx)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return p.checkExit()
}

// start starts the command. Its output is a pipe of our own, for one of exec's would be closed at its exit, read or not.
func (p *process) start() error {
	out, in, err := os.Pipe()
	if err != nil {
		return err
	}
	p.cmd.Stdout = in
	switch {
	case p.mergeStderr:
		p.cmd.Stderr = in
	case p.cmd.Stderr == nil:
		p.cmd.Stderr = &p.stderr
	}
	if p.cmd.WaitDelay == 0 {
		p.cmd.WaitDelay = defaultWaitDelay
	}
	err = p.cmd.Start()
	_ = in.Close() // the command has it
	if err != nil {
		_ = out.Close()
		return err
	}
	p.stdout, p.exited = out, make(chan struct{})
	go func() {
		p.exitErr = p.cmd.Wait()
		_ = p.stdout.SetReadDeadline(time.Now()) // Read looks again how long to wait
		close(p.exited)
	}()
	return nil
}

// Read reads the command's output. From the command's exit on it waits no longer than WaitDelay.
func (p *process) Read(buf []byte) (int, error) {
	n, err := p.stdout.Read(buf)
	if !errors.Is(err, os.ErrDeadlineExceeded) {
		return n, err
	}
	if err := p.stdout.SetReadDeadline(time.Now().Add(p.cmd.WaitDelay)); err != nil {
		return 0, err
	}
	n, err = p.stdout.Read(buf)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return n, io.EOF
	}
	return n, err
}

// await waits for the command's exit.
func (p *process) waitForExit(ctx context.Context) {
	flow.Outside(ctx, func() {
		select {
		case <-p.exited:
		case <-ctx.Done():
		}
	})
}

// end leaves nothing running.
func (p *process) kill(ctx context.Context) {
	_ = p.cmd.Process.Kill() // it may have exited
	_ = p.stdout.Close()
	flow.Outside(ctx, func() { <-p.exited })
}

// verdict is what the exit code says.
func (p *process) checkExit() error {
	if p.exitErr == nil || errors.Is(p.exitErr, exec.ErrWaitDelay) {
		return nil
	}
	if words := p.stderr.String(); words != "" {
		return p.wrapError(fmt.Errorf("%w: %s: %w\n%s", ErrExit, p.cmd, p.exitErr, words))
	}
	return p.wrapError(fmt.Errorf("%w: %s: %w", ErrExit, p.cmd, p.exitErr))
}
