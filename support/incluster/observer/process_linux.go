package main

import (
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// process is one of the node's own: not of a container, whose processes are in a PID
// namespace below the node's.
type process struct {
	pid  int
	args []string
}

// processes lists the node's own processes. The node's /proc is mounted with its root
// and shows what the node sees, so that no hostPID is needed. What ends meanwhile, or
// may not be looked at, is left out.
func (n *node) processes() []process {
	entries, err := fs.ReadDir(n.root.FS(), "proc")
	if err != nil {
		return nil
	}
	var all []process
	for _, entry := range entries {
		pid, err := strconv.Atoi(entry.Name())
		if err != nil || !n.ofTheNode(pid) {
			continue
		}
		if args := arguments(n.ofProcess(pid, "cmdline")); len(args) > 0 {
			all = append(all, process{pid: pid, args: args})
		}
	}
	slices.SortFunc(all, func(a, b process) int { return a.pid - b.pid })
	return all
}

func (n *node) ofProcess(pid int, file string) string {
	data, err := fs.ReadFile(n.root.FS(), path.Join("proc", strconv.Itoa(pid), file))
	if err != nil {
		return ""
	}
	return string(data)
}

// ofTheNode reads the line "NSpid:" of /proc/PID/status, which has a number for each
// PID namespace that the process is in, from that of the mount down (proc(5)).
func (n *node) ofTheNode(pid int) bool {
	for line := range strings.Lines(n.ofProcess(pid, "status")) {
		if numbers, ok := strings.CutPrefix(line, "NSpid:"); ok {
			return len(strings.Fields(numbers)) == 1
		}
	}
	return false
}

// arguments splits /proc/PID/cmdline. A program that has written itself a title, as k3s
// does, has spaces there.
func arguments(cmdline string) []string {
	args := strings.FieldsFunc(cmdline, func(r rune) bool { return r == 0 })
	if len(args) == 1 {
		return strings.Fields(args[0])
	}
	return args
}

// flag returns the value of a flag of a process, "--name=value" or "--name value".
func (p process) flag(name string) string {
	for i, arg := range p.args {
		bare := strings.TrimLeft(arg, "-")
		if value, ok := strings.CutPrefix(bare, name+"="); ok && arg != bare {
			return value
		}
		if bare == name && arg != bare && i+1 < len(p.args) {
			return p.args[i+1]
		}
	}
	return ""
}

func (p process) program() string { return path.Base(p.args[0]) }

// kubeletOf finds the process that is the kubelet or has it inside.
func kubeletOf(all []process) (process, bool) {
	i := slices.IndexFunc(all, func(p process) bool {
		switch p.program() {
		case "kubelet", "kubelite": // MicroK8s has all in one
			return true
		case "k3s", "k3s-server", "k3s-agent":
			return slices.Contains(p.args, "server") || slices.Contains(p.args, "agent")
		}
		return false
	})
	if i < 0 {
		return process{}, false
	}
	return all[i], true
}

// unitOf reads the unit of systemd out of /proc/PID/cgroup (cgroups(7)): units of
// services are groups of their own. The path may begin outside this container's group.
func unitOf(cgroup string) string {
	for line := range strings.Lines(cgroup) {
		fields := strings.SplitN(strings.TrimSpace(line), ":", 3)
		if len(fields) != 3 {
			continue
		}
		names := elements(fields[2])
		slices.Reverse(names)
		for _, name := range names {
			if strings.HasSuffix(name, ".service") {
				return name
			}
		}
	}
	return ""
}
