package cluster

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// An engine that works, refuses or lacks the image, as a script.
const (
	answersInfo  = `case "$1" in info) echo "4.3.1;;v1;[cpu]"; exit 0;; --version) echo "an engine"; exit 0;; esac; `
	hasImage     = answersInfo + `case "$1" in image) echo sha256:1; exit 0;; esac; `
	refuses      = hasImage + `echo "Error: operation not permitted" >&2; exit 126`
	lacksTheNode = answersInfo + `echo "no such image" >&2; exit 125`
	isPodman     = `case "$1" in --version) echo "podman version 4.3.1"; exit 0;; esac; ` + hasImage
	saysNoServer = `case "$1" in info) echo "Cannot connect to the Docker daemon" >&2; echo ";;;"; exit 0;; esac; exit 1`
	lacksCPU     = `case "$1" in info) echo "4.3.1;name=rootless;v2;[memory pids]"; exit 0;; esac; ` + hasImage
	onCgroupV1   = `case "$1" in info) echo "4.3.1;name=rootless;v1;[]"; exit 0;; esac; ` + hasImage
	noDaemon     = `echo "Cannot connect to the Docker daemon. Is it running?" >&2; exit 1`
)

// works is an engine that shows the recorded host.
func works(t *testing.T) string {
	t.Helper()
	record, err := filepath.Abs("testdata/host/podman-cgroup-v1-without-sys-resource.txt")
	require.NoError(t, err)
	return hasImage + "cat '" + record + "'"
}

// installed puts engines on a PATH that has nothing else but the shell's tools.
func installed(t *testing.T, scripts map[string]string) EngineOptions {
	t.Helper()
	folder := t.TempDir()
	for name, script := range scripts {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), []byte("#!/bin/sh\nPATH=/usr/bin:/bin\n"+script), 0o755))
	}
	t.Setenv("PATH", folder)
	return EngineOptions{Image: "volconf.local/node:1", Environ: os.Environ()}
}

func TestFindEngineTakesTheFirstThatWorks(t *testing.T) {
	for _, test := range []struct {
		name           string
		docker, podman string
		ask, want      string
	}{
		{"both work", works(t), works(t), "", "docker"},
		{"both work, one is named", works(t), works(t), "podman", "podman"},
		{"a client without a daemon", noDaemon, works(t), "", "podman"},
		{"docker refuses privileged containers", refuses, works(t), "", "podman"},
		{"docker lacks the image", lacksTheNode, works(t), "", "podman"},
		{"docker is podman", isPodman, works(t), "", "podman"},
		{"docker speaks for a daemon that is away", saysNoServer, works(t), "", "podman"},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := installed(t, map[string]string{"docker": test.docker, "podman": test.podman})
			o.Name = test.ask
			var log []string
			o.Log = func(format string, _ ...any) { log = append(log, format) }
			engine, err := FindEngine(t.Context(), o)
			require.NoError(t, err)
			assert.Equal(t, test.want, engine.Name())
			assert.Truef(t, engine.Host().CgroupV1, "the host is what the trial container saw")
			assert.Lenf(t, log, 1, "one line for the one lack that the owner can mend")
		})
	}
}

func TestFindEngineWithoutAnImageOnlyAsksWhetherItAnswers(t *testing.T) {
	o := installed(t, map[string]string{"podman": answersInfo + "exit 1"})
	o.Image = ""
	engine, err := FindEngine(t.Context(), o)
	require.NoError(t, err)
	assert.Equal(t, "podman", engine.Name())
}

func TestFindEngineSaysWhatIsWrongAndNamesTheCure(t *testing.T) {
	for _, test := range []struct {
		name    string
		scripts map[string]string
		ask     string
		kind    error
		says    []string
	}{
		{"none is installed", nil, "", ErrNoEngine, []string{"docker is not installed", "podman is not installed", "scripts/bootstrap.sh"}},
		{"no daemon, no podman", map[string]string{"docker": noDaemon}, "", ErrNoEngine, []string{"Cannot connect to the Docker daemon", "scripts/bootstrap.sh"}},
		{"refuses", map[string]string{"podman": refuses}, "", ErrNotPrivileged, []string{"operation not permitted", "--privileged", "scripts/bootstrap.sh"}},
		{"the one that is named is not there", map[string]string{"podman": works(t)}, "docker", ErrNoEngine, []string{"docker is not installed"}},
		{"no image", map[string]string{"podman": lacksTheNode}, "", ErrNoNodeImage, []string{"podman has no volconf.local/node:1", "make images"}},
		{"docker is podman, and is named", map[string]string{"docker": isPodman, "podman": works(t)}, "docker", ErrNoEngine, []string{"docker is podman here", "VOLCONF_ENGINE"}},
		{"no server behind the client", map[string]string{"docker": saysNoServer}, "docker", ErrNoEngine, []string{"names no version of a server"}},
		{"rootless, without controllers", map[string]string{"podman": lacksCPU}, "", ErrRootless, []string{"podman is rootless", "controllers cpu, cpuset:", "as root"}},
		{"rootless on cgroup v1", map[string]string{"podman": onCgroupV1}, "", ErrRootless, []string{"rootless on cgroup v1"}},
		{"the one that came furthest decides", map[string]string{"docker": lacksTheNode, "podman": refuses}, "", ErrNotPrivileged, []string{"docker has no", "operation not permitted"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := installed(t, test.scripts)
			o.Name = test.ask
			_, err := FindEngine(t.Context(), o)
			require.ErrorIs(t, err, test.kind)
			for _, part := range test.says {
				assert.ErrorContains(t, err, part)
			}
			assert.NotContains(t, err.Error(), "\n")
		})
	}
}

func TestFindEngineRefusesAnUnknownName(t *testing.T) {
	_, err := FindEngine(t.Context(), EngineOptions{Name: "nerdctl"})
	assert.ErrorContains(t, err, `unknown container engine "nerdctl"; the engines are docker, podman`)
}

func TestFindEngineEndsWithItsContext(t *testing.T) {
	o := installed(t, map[string]string{"docker": noDaemon, "podman": works(t)})
	interrupted := errors.New("interrupted")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(interrupted)
	_, err := FindEngine(ctx, o)
	assert.ErrorIs(t, err, interrupted)
}

func TestATrialThatFailsLeavesNoContainer(t *testing.T) {
	calls := filepath.Join(t.TempDir(), "calls")
	o := installed(t, map[string]string{"podman": `echo "$@" >>` + calls + "\n" + refuses})
	_, err := FindEngine(t.Context(), o)
	require.ErrorIs(t, err, ErrNotPrivileged)
	record, err := os.ReadFile(calls)
	require.NoError(t, err)
	name := regexp.MustCompile(`(?m)^run .*--name=(\S+) `).FindStringSubmatch(string(record))
	require.NotNilf(t, name, "the trial has a name of its own: %s", record)
	assert.Contains(t, string(record), "rm --force "+name[1])
}

func TestPodmanIsToldAboutTheConfigurationOfBootstrap(t *testing.T) {
	cache := t.TempDir()
	conf := filepath.Join(cache, "containers.conf")
	require.NoError(t, os.WriteFile(conf, nil, 0o600))
	for _, test := range []struct {
		name, engine, cache string
		environ             []string
		want                string
	}{
		{"podman", "podman", cache, []string{"A=b"}, "A=b CONTAINERS_CONF=" + conf},
		{"docker needs none", "docker", cache, []string{"A=b"}, "A=b"},
		{"the user's own wins", "podman", cache, []string{"CONTAINERS_CONF=/mine"}, "CONTAINERS_CONF=/mine"},
		{"bootstrap wrote none", "podman", t.TempDir(), []string{"A=b"}, "A=b"},
		{"no cache", "podman", "", []string{"A=b"}, "A=b"},
	} {
		got := engineEnviron(test.engine, EngineOptions{Cache: test.cache, Environ: test.environ})
		assert.Equalf(t, test.want, strings.Join(got, " "), "%s", test.name)
	}
}

func TestAProxyReachesNodesOnlyIfTheyPull(t *testing.T) {
	environ := []string{"A=b", "HTTPS_PROXY=http://127.0.0.1:9", "no_proxy=x", "PROXY=mine"}
	assert.Equal(t, []string{"A=b", "PROXY=mine"}, engineEnviron("docker", EngineOptions{Environ: environ}))
	assert.Equal(t, environ, engineEnviron("docker", EngineOptions{Environ: environ, Pulls: true}))
}
