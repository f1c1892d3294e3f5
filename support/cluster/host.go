package cluster

import (
	"fmt"
	"strconv"
	"strings"
)

// Host is what a privileged container sees of the machine that the nodes will
// run on. It is looked at from inside a container because that is where kind's
// nodes are, and because the engine may be on another machine.
type Host struct {
	CgroupV1         bool     // no unified cgroup hierarchy
	SysResource      bool     // CAP_SYS_RESOURCE is to be had
	InotifyInstances int      // fs.inotify.max_user_instances
	ForwardDrop      bool     // the FORWARD chain drops what no rule accepts
	Filesystems      []string // what the kernel can mount now: ext4, nfs, …
	Kernel           string   // "6.18.44"
}

const (
	capSysResource = 24 // bit in CapEff, include/uapi/linux/capability.h
	// inotifyWanted is what three nodes and their Pods need; a common default is 128.
	inotifyWanted = 512
)

// hostFiles are read by the probe, each under a heading.
var hostFiles = [...]string{
	"/proc/self/status", "/proc/mounts", "/proc/filesystems",
	"/proc/sys/fs/inotify/max_user_instances", "/proc/sys/kernel/osrelease",
}

const (
	heading      = "== "
	forwardTitle = "iptables"
)

// hostProbe is the trial container: it proves that containers run as kind's
// nodes do (pkg/cluster/internal/providers/*/provision.go, v0.33.0), and prints
// what parseHost reads. The host's network is there to show its FORWARD policy.
func hostProbe(image string) []string {
	script := "for f in " + strings.Join(hostFiles[:], " ") + "; do echo \"" + heading + "$f\"; cat $f; done; " +
		"echo '" + heading + forwardTitle + "'; iptables -S FORWARD 2>/dev/null | head -n 1; true"
	return []string{
		"--privileged", "--cgroupns=private", "--volume=/lib/modules:/lib/modules:ro", "--network=host",
		"--entrypoint", "/bin/sh", image, "-c", script,
	}
}

// parseHost reads what the probe printed.
func parseHost(seen string) (Host, error) {
	sections := map[string]string{}
	for section := range strings.SplitSeq("\n"+seen, "\n"+heading) {
		title, body, _ := strings.Cut(section, "\n")
		sections[title] = body
	}
	for _, file := range hostFiles {
		if strings.TrimSpace(sections[file]) == "" {
			return Host{}, fmt.Errorf("nothing was read from %s", file)
		}
	}
	capabilities, err := parseCapabilities(sections["/proc/self/status"])
	if err != nil {
		return Host{}, err
	}
	instances, err := strconv.Atoi(strings.TrimSpace(sections["/proc/sys/fs/inotify/max_user_instances"]))
	if err != nil {
		return Host{}, fmt.Errorf("reading fs.inotify.max_user_instances: %w", err)
	}
	return Host{
		CgroupV1:         !mountsCgroup2(sections["/proc/mounts"]),
		SysResource:      capabilities&(1<<capSysResource) != 0,
		InotifyInstances: instances,
		ForwardDrop:      strings.HasPrefix(sections[forwardTitle], "-P FORWARD DROP"),
		Filesystems:      parseFilesystems(sections["/proc/filesystems"]),
		Kernel:           strings.TrimSpace(sections["/proc/sys/kernel/osrelease"]),
	}, nil
}

func parseCapabilities(status string) (uint64, error) {
	for line := range strings.Lines(status) {
		if value, found := strings.CutPrefix(line, "CapEff:"); found {
			return strconv.ParseUint(strings.TrimSpace(value), 16, 64)
		}
	}
	return 0, fmt.Errorf("no CapEff in /proc/self/status")
}

// mountsCgroup2 tells whether /sys/fs/cgroup itself is the unified hierarchy. A
// hybrid host has it at /sys/fs/cgroup/unified, which the kubelet does not use.
func mountsCgroup2(mounts string) bool {
	for line := range strings.Lines(mounts) {
		fields := strings.Fields(line)
		if len(fields) > 2 && fields[1] == "/sys/fs/cgroup" && fields[2] == "cgroup2" {
			return true
		}
	}
	return false
}

// parseFilesystems reads lines such as "nodev\ttmpfs" and "\text4".
func parseFilesystems(list string) []string {
	var names []string
	for line := range strings.Lines(list) {
		if fields := strings.Fields(line); len(fields) > 0 {
			names = append(names, fields[len(fields)-1])
		}
	}
	return names
}

// advice is one line for each lack that only the machine's owner can mend.
func (h Host) advice(engine string) []string {
	var lines []string
	if h.InotifyInstances > 0 && h.InotifyInstances < inotifyWanted {
		lines = append(lines, fmt.Sprintf("the host allows %d inotify instances, three nodes may need more: sysctl fs.inotify.max_user_instances=%d (scripts/bootstrap.sh does it)", h.InotifyInstances, inotifyWanted))
	}
	if h.ForwardDrop && engine == "podman" {
		lines = append(lines, "the host's FORWARD policy is DROP, as a Docker daemon leaves it: Pods on different nodes may not reach each other: iptables -P FORWARD ACCEPT")
	}
	return lines
}
