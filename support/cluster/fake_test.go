package cluster

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// fakeEngine holds containers and volumes, and answers as podman does.
type fakeEngine struct {
	mu         sync.Mutex
	containers []string          // names of nodes
	volumes    map[string]string // name to label
	stubborn   bool              // says that it removed, and does not
	broken     error             // what every call fails with
	onNode     func(node string, program []string) (string, error)
	calls      []string
}

func (f *fakeEngine) engine() *Engine {
	return &Engine{name: "podman", environ: []string{"PATH=" + "/nowhere"}, host: Host{SysResource: true}, log: orDiscard(nil), run: f.run}
}

func (f *fakeEngine) run(_ context.Context, c command) (string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	line := strings.Join(c.args, " ")
	f.calls = append(f.calls, line)
	switch {
	case f.broken != nil:
		return "", f.broken
	case strings.HasPrefix(line, "ps "):
		return strings.Join(f.matching(line), "\n"), nil
	case strings.HasPrefix(line, "rm "):
		f.removeContainers(c.args)
		return "", nil
	case strings.HasPrefix(line, "volume ls"):
		var lines []string
		for name, label := range f.volumes {
			lines = append(lines, fmt.Sprintf("%s map[%s:true]\n", name, label))
		}
		return strings.Join(lines, ""), nil
	case strings.HasPrefix(line, "volume rm"):
		for _, name := range c.args {
			delete(f.volumes, name)
		}
		return "", nil
	case c.args[0] == "exec" && f.onNode != nil:
		args := slices.DeleteFunc(slices.Clone(c.args[1:]), func(a string) bool { return a == "--interactive" })
		return f.onNode(args[0], args[1:])
	}
	return "", &CommandError{Command: paste("podman", c.args), Err: errors.New("exit status 125")}
}

func (f *fakeEngine) matching(line string) []string {
	_, cluster, one := strings.Cut(strings.Fields(line)[3], clusterLabel+"=")
	if !one {
		return f.containers
	}
	return slices.DeleteFunc(slices.Clone(f.containers), func(name string) bool { return !strings.HasPrefix(name, cluster+"-") })
}

func (f *fakeEngine) removeContainers(args []string) {
	if f.stubborn {
		return
	}
	f.containers = slices.DeleteFunc(f.containers, func(name string) bool { return slices.Contains(args, name) })
}

// count says how many of the calls began like this.
func (f *fakeEngine) count(prefix string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	n := 0
	for _, call := range f.calls {
		if strings.HasPrefix(call, prefix) {
			n++
		}
	}
	return n
}

// nodesOf are the three nodes of the default configuration.
func nodesOf(cluster string) []string {
	return []string{cluster + "-control-plane", cluster + "-worker", cluster + "-worker2"}
}

// fakePodman puts a shell script in the place of podman, and returns an
// environment in which it is found first.
func fakePodman(t *testing.T, script string) []string {
	t.Helper()
	folder := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(folder, "podman"), []byte("#!/bin/sh\n"+script), 0o755))
	path := folder + string(os.PathListSeparator) + os.Getenv("PATH")
	t.Setenv("PATH", path) // where LookPath looks
	return os.Environ()
}
