package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// ticks is the unit of times in /proc/PID/stat: USER_HZ, which is 100 on every
// architecture that Go runs on (proc_pid_stat(5)).
const ticks = 100

// parts are the processes of a node that live as long as it does, by the name that the
// kernel keeps 15 characters of.
var parts = map[string]string{
	"kube-apiserver": "kube-apiserver", "etcd": "etcd", "kubelet": "kubelet", "containerd": "containerd",
	"kube-controller": "kube-controller-manager", "kube-scheduler": "kube-scheduler", "kube-proxy": "kube-proxy", "coredns": "coredns",
}

const (
	// startedByContainerd is what containerd has started and seen the end of: plug-ins of the
	// Pod network, and the beginning of each shim.
	startedByContainerd = "started by containerd"
	// others is what has no line of its own: shims, runc, what containers run.
	others = "shims, runc, containers"
)

// usage is the CPU time that nodes have used, in seconds.
type usage struct {
	at    time.Time
	total float64
	by    map[string]float64
}

// meter reads what the nodes of a cluster use, by the accounting of this machine.
type meter struct {
	root   string            // of /sys/fs/cgroup
	proc   string            // of /proc
	groups map[string]string // file with a node's usage, by the ID of its container
}

// newMeter finds the control groups of containers, each by a process in it and its ID.
func newMeter(processes map[string]int) (*meter, error) {
	m := &meter{root: "/sys/fs/cgroup", proc: "/proc", groups: map[string]string{}}
	for id, pid := range processes {
		file, err := m.usageFile(id, pid)
		if err != nil {
			return nil, err
		}
		m.groups[id] = file
	}
	return m, nil
}

// usageFile finds the accounting of a container: cpu.stat of cgroup v2, or cpuacct.usage
// of v1. The process may be in a group below the container's.
func (m *meter) usageFile(id string, pid int) (string, error) {
	raw, err := os.ReadFile(filepath.Join(m.proc, strconv.Itoa(pid), "cgroup"))
	if err != nil {
		return "", fmt.Errorf("finding the control group of container %s: %w", id, err)
	}
	for line := range strings.Lines(string(raw)) {
		fields := strings.SplitN(strings.TrimSpace(line), ":", 3)
		if len(fields) < 3 {
			continue
		}
		at := strings.Index(fields[2], id)
		if at < 0 {
			continue
		}
		group, _, _ := strings.Cut(fields[2][at:], "/")
		group = fields[2][:at] + group
		for _, file := range []string{
			filepath.Join(m.root, "cpuacct", group, "cpuacct.usage"), filepath.Join(m.root, group, "cpu.stat"),
			filepath.Join(m.root, "unified", group, "cpu.stat"),
		} {
			if _, err := os.Stat(file); err == nil {
				return file, nil
			}
		}
	}
	return "", fmt.Errorf("this machine has no CPU accounting for container %s that can be read", id)
}

// read adds up what the nodes have used so far.
func (m *meter) read() (usage, error) {
	u := usage{at: time.Now(), by: map[string]float64{}}
	for _, file := range m.groups {
		raw, err := os.ReadFile(file)
		if err != nil {
			return usage{}, fmt.Errorf("reading the CPU accounting: %w", err)
		}
		seconds, err := secondsIn(string(raw))
		if err != nil {
			return usage{}, fmt.Errorf("%s: %w", file, err)
		}
		u.total += seconds
	}
	m.readParts(u.by)
	known := 0.0
	for _, seconds := range u.by {
		known += seconds
	}
	u.by[others] = u.total - known
	return u, nil
}

// readParts adds up the times of processes that are in a container of a node.
func (m *meter) readParts(by map[string]float64) {
	stats, _ := filepath.Glob(filepath.Join(m.proc, "[0-9]*", "stat"))
	for _, file := range stats {
		raw, err := os.ReadFile(file)
		if err != nil {
			continue // it has ended
		}
		name, own, children := timesIn(string(raw))
		part, known := parts[name]
		if !known || !m.onNode(filepath.Join(filepath.Dir(file), "cgroup")) {
			continue
		}
		by[part] += own
		if part == "containerd" {
			by[startedByContainerd] += children
		}
	}
}

func (m *meter) onNode(cgroup string) bool {
	raw, err := os.ReadFile(cgroup)
	if err != nil {
		return false
	}
	for id := range m.groups {
		if strings.Contains(string(raw), id) {
			return true
		}
	}
	return false
}

// secondsIn reads cpuacct.usage, which is nanoseconds, or cpu.stat, where usage_usec is
// microseconds (Documentation/admin-guide/cgroup-v1/cpuacct.rst, cgroup-v2.rst).
func secondsIn(text string) (float64, error) {
	scanner := bufio.NewScanner(strings.NewReader(text))
	for scanner.Scan() {
		unit, number := 1e9, scanner.Text()
		if value, ok := strings.CutPrefix(number, "usage_usec "); ok {
			unit, number = 1e6, value
		}
		if count, err := strconv.ParseFloat(strings.TrimSpace(number), 64); err == nil {
			return count / unit, nil
		}
	}
	return 0, fmt.Errorf("no CPU time in %q", text)
}

// timesIn reads /proc/PID/stat: the name, and the CPU seconds of the process itself and
// of those children that it has seen the end of. The name may have blanks and parentheses.
func timesIn(stat string) (name string, own, children float64) {
	begin, end := strings.IndexByte(stat, '('), strings.LastIndexByte(stat, ')')
	if begin < 0 || end < begin {
		return "", 0, 0
	}
	fields := strings.Fields(stat[end+1:])
	const utime = 14 - 3 // fields are counted from 1, and the first after the name is the third
	if len(fields) < utime+4 {
		return "", 0, 0
	}
	var times [4]float64
	for i := range times {
		times[i], _ = strconv.ParseFloat(fields[utime+i], 64)
	}
	return stat[begin+1 : end], (times[0] + times[1]) / ticks, (times[2] + times[3]) / ticks
}

// sampler reads a meter again and again.
type sampler struct {
	every   time.Duration
	samples []usage
}

// run reads until ctx ends, or until the nodes are gone.
func (s *sampler) run(ctx context.Context, m *meter) {
	ticker := time.NewTicker(s.every)
	defer ticker.Stop()
	for {
		u, err := m.read()
		if err != nil {
			return
		}
		s.samples = append(s.samples, u)
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// between tells what was used from one moment to another, by straight lines between the
// samples around each.
func (s *sampler) between(from, to time.Time) (usage, error) {
	first, err := s.at(from)
	if err != nil {
		return usage{}, err
	}
	last, err := s.at(to)
	if err != nil {
		return usage{}, err
	}
	used := usage{at: to, total: last.total - first.total, by: map[string]float64{}}
	for part, seconds := range last.by {
		used.by[part] = seconds - first.by[part]
	}
	return used, nil
}

// at is the usage at a moment. Up to one interval before the first sample or behind the
// last it is that one's.
func (s *sampler) at(moment time.Time) (usage, error) {
	for i, sample := range s.samples {
		if sample.at.Before(moment) {
			continue
		}
		if i == 0 {
			if sample.at.Sub(moment) <= s.every {
				return sample, nil
			}
			break
		}
		return s.samples[i-1].toward(sample, moment), nil
	}
	if n := len(s.samples); n > 0 && moment.Sub(s.samples[n-1].at) <= 2*s.every && !moment.Before(s.samples[0].at) {
		return s.samples[n-1], nil
	}
	return usage{}, fmt.Errorf("nothing was measured at %s", moment.Format(time.TimeOnly))
}

func (u usage) toward(next usage, moment time.Time) usage {
	share := float64(moment.Sub(u.at)) / float64(next.at.Sub(u.at))
	between := usage{at: moment, total: u.total + share*(next.total-u.total), by: map[string]float64{}}
	for part, seconds := range next.by {
		between.by[part] = u.by[part] + share*(seconds-u.by[part])
	}
	return between
}
