package main

import (
	"bufio"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// Facts are what claims may need of a node and cannot learn from the API.
type Facts struct {
	KernelRelease string   `json:"kernelRelease"`
	FileSystems   []string `json:"fileSystems"`   // that the kernel knows now; modules may add to it
	CgroupVersion int      `json:"cgroupVersion"` // 1 also for the hybrid layout
	OS            string   `json:"os"`            // PRETTY_NAME of os-release
	HasGit        bool     `json:"hasGit"`        // the kubelet's gitRepo volumes call it
	Group         PodGroup `json:"group"`         // of the observer's own Pod
	Places
}

// podUID is the environment variable with the UID of the observer's own Pod.
const podUID = "POD_UID"

func (n *node) facts() (Facts, error) {
	var name unix.Utsname
	if err := unix.Uname(&name); err != nil {
		return Facts{}, fmt.Errorf("ask for the kernel's release: %w", err)
	}
	// The kernel is the node's own, so these need no detour through its root.
	known, err := os.ReadFile("/proc/filesystems")
	if err != nil {
		return Facts{}, fmt.Errorf("list the file systems: %w", err)
	}
	release, err := n.osRelease()
	if err != nil {
		return Facts{}, err
	}
	mounts, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return Facts{}, fmt.Errorf("look at the observer's own mounts: %w", err)
	}
	return Facts{
		KernelRelease: unix.ByteSliceToString(name.Release[:]),
		FileSystems:   fileSystems(string(known)),
		CgroupVersion: cgroupVersion(),
		OS:            prettyName(release),
		HasGit:        n.hasGit(),
		Group:         n.podGroup(os.Getenv(podUID)),
		Places:        n.places(os.Getenv(podUID), string(mounts)),
	}, nil
}

// fileSystems are the last words of the lines of /proc/filesystems.
func fileSystems(known string) []string {
	names := []string{}
	for line := range strings.Lines(known) {
		if fields := strings.Fields(line); len(fields) > 0 {
			names = append(names, fields[len(fields)-1])
		}
	}
	return names
}

func cgroupVersion() int {
	var stat unix.Statfs_t
	if err := unix.Statfs("/sys/fs/cgroup", &stat); err == nil && stat.Type == unix.CGROUP2_SUPER_MAGIC {
		return 2
	}
	return 1
}

// osRelease looks where the file really is first: in /etc it is often a link.
func (n *node) osRelease() (string, error) {
	for _, name := range []string{"usr/lib/os-release", "etc/os-release"} {
		data, err := fs.ReadFile(n.root.FS(), name)
		if err == nil {
			return string(data), nil
		}
		if !absent(err) {
			return "", fmt.Errorf("read %s: %w", name, err)
		}
	}
	return "", nil
}

func prettyName(release string) string {
	scanner := bufio.NewScanner(strings.NewReader(release))
	for scanner.Scan() {
		if value, ok := strings.CutPrefix(scanner.Text(), "PRETTY_NAME="); ok {
			return strings.Trim(value, `"'`)
		}
	}
	return ""
}

func (n *node) hasGit() bool {
	for _, name := range []string{"/usr/bin/git", "/usr/local/bin/git", "/bin/git"} {
		if entry, err := n.stat(name); err == nil && entry.Exists {
			return true
		}
	}
	return false
}
