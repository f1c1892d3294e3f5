package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/volconf/volconf/support/report"
)

func write(t *testing.T, root string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		path := filepath.Join(root, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(content), 0o644))
	}
}

// stat is /proc/PID/stat of a process that has used so many ticks, and its children.
func stat(name string, own, children int) string {
	return "7 (" + name + ") S 1 7 7 0 -1 4194560 5799 0 1 40 " + strconv.Itoa(own) + " 0 " + strconv.Itoa(children) + " 0 20 0 1 0"
}

func TestTheNodesAccountingIsRead(t *testing.T) {
	const id = "fa0ca27c"
	for name, c := range map[string]struct {
		cgroup string
		files  map[string]string
	}{
		"v1": {
			"9:name=systemd:/libpod_parent/libpod-" + id + "/init.scope\n2:cpuacct:/libpod_parent/libpod-" + id + "\n",
			map[string]string{"cgroup/cpuacct/libpod_parent/libpod-" + id + "/cpuacct.usage": "12500000000\n"},
		},
		"v2": {
			"0::/system.slice/docker-" + id + ".scope/init.scope\n",
			map[string]string{"cgroup/system.slice/docker-" + id + ".scope/cpu.stat": "usage_usec 12500000\nuser_usec 1\n"},
		},
		"hybrid, without cpuacct": {
			"0::/libpod_parent/libpod-" + id + "/init.scope\n",
			map[string]string{"cgroup/unified/libpod_parent/libpod-" + id + "/cpu.stat": "usage_usec 12500000\n"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			write(t, root, c.files)
			write(t, root, map[string]string{
				"proc/20/cgroup": c.cgroup, "proc/20/stat": stat("systemd", 900, 0),
				"proc/21/cgroup": c.cgroup, "proc/21/stat": stat("kube-apiserver", 400, 0),
				"proc/22/cgroup": c.cgroup, "proc/22/stat": stat("containerd", 200, 150),
				"proc/23/cgroup": c.cgroup, "proc/23/stat": stat("kubelet (x) y", 100, 0), // another program
				"proc/24/cgroup": "0::/user.slice\n", "proc/24/stat": stat("etcd", 5000, 0), // of this machine
			})
			m := &meter{root: root + "/cgroup", proc: root + "/proc", groups: map[string]string{}}
			file, err := m.usageFile(id, 20)
			require.NoError(t, err)
			m.groups[id] = file
			u, err := m.read()
			require.NoError(t, err)
			assert.InDelta(t, 12.5, u.total, 0.001)
			assert.Equal(t, map[string]float64{"kube-apiserver": 4, "containerd": 2, startedByContainerd: 1.5, others: 5}, u.by)
		})
	}
	m := &meter{root: t.TempDir(), proc: t.TempDir()}
	write(t, m.proc, map[string]string{"20/cgroup": "0::/elsewhere\n"})
	_, err := m.usageFile(id, 20)
	require.ErrorContains(t, err, "no CPU accounting")
}

func TestWhatWasUsedBetweenTwoMoments(t *testing.T) {
	start := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	at := func(seconds float64) time.Time { return start.Add(time.Duration(seconds * float64(time.Second))) }
	s := &sampler{every: time.Second}
	for i, total := range []float64{10, 12, 18, 18} {
		s.samples = append(s.samples, usage{at: at(float64(i)), total: total, by: map[string]float64{"etcd": total / 2}})
	}
	for _, c := range []struct{ from, to, total float64 }{
		{0, 3, 8}, {0.5, 1.5, 4}, {1, 2, 6}, {-0.5, 1, 2}, {2, 4.5, 0},
	} {
		used, err := s.between(at(c.from), at(c.to))
		require.NoError(t, err)
		assert.InDeltaf(t, c.total, used.total, 0.001, "%v", c)
		assert.InDelta(t, c.total/2, used.by["etcd"], 0.001)
	}
	for _, c := range [][2]float64{{-9, 1}, {0, 9}} {
		_, err := s.between(at(c[0]), at(c[1]))
		require.ErrorContains(t, err, "nothing was measured")
	}
	_, err := (&sampler{every: time.Second}).between(at(0), at(1))
	require.Error(t, err)
}

func TestARunIsAccountedFor(t *testing.T) {
	start := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	s := &sampler{every: time.Second}
	for i := range 11 {
		s.samples = append(s.samples, usage{at: start.Add(time.Duration(i) * time.Second), total: float64(2 * i)})
	}
	claims := []report.Result{
		{ID: "a", Verdict: report.Pass, Started: start.Add(time.Second), Seconds: 4, Made: report.Made{Namespaces: 1, Pods: 2, Containers: 3, Execs: 4, Calls: 20}},
		{ID: "b", Verdict: report.Fail, Started: start.Add(2 * time.Second), Seconds: 6, Made: report.Made{Namespaces: 1, Pods: 1, Containers: 1, Calls: 5}},
		{ID: "c", Verdict: report.NotApplicable, Started: start, Seconds: 0},
		{ID: "d", Verdict: report.Skipped},
	}
	run, err := account(s, claims, 0.5)
	require.NoError(t, err)
	assert.Equal(t, 2, run.Claims)
	assert.InDelta(t, 7, run.Seconds, 0.001)
	assert.InDelta(t, 14, run.CPU, 0.001)
	assert.InDelta(t, 10.5, run.Net, 0.001)
	assert.InDelta(t, 5.25, run.PerClaim(), 0.001)
	assert.Equal(t, report.Made{Namespaces: 2, Pods: 3, Containers: 4, Execs: 4, Calls: 25}, run.Made)

	dear := modelled(claims, Micro{Pod: Cost{CPU: 0.5}, Container: Cost{CPU: 0.1}, Exec: Cost{CPU: 0.05}, Namespace: Cost{CPU: 1}})
	require.Len(t, dear, 2)
	assert.Equal(t, "a", dear[0].Claim)
	assert.InDelta(t, 1+2*0.5+0.1+4*0.05, dear[0].CPU, 0.001)

	_, err = account(s, claims[2:], 0)
	require.ErrorContains(t, err, "no claim was tried")
}

func TestAResultIsComparedWithAnother(t *testing.T) {
	now := Result{Schema: Schema, Kubernetes: "v1.37.1", Quick: Run{Claims: 76, Net: 76, Seconds: 80}}
	before := now
	before.Quick.Net = 152
	path, err := before.write(t.TempDir())
	require.NoError(t, err)
	other, err := readResult(path)
	require.NoError(t, err)
	var out bytes.Buffer
	now.print(&out, other)
	assert.Contains(t, out.String(), "ratio 0.50")
	assert.NotContainsf(t, out.String(), "e2e.test", "what was not measured has no line")

	require.NoError(t, os.WriteFile(path, []byte(`{"schema": 7}`), 0o600))
	_, err = readResult(path)
	require.ErrorContains(t, err, "schema 7")
	_, err = readResult(filepath.Join(t.TempDir(), "none"))
	require.Error(t, err)
}

func TestWhatIsAskedOfTheBench(t *testing.T) {
	all, err := choose("")
	require.NoError(t, err)
	assert.Equal(t, sections, all)
	some, err := choose("micro,quick")
	require.NoError(t, err)
	assert.Equal(t, []string{"micro", "quick"}, some)
	_, err = choose("slow")
	require.ErrorContains(t, err, "one-at-a-time")

	e2e, err := parseE2E("22/71.8")
	require.NoError(t, err)
	assert.InDelta(t, 3.26, e2e.each(), 0.01)
	for _, wrong := range []string{"22", "x/1", "0/5"} {
		_, err = parseE2E(wrong)
		require.Errorf(t, err, wrong)
	}
}

func TestTheSuiteIsFollowed(t *testing.T) {
	calls := 0
	tail := follow(bytes.NewBufferString("  1.0s  kind: x\n 38.7s  cluster volconf-1 is ready after 38.1s\n  is ready after again\n"), func() { calls++ })
	assert.Equal(t, 1, calls)
	assert.Contains(t, tail, "again")
	require.Error(t, pause(canceled(t), time.Hour))
}

func canceled(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}
