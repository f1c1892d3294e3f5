package steps

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/volconf/volconf/support/claim"
	"github.com/volconf/volconf/support/probe"
)

// What containers share is told by what they can do with it. The numbers in /proc/self/ns
// do not tell: a runtime with a kernel of its own for each Pod gives them out anew in each.

// What a container says of itself.
var (
	hostnameIs = []string{"hostname"}
	addressIs  = []string{"sh", "-c", "ip -o addr show | grep -v ' lo ' | grep -o 'inet[6]* [^ ]*'"}
)

// SharesNameAndAddressWith judges that both containers have one host name and the same
// addresses.
func (c Container) SharesNameAndAddressWith(other Container) Step {
	return InOrder(c.PrintsTheSameIn(other, addressIs...), c.PrintsTheSameIn(other, hostnameIs...))
}

// HasNameAndAddressApartFrom judges that the containers have two host names and other
// addresses.
func (c Container) HasNameAndAddressApartFrom(other Container) Step {
	return InOrder(c.PrintsAnotherIn(other, addressIs...), c.PrintsAnotherIn(other, hostnameIs...))
}

// Objects that belong to an IPC namespace: a piece of POSIX shared memory and, where the
// runtime mounts them, a message queue (shm_overview(7), mq_overview(7)).
const (
	makeIPC = `touch "/dev/shm/$1" && { [ ! -d /dev/mqueue ] || touch "/dev/mqueue/$1"; }`
	seeIPC  = `for f in "/dev/shm/$1" "/dev/mqueue/$1"; do [ -d "${f%/*}" ] || continue; [ -e "$f" ] && echo "sees ${f%/*}" || echo "lacks ${f%/*}"; done`
)

// SharesIPCWith judges that the shared memory and the message queues of the other
// container are this one's, too.
func (c Container) SharesIPCWith(other Container) Step { return c.looksForIPC(other, "lacks ") }

// HasIPCApartFrom judges that this container sees neither the shared memory nor the
// message queues of the other.
func (c Container) HasIPCApartFrom(other Container) Step { return c.looksForIPC(other, "sees ") }

func (c Container) looksForIPC(other Container, against string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		name := NewToken()
		if err := other.Runs("sh", "-c", makeIPC, "sh", name)(ctx, s); err != nil {
			return err
		}
		out, err := s.Says(ctx, c.target(s), "sh", "-c", seeIPC, "sh", name)
		if err != nil {
			return err
		}
		what := fmt.Sprintf("of what %s made for other processes (%s), %s", other.target(s), name, c.target(s))
		if err := noneSays(what, out, against); err != nil {
			return err
		}
		s.Note("%s %s", what, strings.Join(strings.Split(strings.TrimSpace(out), "\n"), ", "))
		return nil
	}
}

// noneSays reads what a look printed, a line for each thing that was looked for.
func noneSays(what, out, against string) error {
	if strings.TrimSpace(out) == "" {
		return fmt.Errorf("%s says nothing", what)
	}
	for line := range strings.Lines(out) {
		if strings.HasPrefix(line, against) {
			return claim.Brokenf("%s %s", what, strings.TrimSpace(line))
		}
	}
	return nil
}

// A process that is known by its last argument, and whether a container sees it. The name
// comes without its first letter, so that no look finds itself.
const (
	looks        = `sees() { cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\000' '\n' | grep -qx "[t]$1"; }; `
	namedProcess = looks + `sees "$1" || { sh -c 'sleep 3600; :' "t$1" >/dev/null 2>&1 & }
until sees "$1"; do sleep 1; done`
	seeProcess = looks + `sees "$1" && echo "sees its process" || echo "lacks its process"`
)

// SharesProcessesWith judges that this container sees a process of the other.
func (c Container) SharesProcessesWith(other Container) Step {
	return c.looksForProcess(other, "lacks ")
}

// HasProcessesApartFrom judges that this container does not see a process of the other,
// once the other sees it itself.
func (c Container) HasProcessesApartFrom(other Container) Step {
	return c.looksForProcess(other, "sees ")
}

func (c Container) looksForProcess(other Container, against string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		name := strings.TrimPrefix(NewToken(), "t")
		if err := other.Runs("sh", "-c", namedProcess, "sh", name)(ctx, s); err != nil {
			return err
		}
		out, err := s.Says(ctx, c.target(s), "sh", "-c", seeProcess, "sh", name)
		if err != nil {
			return err
		}
		what := fmt.Sprintf("of %s, %s", other.target(s), c.target(s))
		if err := noneSays(what, out, against); err != nil {
			return err
		}
		s.Note("%s %s", what, strings.TrimSpace(out))
		return nil
	}
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
// with this text. The page contains text.
func (c Container) GetsFromLoopback(port int, path, text string) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		const script = `printf 'GET %s HTTP/1.0\r\n\r\n' "$2" | nc -w 5 127.0.0.1 "$1"`
		out, err := s.Look(ctx, c.target(s), "sh", "-c", script, "sh", strconv.Itoa(port), path)
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
