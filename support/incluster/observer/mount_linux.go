package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
)

// Mounted is what is mounted on the node at a path, or at the folder above it that a file
// system begins at.
type Mounted struct {
	Path   string `json:"path"`
	Exists bool   `json:"exists"`
	Point  string `json:"point"`
	FSType string `json:"fsType"`
}

// mounted looks the path up in the mount table of the node's first process, and where
// that may not be read, in the observer's own: the node's mounts reach it
// (mountPropagation: HostToContainer). A runtime with a kernel of its own shows only the
// first.
//
// Where a file system begins at the path itself, the table alone is asked. gVisor keeps
// open what was looked at, and an observer that runs in it would keep the kubelet from
// unmounting the volume until the observer ends: "target is busy".
func (n *node) mounted(name string) (Mounted, error) {
	table, err := n.mountTable()
	if err != nil {
		return Mounted{}, err
	}
	above, err := n.resolve(path.Dir(name), true)
	if err != nil {
		return Mounted{}, err
	}
	at := path.Join("/", above, path.Base(name))
	if i := lastIndex(table, func(m mount) bool { return m.point == at }); i >= 0 {
		return Mounted{Path: name, Exists: true, Point: at, FSType: table[i].fsType}, nil
	}
	relative, err := n.resolve(name, true)
	if err != nil {
		return Mounted{}, err
	}
	entry, err := n.stat("/" + relative)
	if err != nil {
		return Mounted{}, err
	}
	found := Mounted{Path: name, Exists: entry.Exists}
	for _, m := range table {
		_, below := within("/"+relative, m.point)
		if below && len(m.point) >= len(found.Point) { // a later mount hides an earlier one
			found.Point, found.FSType = m.point, m.fsType
		}
	}
	if found.Point == "" {
		return Mounted{}, fmt.Errorf("find what is mounted at %s: no mount of the node is seen", name)
	}
	return found, nil
}

// lastIndex finds the last of several: a later mount hides an earlier one.
func lastIndex(table []mount, is func(mount) bool) int {
	for i := len(table) - 1; i >= 0; i-- {
		if is(table[i]) {
			return i
		}
	}
	return -1
}

// mountTable has points as the node sees them.
func (n *node) mountTable() ([]mount, error) {
	if text, err := fs.ReadFile(n.root.FS(), "proc/1/mountinfo"); err == nil && len(text) > 0 {
		return parseMounts(string(text)), nil
	}
	text, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return nil, fmt.Errorf("look at the observer's own mounts: %w", err)
	}
	var table []mount
	for _, m := range parseMounts(string(text)) {
		if point, ok := within(m.point, n.dir); ok {
			m.point = path.Join("/", point)
			table = append(table, m)
		}
	}
	return table, nil
}

// fsTypeOf reads what stands behind the lone hyphen of a line of mountinfo.
func fsTypeOf(line string) string {
	_, behind, _ := strings.Cut(line, " - ")
	fsType, _, _ := strings.Cut(behind, " ")
	return fsType
}
