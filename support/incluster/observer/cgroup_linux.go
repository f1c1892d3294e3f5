package main

import (
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// PodGroup is the control group that the kubelet makes for a Pod, as the node has it. A
// runtime that is told to ignore control groups leaves it empty, and nothing that the
// Pod does is charged there.
type PodGroup struct {
	Path    string `json:"path,omitempty"` // on the node; empty where there is none to be seen
	Charged uint64 `json:"charged"`        // bytes of memory, of everything below it
}

// Where the node has its groups of memory, with control groups of version 1 and 2, and
// which file tells what is charged (kernel, cgroup-v1/memory.rst and cgroup-v2.rst).
var memoryGroups = []struct{ root, charged string }{
	{"sys/fs/cgroup/memory", "memory.usage_in_bytes"},
	{"sys/fs/cgroup", "memory.current"},
}

// mostGroups bounds the search: a node of 250 Pods has some thousand.
const mostGroups = 20_000

// podGroup looks for the group that is named after a Pod. Its name, and where it lies,
// differ between the drivers (pkg/kubelet/cm/cgroup_manager_linux.go, v1.37): pod<UID>, or
// kubepods-burstable-pod<UID with underscores>.slice.
func (n *node) podGroup(podUID string) PodGroup {
	if podUID == "" {
		return PodGroup{}
	}
	for _, groups := range memoryGroups {
		found := n.groupNamed(groups.root, "pod"+podUID)
		if found == "" {
			continue
		}
		text, err := fs.ReadFile(n.root.FS(), path.Join(found, groups.charged))
		if err != nil {
			continue
		}
		if charged, err := strconv.ParseUint(strings.TrimSpace(string(text)), 10, 64); err == nil {
			return PodGroup{Path: "/" + found, Charged: charged}
		}
	}
	return PodGroup{}
}

// groupNamed returns the uppermost group below a root whose name has a text in it. What
// cannot be read, as a group that goes meanwhile, is passed over.
func (n *node) groupNamed(root, text string) string {
	found, seen := "", 0
	_ = fs.WalkDir(n.root.FS(), root, func(name string, entry fs.DirEntry, err error) error {
		switch seen++; {
		case err != nil && entry == nil, seen > mostGroups:
			return fs.SkipAll
		case err != nil:
			return fs.SkipDir
		case !entry.IsDir():
			return nil
		case strings.Contains(strings.ReplaceAll(path.Base(name), "_", "-"), text):
			found = name
			return fs.SkipAll
		}
		return nil
	})
	return found
}
