package main

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"syscall"
)

// mostLinks is how many links a path may lead through, as the kernel has it
// (path_resolution(7)).
const mostLinks = 40

// resolve turns a path of the node into one below its root that has no link on the way,
// as the node's own processes would follow it: an absolute link leads to the node's
// root, not to this container's, and ".." stops there. What the path itself leads to is
// followed if last is set. A path that is not there comes back as far as it goes.
func (n *node) resolve(name string, last bool) (string, error) {
	if !path.IsAbs(name) {
		return "", fmt.Errorf("%w: path %q is not absolute", errUsage, name)
	}
	todo, done := elements(name), "."
	for links := 0; len(todo) > 0; {
		next := path.Join(done, todo[0])
		todo = todo[1:]
		if strings.HasPrefix(next, "..") {
			next = "."
		}
		target, err := n.linkAt(next, last || len(todo) > 0)
		if err != nil {
			return "", fmt.Errorf("follow %s: %w", name, err)
		}
		if target == "" {
			done = next
			continue
		}
		if links++; links > mostLinks {
			return "", fmt.Errorf("follow %s: %w", name, syscall.ELOOP)
		}
		todo = append(elements(target), todo...)
		if path.IsAbs(target) {
			done = "."
		}
	}
	return done, nil
}

// linkAt returns where a link leads, and nothing where there is none or none is to be
// followed.
func (n *node) linkAt(relative string, follow bool) (string, error) {
	if !follow {
		return "", nil
	}
	info, err := n.root.Lstat(relative)
	if absent(err) {
		return "", nil
	}
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		return "", err
	}
	return n.root.Readlink(relative)
}

// elements are the names in a path; ".." is kept where a link has it.
func elements(name string) []string {
	return strings.FieldsFunc(name, func(r rune) bool { return r == '/' })
}
