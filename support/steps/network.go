package steps

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// Namespaces of the kernel, as /proc/self/ns names them (namespaces(7)).
var (
	networkNamespace = []string{"readlink", "/proc/self/ns/net"}
	ipcNamespace     = []string{"readlink", "/proc/self/ns/ipc"}
	hostnameIs       = []string{"hostname"}
	addressIs        = []string{"sh", "-c", "ip -o addr show | grep -v ' lo ' | grep -o 'inet[6]* [^ ]*'"}
	pidNamespace     = []string{"readlink", "/proc/self/ns/pid"}
	mountNamespace   = []string{"readlink", "/proc/self/ns/mnt"}
)

// SharesNetworkAndIPCWith judges that both containers have one network, one
// address, one host name and one IPC namespace. Both must run on one node:
// the numbers of namespaces mean nothing elsewhere.
func (c Container) SharesNetworkAndIPCWith(other Container) Step {
	return InOrder(
		c.PrintsTheSameIn(other, networkNamespace...), c.PrintsTheSameIn(other, addressIs...),
		c.PrintsTheSameIn(other, hostnameIs...), c.PrintsTheSameIn(other, ipcNamespace...))
}

// HasANetworkApartFrom judges that the containers have two networks and two
// addresses.
func (c Container) HasANetworkApartFrom(other Container) Step {
	return InOrder(c.PrintsAnotherIn(other, networkNamespace...), c.PrintsAnotherIn(other, addressIs...))
}

// HasProcessesAndMountsApartFrom judges that the containers share neither
// processes nor mounts.
func (c Container) HasProcessesAndMountsApartFrom(other Container) Step {
	return InOrder(c.PrintsAnotherIn(other, pidNamespace...), c.PrintsAnotherIn(other, mountNamespace...))
}

// serveOnce starts a server that goes on, unless the container has one.
const serveOnce = `pidof httpd >/dev/null || httpd -p "127.0.0.1:$1" -h /tmp`

// ListensOnLoopback starts a server in the container that serves its folder
// /tmp on 127.0.0.1 only.
func (c Container) ListensOnLoopback(port int) Step {
	return c.Runs("sh", "-c", serveOnce, "sh", strconv.Itoa(port))
}

// CannotListenOnLoopback judges that another has the port already.
func (c Container) CannotListenOnLoopback(port int) Step {
	return c.CannotRun("Address already in use", "httpd", "-p", "127.0.0.1:"+strconv.Itoa(port), "-h", "/tmp")
}

// GetsFromLoopback judges that a server on 127.0.0.1 gives the container a page
// with this text.
func (c Container) GetsFromLoopback(port int, path, text string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		const script = `printf 'GET %s HTTP/1.0\r\n\r\n' "$2" | nc -w 5 127.0.0.1 "$1"`
		out, err := s.ExecIdempotent(ctx, c.target(s), "sh", "-c", script, "sh", strconv.Itoa(port), path)
		if err != nil {
			return err
		}
		if err := answered(fmt.Sprintf("127.0.0.1:%d%s in %s", port, path, c.target(s)), out, text); err != nil {
			return err
		}
		s.Note("127.0.0.1:%d answers %s with %q", port, c.target(s), text)
		return nil
	}
}

func answered(what string, out probe.Output, text string) error {
	if out.Exit != 0 || !strings.Contains(out.Stdout, text) {
		return claim.Brokenf("%s answers %q, not %q", what, strings.TrimSpace(out.Stdout+out.Stderr), text)
	}
	return nil
}

// IsRefusedByLoopback judges that nobody listens on a port of 127.0.0.1.
func (c Container) IsRefusedByLoopback(port int) Step {
	return c.CannotRun("Connection refused", "nc", "-w", "5", "127.0.0.1", strconv.Itoa(port))
}
