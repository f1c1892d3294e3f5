package cluster

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/await"
)

// kindWith is an engine whose podman, as kind finds it, is a shell script.
func kindWith(t *testing.T, script string) *Engine {
	t.Helper()
	return &Engine{name: "podman", environ: fakePodman(t, script)}
}

func createRequest() kindRequest {
	return kindRequest{Engine: "podman", Name: "volconf-1", Config: DefaultConfig()}
}

// file returns a path that a script can write to, and a wait for it.
func file(t *testing.T, name string) (path string, appears func()) {
	t.Helper()
	path = filepath.Join(t.TempDir(), name)
	return path, func() {
		err := await.For(context.Background(), path, 20*time.Second, func(context.Context) (bool, string, error) {
			_, err := os.Stat(path)
			return err == nil, "not written", nil
		})
		assert.NoError(t, err)
	}
}

func TestAnErrorOfKindHoldsTheCommandAndItsOutput(t *testing.T) {
	engine := kindWith(t, `echo "storage is broken" >&2; exit 3`)
	err := callKind(t.Context(), engine, nil, time.Minute, createRequest(), t.Logf)
	var failed *CommandError
	require.ErrorAs(t, err, &failed)
	assert.Equal(t, "podman info --format json", failed.Command)
	assert.Contains(t, failed.Output, "storage is broken")
	assert.ErrorContains(t, err, "kind create cluster --name volconf-1")
}

func TestKindEndsWithItsContext(t *testing.T) {
	started, appears := file(t, "started")
	engine := kindWith(t, "touch "+started+"; sleep 300")
	interrupted := errors.New("interrupted")
	ctx, cancel := context.WithCancelCause(t.Context())
	go func() {
		appears()
		cancel(interrupted)
	}()
	start := time.Now()
	err := callKind(ctx, engine, nil, time.Hour, createRequest(), t.Logf)
	require.ErrorIs(t, err, interrupted)
	assert.Less(t, time.Since(start), stopGrace+10*time.Second)
}

func TestKindEndsAtItsBound(t *testing.T) {
	err := callKind(t.Context(), kindWith(t, "sleep 300"), nil, 300*time.Millisecond, createRequest(), t.Logf)
	assert.ErrorContains(t, err, "did not end within 300ms")
}

func TestKindEndsWithTheRunThatStartedIt(t *testing.T) {
	started, appears := file(t, "started")
	environ := fakePodman(t, "touch "+started+"; sleep 300")
	requests, parentEnd, err := os.Pipe()
	require.NoError(t, err)
	process := exec.Command(ownProgram()) //nolint:noctx,forbidigo // it must end by itself
	process.Args = []string{kindProcess}
	process.Env = environ
	process.Stdin = requests
	process.SysProcAttr = newProc(t.Context(), "true", nil, nil).Command().SysProcAttr
	require.NoError(t, process.Start())
	require.NoError(t, requests.Close())
	require.NoError(t, json.NewEncoder(parentEnd).Encode(createRequest()))
	appears()

	require.NoError(t, parentEnd.Close()) // as the kernel does when the run is killed
	start := time.Now()
	require.Error(t, process.Wait())
	assert.Lessf(t, time.Since(start), stopGrace, "the engine was told to stop, and kind failed for want of it")
}

func TestWhatTheEngineLeavesRunningDoesNotHoldTheLock(t *testing.T) {
	// As podman leaves conmon behind, in a session of its own.
	engine := kindWith(t, "setsid sleep 5 </dev/null >/dev/null 2>&1 &\nexit 1")
	dir := stateDir(t.TempDir())
	held, err := dir.lock("volconf-1")
	require.NoError(t, err)
	require.Error(t, callKind(t.Context(), engine, held, time.Minute, createRequest(), t.Logf))
	require.NoError(t, held.release())
	again, err := dir.lock("volconf-1")
	require.NoError(t, err)
	require.NoError(t, again.release())
}

func TestAProgramThatForgetsServeKindIsTold(t *testing.T) {
	engine := &Engine{name: "podman", environ: []string{kindMarker + "=1"}}
	err := callKind(t.Context(), engine, nil, time.Minute, createRequest(), t.Logf)
	assert.ErrorContains(t, err, "does not call cluster.ServeKind(os.Args) first")
}

func TestKindAnswers(t *testing.T) {
	ended := errors.New("exit status 1")
	for name, test := range map[string]struct {
		said  string
		ended error
		says  string // empty: no error
		log   []string
	}{
		"done":           {said: `{"log":"one"}` + "\n" + `{"done":true}` + "\n", log: []string{"one"}},
		"failed":         {said: `{"done":true,"error":"no"}` + "\n", ended: ended, says: "create: no"},
		"no answer":      {said: `{"log":"one"}` + "\n", ended: ended, says: "ended without an answer: exit status 1", log: []string{"one"}},
		"another output": {said: "PASS\n", says: "it said: PASS"},
		"cut off":        {said: `{"done":tr`, ended: ended, says: "ended without an answer"},
	} {
		t.Run(name, func(t *testing.T) {
			var log []string
			answers := &kindAnswers{log: func(_ string, args ...any) { log = append(log, args[0].(string)) }}
			for i := range test.said { // as slowly as a pipe may give it
				_, err := answers.Write([]byte(test.said[i : i+1]))
				require.NoError(t, err)
			}
			err := answers.result("create", test.ended)
			if test.says == "" {
				require.NoError(t, err)
			} else {
				require.ErrorContains(t, err, test.says)
			}
			assert.Equal(t, test.log, log)
		})
	}
}

func TestPlainText(t *testing.T) {
	for line, want := range map[string]string{
		" • Preparing nodes 📦 📦 📦   ...\n":       "Preparing nodes ...",
		"Creating cluster \"a\" ...\n":           "Creating cluster \"a\" ...",
		" ✗ Starting control-plane 🕹️\n":         "Starting control-plane",
		"cgroup v1 is deprecated (see docs), 5%": "cgroup v1 is deprecated (see docs), 5%",
	} {
		assert.Equal(t, want, plainText(line))
	}
}
