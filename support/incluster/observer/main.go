// Command observer tells what is on a node's own file system, from inside the cluster:
// node facts must not come from a container engine, which somebody else's cluster has not.
//
// It runs as a DaemonSet with the node's root mounted at /host, and waits. It is not
// privileged: it has the SELinux type spc_t, which on nodes that enforce SELinux is what
// lets a container look at files of the node, and which nothing heeds on others
// (container_selinux(8)). Its subcommands are run in that Pod by exec; each prints one JSON document:
//
//	observer stat PATH ...              facts about each path; one that is not there is a fact too
//	observer list [-r] [-depth N] [-max N] DIR
//	observer read [-max BYTES] PATH     content, in base64
//	observer write PATH CONTENT         below /var/lib/volconf only, as are the next two
//	observer mkdir PATH MODE            mode in octal
//	observer remove PATH ...            with everything below
//	observer facts                      kernel, cgroups, operating system, and where the node has its kubelet and runtime
//	observer mount PATH                 which file system of the node the path is on
//	observer connect SOCKET             opens a connection and closes it
//	observer certificates DIR           common names of the certificates in the files of DIR
//
// With -listen it answers on a port while it waits, so that something of each node can be
// reached. With -root / the observer looks at the container that it is in. Paths are the node's. Links are followed as the node would, and never out of its root.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// errUsage marks an error that the caller, not the node, has made.
var errUsage = errors.New("usage: observer [-root DIR] [stat|list|read|write|mkdir|remove|mount|facts|connect|certificates [ARGUMENT]]")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:], os.Stdout)
	if err == nil {
		return
	}
	fmt.Fprintln(os.Stderr, "observer:", err)
	if isUsage(err) {
		os.Exit(2)
	}
	os.Exit(1)
}

func isUsage(err error) bool { return errors.Is(err, errUsage) }

func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("observer", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	rootDir := flags.String("root", "/host", "where the node's root is mounted")
	listen := flags.String("listen", "", "the `ADDRESS` to answer on while it waits; none without it")
	if err := flags.Parse(args); err != nil {
		return fmt.Errorf("%w (%w)", errUsage, err)
	}
	if flags.NArg() == 0 {
		return wait(ctx, *listen) // a DaemonSet's container has to go on
	}
	command, ok := commands[flags.Arg(0)]
	if !ok {
		return fmt.Errorf("%w: there is no %q", errUsage, flags.Arg(0))
	}
	node, err := openNode(*rootDir)
	if err != nil {
		return err
	}
	defer func() { _ = node.close() }()
	answer, err := command(node, flags.Args()[1:])
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(answer)
}

// wait returns when the context ends. Until then it answers every request with nothing.
func wait(ctx context.Context, listen string) error {
	if listen == "" {
		<-ctx.Done()
		return nil
	}
	server := &http.Server{
		Addr: listen, Handler: http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}), ReadHeaderTimeout: readWithin,
	}
	stop := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer stop()
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("answer on %s: %w", listen, err)
	}
	return nil
}

// readWithin bounds how long a client may take for its question.
const readWithin = 10 * time.Second
