package cluster

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"sync"
	"syscall"
	"time"

	kind "sigs.k8s.io/kind/pkg/cluster"
	kindexec "sigs.k8s.io/kind/pkg/exec"
)

const (
	// kindProcess is argv[0] of the process that runs kind.
	kindProcess = "volconf-kind"
	// kindMarker is in the environment of that process, so that a program that
	// forgets ServeKind cannot start itself without end.
	kindMarker = "VOLCONF_KIND_PROCESS"
	// lockFD is the lock in that process: the first of exec.Cmd.ExtraFiles.
	lockFD = 3
)

// kindRequest is what a kind process is asked to do: to create a cluster, or,
// with Logs, to write the logs of its nodes into a folder.
type kindRequest struct {
	Engine     string `json:"engine"`
	Name       string `json:"name"`
	Config     []byte `json:"config,omitempty"`
	Kubeconfig string `json:"kubeconfig,omitempty"`
	Logs       string `json:"logs,omitempty"`
}

// kindReply is one line of what a kind process answers: a line of progress, or
// the end.
type kindReply struct {
	Log     string `json:"log,omitempty"`
	Done    bool   `json:"done,omitempty"`
	Error   string `json:"error,omitempty"`
	Command string `json:"command,omitempty"` // the command that failed, if one did
	Output  string `json:"output,omitempty"`
}

// ServeKind must be called first thing by every program that creates clusters,
// with os.Args. It returns at once, unless Create started this process to run
// kind: then it does that and ends the process.
//
// kind gets a process of its own because its library takes no context, looks
// for the engine's settings in the environment, and starts the engine in the
// caller's session. Such a process can be bounded, has its own environment, and
// is out of reach of a Ctrl-C at the terminal. It ends with its parent.
func ServeKind(args []string) {
	if len(args) == 0 || args[0] != kindProcess {
		return
	}
	// The engine's children outlive us and must not inherit the lock.
	syscall.CloseOnExec(lockFD)
	// The whole session is told to stop at once: the engine puts its records in
	// order, kind fails for want of it, and its last words are passed on.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGTERM)
	os.Exit(serveKind(os.Stdin, os.Stdout)) //nolint:forbidigo // this process is ours alone
}

func serveKind(in io.Reader, out io.Writer) int {
	replies := &kindReplies{out: out}
	requests := bufio.NewReader(in)
	line, err := requests.ReadBytes('\n')
	if err != nil {
		return 1 // the parent is gone
	}
	go endWithParent(requests)
	var request kindRequest
	if err := json.Unmarshal(line, &request); err != nil {
		return replies.end(kindReply{Error: err.Error()})
	}
	var end kindReply
	if err := runKind(request, kindLogger{replies}); err != nil {
		end.Error = err.Error()
		if failed := kindexec.RunErrorForError(err); failed != nil {
			end.Command, end.Output = failed.PrettyCommand(), string(failed.Output)
		}
	}
	return replies.end(end)
}

// kindReplies writes one reply a line; kind logs from several goroutines.
type kindReplies struct {
	mu  sync.Mutex
	out io.Writer
}

func (r *kindReplies) send(reply kindReply) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return json.NewEncoder(r.out).Encode(reply)
}

// end sends the last reply and returns the exit code.
func (r *kindReplies) end(reply kindReply) int {
	reply.Done = true
	if err := r.send(reply); err != nil || reply.Error != "" {
		return 1
	}
	return 0
}

// endWithParent stops the whole session when the parent's end of the pipe is
// closed, which the kernel does even if the parent was killed.
func endWithParent(requests io.Reader) {
	_, _ = io.Copy(io.Discard, requests)
	_ = syscall.Kill(0, syscall.SIGTERM)
	time.AfterFunc(stopGrace, func() { _ = syscall.Kill(0, syscall.SIGKILL) })
}

func runKind(r kindRequest, log kindLogger) error {
	engine := kind.ProviderWithDocker()
	if r.Engine == "podman" {
		engine = kind.ProviderWithPodman()
	}
	provider := kind.NewProvider(kind.ProviderWithLogger(log), engine)
	if r.Logs != "" {
		return provider.CollectLogs(r.Name, r.Logs)
	}
	return provider.Create(r.Name,
		kind.CreateWithRawConfig(r.Config),
		kind.CreateWithKubeconfigPath(r.Kubeconfig),
		kind.CreateWithRetain(true), // Create asks the nodes why, and removes them
		kind.CreateWithDisplayUsage(false),
		kind.CreateWithDisplaySalutation(false),
	)
}

// callKind runs one request in a kind process. The process keeps the lock as
// long as it lives: a cluster that is still being made is in use, even if the
// run that wanted it was killed.
func callKind(ctx context.Context, e *Engine, held *lock, within time.Duration, r kindRequest, log Logf) error {
	what := "kind create cluster --name " + r.Name
	if r.Logs != "" {
		what = "kind export logs --name " + r.Name
	}
	if hasVariable(e.environ, kindMarker) {
		return errors.New("this program was started to run kind, but its main function does not call cluster.ServeKind(os.Args) first")
	}
	bounded, cancel := context.WithTimeoutCause(ctx, within, fmt.Errorf("did not end within %s", within))
	defer cancel()
	requests, parentEnd, err := os.Pipe()
	if err != nil {
		return fmt.Errorf("starting %s: %w", what, err)
	}
	defer parentEnd.Close()
	answers := &kindAnswers{log: log}
	proc := newProc(bounded, ownProgram(), append(slices.Clone(e.environ), kindMarker+"=1"), nil)
	if proc.Err() == nil {
		cmd := proc.Command()
		cmd.Args = []string{kindProcess}
		cmd.Stdin, cmd.Stdout, cmd.Stderr = requests, answers, &answers.stderr
		if held != nil {
			cmd.ExtraFiles = []*os.File{held.file}
		}
		proc.Start()
	}
	_ = requests.Close() // the process has its own copy
	if err := proc.Err(); err != nil {
		return fmt.Errorf("starting %s: %w", what, err)
	}
	sent := json.NewEncoder(parentEnd).Encode(r)
	ended := proc.Wait().Err()
	_ = syscall.Kill(-proc.ID(), syscall.SIGKILL) // what the process may have left of its session
	if bounded.Err() != nil {
		return fmt.Errorf("%s: %w", what, context.Cause(bounded))
	}
	return answers.result(what, errors.Join(sent, ended))
}

// ownProgram is the path of this very program, even if its file has been
// replaced since it was started.
func ownProgram() string {
	const self = "/proc/self/exe"
	if _, err := os.Stat(self); err == nil {
		return self
	}
	path, err := os.Executable()
	if err != nil {
		return os.Args[0] //nolint:forbidigo // the name of the program, not its arguments
	}
	return path
}

// kindAnswers reads the lines of a kind process as they come.
type kindAnswers struct {
	log    Logf
	rest   []byte
	end    *kindReply
	strays []byte // lines that are no answers
	stderr bytes.Buffer
}

func (a *kindAnswers) Write(p []byte) (int, error) {
	a.rest = append(a.rest, p...)
	for {
		line, rest, found := bytes.Cut(a.rest, []byte("\n"))
		if !found {
			return len(p), nil
		}
		a.rest = rest
		a.take(line)
	}
}

func (a *kindAnswers) take(line []byte) {
	var r kindReply
	switch err := json.Unmarshal(line, &r); {
	case err != nil:
		a.strays = append(append(a.strays, line...), '\n')
	case r.Done:
		a.end = &r
	default:
		a.log("kind: %s", r.Log)
	}
}

func (a *kindAnswers) result(what string, ended error) error {
	switch {
	case a.end == nil:
		return &CommandError{Command: what, Output: string(a.strays) + a.stderr.String(), Err: fmt.Errorf("ended without an answer: %w", ended)}
	case a.end.Error == "":
		return nil
	case a.end.Command == "":
		return fmt.Errorf("%s: %s", what, a.end.Error)
	}
	return fmt.Errorf("%s: %w", what, &CommandError{Command: a.end.Command, Output: a.end.Output, Err: errors.New(a.end.Error)})
}
