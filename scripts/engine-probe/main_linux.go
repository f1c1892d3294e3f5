// Command engine-probe runs in a privileged container, and fails where the container is
// not as privileged as a kind node has to be. It is the whole content of a tiny image, so
// that scripts/bootstrap.sh can try an engine before there is any other image.
package main

import (
	"fmt"
	"os"
	"syscall"
)

func main() {
	if err := mount("/probe-mount"); err != nil {
		fmt.Fprintln(os.Stderr, "engine-probe:", err)
		os.Exit(1)
	}
}

// mount needs CAP_SYS_ADMIN and no seccomp profile, like most of what a node does.
func mount(dir string) error {
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, ""); err != nil {
		return fmt.Errorf("mount a tmpfs: %w", err)
	}
	return syscall.Unmount(dir, 0)
}
