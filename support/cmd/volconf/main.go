// Command volconf runs the suite and shows what came of it. Each verb is thin:
// it reads its flags, calls a package of support/, and prints.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/volconf/volconf/support/cluster"
	"github.com/volconf/volconf/support/report"
)

func main() {
	cluster.ServeKind(os.Args)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := execute(ctx, app{out: os.Stdout, err: os.Stderr, getenv: os.Getenv, environ: os.Environ()}, os.Args[1:])
	stop()
	os.Exit(code)
}

// app is what the verbs share: where they write and what they read from the
// environment.
type app struct {
	out, err io.Writer
	getenv   func(string) string
	environ  []string
}

// codedError is an error with an exit code of its own. Any other is a mistake
// of the caller: a flag, an argument, a file that cannot be used.
type codedError struct {
	code int
	err  error // nil if everything has been said
}

func (e codedError) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}

func (e codedError) Unwrap() error { return e.err }

// environment marks an error of the machine rather than of the caller.
func environment(err error) error {
	if err == nil {
		return nil
	}
	return codedError{report.ExitEnvironment, err}
}

// execute runs a command line and returns the exit code.
func execute(ctx context.Context, a app, args []string) int {
	root := a.root() //nolint:contextcheck // cobra hands the context to the verbs
	root.SetArgs(args)
	root.SetOut(a.out)
	root.SetErr(a.err)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return report.ExitHolds
	}
	var coded codedError
	if !errors.As(err, &coded) {
		coded = codedError{report.ExitUsage, err}
	}
	if message := coded.Error(); message != "" {
		fmt.Fprintf(a.err, "volconf: %s\n", message)
	}
	return coded.code
}

func (a app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "volconf",
		Short: "Find out whether Kubernetes keeps its word about volumes",
		Long: `volconf asserts what Kubernetes says about volumes as behaviour of a real
cluster, claim by claim, and says with evidence what holds.

Exit codes: 0 all selected claims hold, 1 a claim is broken, 2 a flag or a file
cannot be used, 3 the environment failed, 4 nothing ran, 5 something was left.`,
		Example: `  volconf run                              # a cluster, all claims, a report
  volconf run -labels feature=hostpath     # some of them
  volconf run -kubeconfig ~/.kube/config   # on a cluster of yours
  volconf preflight                        # what a run would find on it
  volconf claims list                      # what is asserted
  volconf matrix reports/*                 # several reports on one page`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.NoArgs,
		RunE:          help,
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fmt.Errorf("%w; `%s --help` lists the flags", err, cmd.CommandPath())
	})
	root.AddCommand(a.run(), a.preflight(), a.claims(), a.report(), a.matrix(), a.diff(), a.flakes(), a.cleanup(), a.cluster(), a.images(), a.prove(), a.habitatCredential())
	return root
}

// help is what a command does that only groups others.
func help(cmd *cobra.Command, _ []string) error { return cmd.Help() }

// group is a command that only holds others. An unknown one below it is an
// error: cobra alone would print help and end well.
func group(use, short string, commands ...*cobra.Command) *cobra.Command {
	cmd := &cobra.Command{Use: use, Short: short, Args: cobra.NoArgs, RunE: help}
	cmd.AddCommand(commands...)
	return cmd
}
