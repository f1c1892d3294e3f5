// Package cluster makes, finds and removes the kind clusters that claims are
// verified on, and says what is true of any cluster. It is the only package
// that runs a container engine.
//
// A cluster is ours when three things say so: its name, a state file, and a
// lock that the kernel holds for as long as the run lives. Only a cluster of
// ours whose lock nobody holds may be replaced or removed.
//
// kind is used as a library, but in a process of its own (see [ServeKind]): its
// calls take no context, read the environment, and run the engine in the
// caller's session, where Ctrl-C would reach it. Every other call of the engine
// is bounded, runs in a session of its own too, and its error holds a command
// that can be pasted into a shell.
package cluster

// Logf takes one line of progress.
type Logf func(format string, args ...any)
