package main

import (
	"flag"
	"fmt"
	"io"
	"io/fs"
	"strconv"
)

// Bounds of what one answer may hold unless the caller says otherwise: it goes through
// an exec stream and is held in memory on both ends.
const (
	defaultDepth   = 16
	defaultEntries = 10_000
	defaultBytes   = 1 << 20
)

// commands are run with their arguments and return what is printed.
var commands = map[string]func(*node, []string) (any, error){
	"stat":         runStat,
	"list":         runList,
	"read":         runRead,
	"write":        runWrite,
	"mkdir":        runMkdir,
	"remove":       runRemove,
	"mount":        runMount,
	"facts":        runFacts,
	"connect":      runConnect,
	"certificates": runCertificates,
}

func runStat(n *node, args []string) (any, error) {
	if len(args) == 0 {
		return nil, fmt.Errorf("%w: stat wants PATH, one or more", errUsage)
	}
	entries := make([]Entry, 0, len(args))
	for _, path := range args {
		entry, err := n.stat(path)
		if err != nil {
			return nil, err
		}
		entries = append(entries, entry)
	}
	return entries, nil
}

func runList(n *node, args []string) (any, error) {
	flags := flag.NewFlagSet("list", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	recursive := flags.Bool("r", false, "folders within too")
	depth := flags.Int("depth", defaultDepth, "how many folders deep -r goes")
	most := flags.Int("max", defaultEntries, "how many entries at most")
	if err := flags.Parse(args); err != nil || flags.NArg() != 1 || *depth < 1 || *most < 1 {
		return nil, fmt.Errorf("%w: list wants [-r] [-depth N] [-max N] DIR", errUsage)
	}
	if !*recursive {
		*depth = 1
	}
	return n.list(flags.Arg(0), *depth, *most)
}

func runRead(n *node, args []string) (any, error) {
	flags := flag.NewFlagSet("read", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	most := flags.Int64("max", defaultBytes, "how many bytes at most")
	if err := flags.Parse(args); err != nil || flags.NArg() != 1 || *most < 0 {
		return nil, fmt.Errorf("%w: read wants [-max BYTES] PATH", errUsage)
	}
	return n.read(flags.Arg(0), *most)
}

func runWrite(n *node, args []string) (any, error) {
	if len(args) != 2 {
		return nil, fmt.Errorf("%w: write wants PATH CONTENT", errUsage)
	}
	if err := n.write(args[0], args[1]); err != nil {
		return nil, err
	}
	return n.stat(args[0])
}

func runMkdir(n *node, args []string) (any, error) {
	if len(args) != 2 {
		return nil, fmt.Errorf("%w: mkdir wants PATH MODE", errUsage)
	}
	mode, err := strconv.ParseUint(args[1], 8, 12)
	if err != nil {
		return nil, fmt.Errorf("%w: mode %q is not octal, such as 0755", errUsage, args[1])
	}
	if err := n.mkdir(args[0], fileMode(mode)); err != nil {
		return nil, err
	}
	return n.stat(args[0])
}

func runRemove(n *node, args []string) (any, error) {
	if len(args) == 0 {
		return nil, fmt.Errorf("%w: remove wants PATH, one or more", errUsage)
	}
	removed := make([]string, 0, len(args))
	for _, path := range args {
		if err := n.remove(path); err != nil {
			return nil, err
		}
		removed = append(removed, path)
	}
	return map[string][]string{"removed": removed}, nil
}

func runMount(n *node, args []string) (any, error) {
	if len(args) != 1 {
		return nil, fmt.Errorf("%w: mount wants PATH", errUsage)
	}
	return n.mounted(args[0])
}

func runFacts(n *node, args []string) (any, error) {
	if len(args) != 0 {
		return nil, fmt.Errorf("%w: facts wants no arguments", errUsage)
	}
	return n.facts()
}

// Connection is what came of connecting to a socket.
type Connection struct {
	Path      string `json:"path"`
	Connected bool   `json:"connected"`
	Error     string `json:"error,omitempty"` // the system's words
}

func runConnect(n *node, args []string) (any, error) {
	if len(args) != 1 {
		return nil, fmt.Errorf("%w: connect wants SOCKET", errUsage)
	}
	answer := Connection{Path: args[0], Connected: true}
	if err := n.connect(args[0]); err != nil {
		answer.Connected, answer.Error = false, err.Error()
	}
	return answer, nil
}

func runCertificates(n *node, args []string) (any, error) {
	if len(args) != 1 {
		return nil, fmt.Errorf("%w: certificates wants DIR", errUsage)
	}
	return n.certificates(args[0])
}

// fileMode turns a mode as chmod(1) writes it into Go's.
func fileMode(bits uint64) fs.FileMode {
	mode := fs.FileMode(bits & 0o777)
	for bit, flag := range map[uint64]fs.FileMode{0o4000: fs.ModeSetuid, 0o2000: fs.ModeSetgid, 0o1000: fs.ModeSticky} {
		if bits&bit != 0 {
			mode |= flag
		}
	}
	return mode
}
