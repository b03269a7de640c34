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

// defaultWaitDelay is the time for which a source waits for more output after the process has exited. The WaitDelay of
// the command replaces it.
const defaultWaitDelay = time.Second

// Process makes a source of the lines that a command writes to its standard output. The command comes from
// exec.Command; its directory, environment and input can be set. Run starts it. If the graph is slow, the writes of the
// process block.
//
// The source ends when the command has exited and its output has been read. If a child process of the command keeps the
// output open, the source ends when there was no output for the command's WaitDelay (1 s unless set). An exit code
// other than 0 is an ErrExit with the command, the code and the last lines of standard error. errors.As finds the
// *exec.ExitError. When the source is stopped, it kills the command, but not the command's child processes, and emits a
// last line without a line end.
//
// Process accepts the options MergeStderr and MaxLine. It panics if command is nil, if its Stdout is set, or, with
// MergeStderr, if its Stderr is set. If Stderr is set, the ErrExit does not contain the lines of standard error.
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

// process is a command that has been started.
type process struct {
	*config
	cmd     *exec.Cmd
	stdout  *os.File // the read end of the pipe
	stderr  tailBuffer
	exited  chan struct{}
	exitErr error // set before exited is closed
}

// run starts the command, emits the lines of its output and waits until it has exited.
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
	return p.exitError()
}

// start starts the command. It makes the pipe for the output, because package exec would close its pipe when the
// command exits, even if not all output has been read.
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
	_ = in.Close() // the command has its own copy
	if err != nil {
		_ = out.Close()
		return err
	}
	p.stdout, p.exited = out, make(chan struct{})
	go func() {
		p.exitErr = p.cmd.Wait()
		_ = p.stdout.SetReadDeadline(time.Now()) // interrupts Read, which then waits for WaitDelay at most
		close(p.exited)
	}()
	return nil
}

// Read reads the command's output. After the command has exited, it waits no longer than WaitDelay.
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

// waitForExit waits until the command has exited or ctx ends.
func (p *process) waitForExit(ctx context.Context) {
	flow.Blocking(ctx, func() {
		select {
		case <-p.exited:
		case <-ctx.Done():
		}
	})
}

// kill kills the command if it still runs, and waits until it has exited.
func (p *process) kill(ctx context.Context) {
	_ = p.cmd.Process.Kill() // fails if the command has exited
	_ = p.stdout.Close()
	flow.Blocking(ctx, func() { <-p.exited })
}

// exitError returns an ErrExit unless the exit code is 0.
func (p *process) exitError() error {
	if p.exitErr == nil || errors.Is(p.exitErr, exec.ErrWaitDelay) {
		return nil
	}
	if lines := p.stderr.String(); lines != "" {
		return p.wrapError(fmt.Errorf("%w: %s: %w\n%s", ErrExit, p.cmd, p.exitErr, lines))
	}
	return p.wrapError(fmt.Errorf("%w: %s: %w", ErrExit, p.cmd, p.exitErr))
}
